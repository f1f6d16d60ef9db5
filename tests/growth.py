"""How search grows with the bank: start, median search and recall at 3,000, 30,000 and 300,000 passages.

The passages are made: between two real ones chosen by chance, with noise, so that they lie as real ones do. The
questions are real. `python -m tests.growth` prints the table alone.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import faiss
import numpy as np

from bot.building import load_library, locate
from bot.config import Settings
from bot.records.entries import Entry
from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import Vectors
from bot.retrieval.lexical import LexicalIndex
from bot.retrieval.searching import Retriever
from bot.retrieval.vectors import VECTORS_FILE, VectorIndex, measure_recall
from tests.bench import read_lines

_SIZES = (3_000, 30_000, 300_000)
_QUESTIONS = 100
_NOISE = 0.4


class Growth(NamedTuple):
    """What one size costs, in milliseconds and MB."""

    passages: int
    exact: bool
    build: float
    start: float
    vectors: float
    search: float
    recall: float
    size: float

    def write(self) -> str:
        kind = "exact" if self.exact else "lists"
        return (
            f"{self.passages:>9,} {kind:>7} {self.build / 1000:>8.1f} s {self.start:>8.0f} ms {self.vectors:>9.2f} ms"
            f" {self.search:>8.2f} ms {self.recall:>8.3f} {self.size:>7.0f} MB\n"
        )


def print_growth(sizes: tuple[int, ...] = _SIZES) -> None:
    """Print one row a size."""
    settings = Settings()
    library = load_library(settings)
    real = faiss.read_index(str(locate(settings).passages / VECTORS_FILE))
    rows = real.reconstruct_n(0, real.ntotal)
    texts = read_lines()[:_QUESTIONS]
    cache = QuestionCache(library.encoder)
    questions = np.stack([cache.encode_question(text) for text in texts])
    sys.stdout.write(" passages   index    build       start    vectors      search   recall    disk\n")
    for size in sizes:
        sys.stdout.write(_measure(_make_passages(rows, size), texts, questions).write())
        sys.stdout.flush()


def _make_passages(rows: Vectors, size: int) -> Vectors:
    generator = np.random.default_rng(size)
    made = np.empty((size, rows.shape[1]), dtype=np.float32)
    for start in range(0, size, 10_000):
        part = made[start : start + 10_000]
        share = generator.random((len(part), 1), dtype=np.float32)
        noise = generator.standard_normal(part.shape, dtype=np.float32)
        noise *= _NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
        one, other = (rows[generator.integers(len(rows), size=len(part))] for _ in range(2))
        part[:] = share * one + (1 - share) * other + noise
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return made


def _measure(vectors: Vectors, texts: list[str], questions: Vectors) -> Growth:
    words = [word for text in texts for word in text.split()]
    generator = np.random.default_rng(1)
    entries = tuple(
        Entry(kind="passage", ref=f"passage-{number}", text=" ".join(generator.choice(words, 20)))
        for number in range(len(vectors))
    )
    start = time.perf_counter()
    lexical = LexicalIndex.from_texts([entry.text for entry in entries])
    index = VectorIndex.from_vectors(vectors)
    built = time.perf_counter() - start
    exact = VectorIndex.from_vectors(vectors, exact_up_to=len(vectors))
    recall = measure_recall(index, exact, questions)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Retriever(tuple((entry.kind, entry.ref) for entry in entries), index, lexical).save(folder)
        is_exact = index.is_exact
        del index, exact, lexical, entries, vectors
        start = time.perf_counter()
        retriever = Retriever.load(folder)
        retriever.search(texts[0], questions[0])
        started = time.perf_counter() - start
        dense = [_time(lambda row=row: retriever.search_vectors(questions[row])) for row in range(len(texts))]
        both = [_time(lambda row=row: retriever.search(texts[row], questions[row])) for row in range(len(texts))]
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20
        return Growth(
            len(retriever),
            is_exact,
            1000 * built,
            1000 * started,
            statistics.median(dense),
            statistics.median(both),
            recall,
            size,
        )


def _time(call: object) -> float:
    start = time.perf_counter()
    call()  # type: ignore[operator]
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    print_growth(tuple(int(size) for size in sys.argv[1:]) or _SIZES)
