"""Dense search: a FAISS index over unit vectors, so scores are cosines. Exact until that costs more than it gives."""

import logging
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexMissing
from bot.retrieval.encoders import Vectors

log = logging.getLogger(__name__)

VECTORS_FILE = "vectors.faiss"

EXACT_UP_TO = 20_000
"""Rows up to which every row is compared: some 4 ms on one core. Above it the rows are sorted into lists."""

_RECALL = 0.985
"""The share of the ten nearest rows that an approximate search must find when it is built."""

_PROBES = (16, 24, 32, 48, 64, 96, 128, 192, 256, 512)
_QUESTIONS = 256
_NOISE = 2.0
"""Length of the noise that makes a row into a question for measuring. Its cosine with the row is then 0.45: farther off
than most real questions, so that these find no less than is measured."""


class VectorIndex:
    """Cosine search over the rows it was built from."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def from_vectors(cls, vectors: Vectors, exact_up_to: int = EXACT_UP_TO) -> "VectorIndex":
        """Index unit rows of shape (n, dimension): every row compared up to `exact_up_to` rows, above it approximately.
        Rows that are all compared are kept in half precision: half the size, twice the speed, and the forty nearest of
        24 questions are the same ones."""
        dimension = int(vectors.shape[1])
        if len(vectors) <= exact_up_to:
            halved = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
            halved.train(vectors)
            halved.add(vectors)
            return cls(halved)
        exact = faiss.IndexFlatIP(dimension)
        exact.add(vectors)
        return cls(_sort_into_lists(exact, vectors))

    @classmethod
    def load(cls, folder: Path) -> "VectorIndex":
        """Map an index written by `save` into memory. Raises IndexMissing where it is absent or damaged."""
        try:
            return cls(faiss.read_index(str(folder / VECTORS_FILE), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise IndexMissing("The index is missing or damaged: run `glassbox build`.") from error

    def save(self, folder: Path) -> None:
        faiss.write_index(self._index, str(folder / VECTORS_FILE))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def is_exact(self) -> bool:
        return isinstance(faiss.downcast_index(self._index), (faiss.IndexFlat, faiss.IndexScalarQuantizer))

    def search(self, vector: Vectors, count: int) -> tuple[NDArray[np.int64], Vectors]:
        """Return row numbers and cosines of the `count` nearest rows to one unit vector, best first."""
        faiss.omp_set_num_threads(1)  # each thread has a number of its own; the others would wait by spinning
        cosines, rows = self._index.search(vector.reshape(1, -1), min(count, len(self)))
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]

    def select(self, rows: list[int]) -> "VectorIndex":
        """Some of the rows, in this order, as an exact index of their own."""
        chosen = faiss.IndexFlatIP(int(self._index.d))
        if rows:
            chosen.add(self._index.reconstruct_batch(np.array(rows, dtype=np.int64)))
        return VectorIndex(chosen)

    def compare(self, vector: Vectors, rows: list[int]) -> tuple[NDArray[np.int64], Vectors]:
        """Return some rows and their cosines with one unit vector, best first."""
        if not rows:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        cosines = self._index.reconstruct_batch(np.array(rows, dtype=np.int64)) @ vector
        order = np.argsort(-cosines)
        return np.array(rows, dtype=np.int64)[order], cosines[order]


def measure_recall(index: VectorIndex, exact: VectorIndex, questions: Vectors, count: int = 10) -> float:
    """The share of the truly nearest rows that an index finds, over all questions."""
    shares = [
        len(set(index.search(question, count)[0].tolist()) & set(exact.search(question, count)[0].tolist())) / count
        for question in questions
    ]
    return float(np.mean(shares))


def _sort_into_lists(exact: faiss.IndexFlatIP, vectors: Vectors) -> faiss.IndexIVFFlat:
    """An inverted file that looks into as many lists as it takes to find what exact search finds."""
    dimension = int(vectors.shape[1])
    lists = int(2 * np.sqrt(len(vectors)))
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimension), dimension, lists, faiss.METRIC_INNER_PRODUCT)
    index.cp.spherical = True
    index.cp.max_points_per_centroid = 40
    index.train(vectors)
    index.add(vectors)
    index.make_direct_map()  # so that single rows can be read back
    questions = _make_questions(vectors)
    for probes in _PROBES:
        index.nprobe = min(probes, lists)
        recall = measure_recall(VectorIndex(index), VectorIndex(exact), questions)
        if recall >= _RECALL:
            break
    log.info("%d rows in %d lists, %d searched: recall at 10 is %.3f.", len(vectors), lists, index.nprobe, recall)
    return index


def _make_questions(vectors: Vectors) -> Vectors:
    """Rows moved off their places, the same ones every time."""
    generator = np.random.default_rng(0)
    rows = vectors[generator.choice(len(vectors), min(_QUESTIONS, len(vectors)), replace=False)]
    noise = generator.standard_normal(rows.shape).astype(np.float32)
    moved = rows + _NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)
