"""Keeps sentences our own: no run of eight words may stand in one of the two source documents.

The documents themselves do not ship; `knowledge/shingles.txt` holds a short hash of each of their eight-word runs.
"""

import hashlib
import re
from pathlib import Path

from bot.errors import KnowledgeError

SHINGLES_FILE = "shingles.txt"
_LENGTH = 8
_HASH_LENGTH = 10
_WORD = re.compile(r"[a-z0-9]+")


def load_shingles(folder: Path) -> frozenset[str]:
    """Return the hashed runs, none where the file is absent. Raises KnowledgeError where it cannot be read."""
    file = folder / SHINGLES_FILE
    try:
        return frozenset(file.read_text(encoding="ascii").split()) if file.exists() else frozenset()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError((f"{SHINGLES_FILE}: cannot be read: restore it",)) from error


def hash_runs(text: str) -> list[tuple[str, str]]:
    """Every run of eight words with its hash."""
    words = _WORD.findall(text.lower())
    runs = [" ".join(words[start : start + _LENGTH]) for start in range(len(words) - _LENGTH + 1)]
    return [(run, hashlib.sha256(run.encode()).hexdigest()[:_HASH_LENGTH]) for run in runs]


def find_repeated(text: str, shingles: frozenset[str]) -> str | None:
    """Return the first run of a text that stands in a source document, or None."""
    return next((run for run, hashed in hash_runs(text) if hashed in shingles), None)
