"""Dense search: an exact inner-product FAISS index over unit vectors, so scores are cosines."""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexMissing
from bot.retrieval.encoders import Vectors

VECTORS_FILE = "vectors.faiss"


class VectorIndex:
    """Exact cosine search over the rows it was built from."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> "VectorIndex":
        """Index unit rows of shape (n, dimension)."""
        index = faiss.IndexFlatIP(int(vectors.shape[1]))
        index.add(vectors)
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> "VectorIndex":
        """Read an index written by `save`. Raises IndexMissing where it is absent or damaged."""
        try:
            data = np.frombuffer((folder / VECTORS_FILE).read_bytes(), dtype=np.uint8)
            return cls(faiss.deserialize_index(data))
        except (OSError, RuntimeError) as error:
            raise IndexMissing("The index is missing or damaged: run `glassbox build`.") from error

    def save(self, folder: Path) -> None:
        (folder / VECTORS_FILE).write_bytes(faiss.serialize_index(self._index).tobytes())

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: Vectors, count: int) -> tuple[NDArray[np.int64], Vectors]:
        """Return row numbers and cosines of the `count` nearest rows to one unit vector, best first."""
        cosines, rows = self._index.search(vector.reshape(1, -1), min(count, len(self)))
        return rows[0], cosines[0]
