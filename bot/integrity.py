"""Checksums of everything that was built, so that damage is told from a change.

A start looks at samples of each file: hashing all of the encoder would cost every start 0.3 s. The doctor and a build
look at every byte.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from bot.errors import IndexMissing

_FILE = "checksums.json"
_SAMPLES, _SAMPLE = 32, 2**14
"""How many places of a file are looked at, and how many bytes at each."""


class Sums(NamedTuple):
    """The checksum of a whole file and that of its samples."""

    whole: str
    samples: str


_SUMS = TypeAdapter(dict[str, Sums])


def write_sums(data: Path, folders: tuple[Path, ...]) -> None:
    """Keep the checksums of all files in these folders, in one step."""
    sums = {name: Sums(_hash_whole(file), _hash_samples(file)) for name, file in _list_files(data, folders)}
    partial = data / f".{_FILE}.partial"
    partial.write_bytes(_SUMS.dump_json(sums))
    partial.replace(data / _FILE)


def has_sums(data: Path) -> bool:
    """Whether checksums were kept: older builds have none."""
    return (data / _FILE).is_file()


def verify_sums(data: Path, folders: tuple[Path, ...], *, whole: bool) -> None:
    """Raise IndexMissing with the name of the first file that is not as it was built. Without checksums, do nothing."""
    if not has_sums(data):
        return
    try:
        kept = _SUMS.validate_json((data / _FILE).read_bytes())
        files = list(_list_files(data, folders))
        damaged = [name for name, file in files if not _is_whole(file, kept.get(name), whole=whole)]
    except (OSError, ValueError) as error:
        raise IndexMissing(f"The checksums in {data} cannot be read: run `glassbox build`.") from error
    if damaged:
        raise IndexMissing(f"The file {data / damaged[0]} was changed or damaged on disk: run `glassbox build`.")


def _is_whole(file: Path, kept: Sums | None, *, whole: bool) -> bool:
    if kept is None:
        return True
    return _hash_whole(file) == kept.whole if whole else _hash_samples(file) == kept.samples


def _list_files(data: Path, folders: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield file.relative_to(data).as_posix(), file


def _hash_whole(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _hash_samples(file: Path) -> str:
    size = file.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with file.open("rb") as opened:
        for number in range(_SAMPLES):
            opened.seek(max(0, size - _SAMPLE) * number // (_SAMPLES - 1))
            digest.update(opened.read(_SAMPLE))
    return digest.hexdigest()
