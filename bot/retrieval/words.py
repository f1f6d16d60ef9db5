"""Vectors of words, read from their file as texts need them: loaded or mapped, the table would cost 23 MB."""

import threading
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.recent import Recent
from bot.retrieval.encoders import Vectors

WORDS_FILE = "words.npy"

_KEPT = 4096
"""Words whose vectors are kept, 3 MB: nearly all of what a community writes."""


class WordTable:
    """A table of shape (tokens known, width) in half precision on disk."""

    def __init__(self, path: Path) -> None:
        """Open the file for good: a build may take it away while it is read. Raises OSError or ValueError where it is
        absent or damaged."""
        table = np.load(path, mmap_mode="r")
        self._file = path.open("rb", buffering=0)
        weakref.finalize(self, self._file.close)
        self._start = int(table.offset)
        self._width = int(table.shape[1])
        self._kept: Recent[int, bytes] = Recent(_KEPT)
        self._lock = threading.Lock()

    def read(self, ids: NDArray[np.int64]) -> Vectors:
        """The vectors of token ids, shape (*ids.shape, width)."""
        tokens = ids.reshape(-1).tolist()
        with self._lock:
            missing = {token for token in tokens if token not in self._kept}
            rows = {token: self._kept[token] for token in tokens if token not in missing}
        if missing:
            rows |= self._read_rows(sorted(missing))
        vectors = np.frombuffer(b"".join([rows[token] for token in tokens]), dtype=np.float16).astype(np.float32)
        return vectors.reshape(*ids.shape, self._width)

    def _read_rows(self, tokens: Sequence[int]) -> dict[int, bytes]:
        size = self._width * np.dtype(np.float16).itemsize
        rows = {}
        with self._lock:
            for token in tokens:
                self._file.seek(self._start + token * size)
                self._kept[token] = rows[token] = self._file.read(size)
        return rows
