"""Vectors of words, read from their file as texts need them: loaded or mapped, the table would cost 23 MB."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.encoders import Vectors

WORDS_FILE = "words.npy"

WORDS = "words"
"""The name of the graph's input that takes them."""


class WordTable:
    """A table of shape (tokens known, width) in half precision on disk."""

    def __init__(self, path: Path) -> None:
        """Look at the file's head. Raises OSError or ValueError where it is absent or damaged."""
        table = np.load(path, mmap_mode="r")
        self._path = path
        self._start = int(table.offset)
        self._width = int(table.shape[1])

    def read(self, ids: NDArray[np.int64]) -> Vectors:
        """The vectors of token ids, shape (*ids.shape, width)."""
        wanted, places = np.unique(ids, return_inverse=True)
        size = self._width * np.dtype(np.float16).itemsize
        rows = []
        with self._path.open("rb", buffering=0) as file:
            for token in wanted.tolist():
                file.seek(self._start + token * size)
                rows.append(file.read(size))
        table = np.frombuffer(b"".join(rows), dtype=np.float16).reshape(-1, self._width)
        return np.asarray(table[places.reshape(-1)], dtype=np.float32).reshape(*ids.shape, self._width)
