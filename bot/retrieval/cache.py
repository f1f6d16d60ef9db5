"""Folders that are caches: named by a fingerprint, complete or absent, never half-written."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter

from bot.errors import IndexMissing

_MANIFEST = "manifest.json"
_SUMS = TypeAdapter(dict[str, str])
_LARGE = 8 * 2**20
"""Bytes above which a file is told by its size alone: hashing the encoder would cost every start 0.3 s."""


def join_fingerprint(*parts: str) -> str:
    """Return a short name for a set of inputs; it changes when any part does."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:20]


@contextmanager
def write_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder to fill; on success it becomes `target` in one step, on failure it vanishes.

    A process killed in between leaves only a `.partial-` folder, which the next write sweeps away.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep_partial(target.parent)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=target.parent))
    try:
        yield partial
        _write_manifest(partial)
        if target.exists():
            shutil.rmtree(target)
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def verify_folder(folder: Path, only: str | None = None) -> None:
    """Raise IndexMissing unless the folder holds exactly what its manifest says; `only` looks at that file alone."""
    try:
        expected = _SUMS.validate_json((folder / _MANIFEST).read_bytes())
        found = _list_checksums(folder) if only is None else {only: _sum_up(folder / only)}
    except (OSError, ValueError) as error:
        raise IndexMissing("There is no index yet, or it is damaged: run `glassbox build`.") from error
    if found != (expected if only is None else {only: expected.get(only)}):
        raise IndexMissing("The index was changed or damaged on disk: run `glassbox build`.")


def remove_others(keep: Path) -> None:
    """Remove older folders beside the one to keep."""
    for folder in keep.parent.iterdir():
        if folder.is_dir() and folder != keep:
            shutil.rmtree(folder, ignore_errors=True)


def _sweep_partial(parent: Path) -> None:
    for folder in parent.glob(".partial-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _list_checksums(folder: Path) -> dict[str, str]:
    checksums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != _MANIFEST:
            checksums[path.relative_to(folder).as_posix()] = _sum_up(path)
    return checksums


def _sum_up(path: Path) -> str:
    size = path.stat().st_size
    if size > _LARGE:
        return f"size {size}"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_manifest(folder: Path) -> None:
    manifest = folder / _MANIFEST
    with manifest.open("wb") as file:
        file.write(_SUMS.dump_json(_list_checksums(folder)))
        file.flush()
        os.fsync(file.fileno())
