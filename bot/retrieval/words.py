"""Vectors of words, read from their file as texts need them: loaded or mapped, the table would cost 23 MB."""

import threading
import weakref
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.encoders import Vectors

WORDS_FILE = "words.npy"


class WordTable:
    """A table of shape (tokens known, width) in half precision on disk."""

    def __init__(self, path: Path) -> None:
        """Open the file for good: a build may take it away while it is read. Raises OSError or ValueError where it is
        absent or damaged."""
        table = np.load(path, mmap_mode="r")
        self._file = path.open("rb", buffering=0)
        weakref.finalize(self, self._file.close)
        self._reading = threading.Lock()
        self._start = int(table.offset)
        self._width = int(table.shape[1])

    def read(self, ids: NDArray[np.int64]) -> Vectors:
        """The vectors of token ids, shape (*ids.shape, width)."""
        size = self._width * np.dtype(np.float16).itemsize
        rows = []
        with self._reading:
            for token in ids.reshape(-1).tolist():
                self._file.seek(self._start + token * size)
                rows.append(self._file.read(size))
        vectors = np.frombuffer(b"".join(rows), dtype=np.float16).astype(np.float32)
        return vectors.reshape(*ids.shape, self._width)
