"""Which files the knowledge base is made of, and a hash that changes when any of them does."""

import hashlib
from pathlib import Path


def list_knowledge_files(folder: Path) -> list[Path]:
    """Every file that the bank is made of, in a fixed order."""
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def fingerprint_knowledge(folder: Path) -> str:
    """Return a hash over names and bytes of all knowledge files; it changes when any of them does."""
    digest = hashlib.sha256()
    for path in list_knowledge_files(folder):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
