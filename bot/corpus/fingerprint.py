"""Which files the knowledge base is made of, and hashes that change when any of them does."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

LINES_FOLDER = "lines"
"""Labelled lines train the judge; no answer is made from them."""

DRAFTS_FOLDER = "drafts"
"""Drafts of model records that were imported; no answer is made from them either."""

_APART = frozenset({LINES_FOLDER, DRAFTS_FOLDER})


def list_knowledge_files(folder: Path) -> list[Path]:
    """Every file that the bank is made of, in a fixed order."""
    return [path for path in _list_files(folder) if path.relative_to(folder).parts[0] not in _APART]


def fingerprint_knowledge(folder: Path) -> str:
    """A hash over names and bytes of all files of the bank."""
    return _fingerprint(folder, list_knowledge_files(folder))


def fingerprint_folder(folder: Path) -> str:
    """A hash over names and bytes of all YAML files of a folder."""
    return _fingerprint(folder, _list_files(folder))


def _list_files(folder: Path) -> list[Path]:
    """In the same order on every system: on Windows paths do not sort by capitals."""
    return sorted((path for path in folder.rglob("*.yaml") if path.is_file()), key=lambda path: path.parts)


def _fingerprint(folder: Path, paths: Iterable[Path]) -> str:
    """Line endings and path separators make no difference: a checkout on another system is the same knowledge."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).digest())
    return digest.hexdigest()
