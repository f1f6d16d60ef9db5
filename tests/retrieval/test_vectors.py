"""Exact search for few rows, approximate search for many, and the same rows found."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.retrieval.encoders import Vectors
from bot.retrieval.vectors import EXACT_UP_TO, VectorIndex, measure_recall


def _unit(rows: NDArray[np.floating[Any]]) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(scope="module")
def rows() -> Vectors:
    """4,000 rows around 200 centres, as passages lie around topics."""
    generator = np.random.default_rng(7)
    centres = generator.standard_normal((200, 48))
    return _unit(np.repeat(centres, 20, axis=0) + 0.5 * generator.standard_normal((4000, 48)))


@pytest.fixture(scope="module")
def exact(rows: Vectors) -> VectorIndex:
    return VectorIndex.from_vectors(rows)


@pytest.fixture(scope="module")
def approximate(rows: Vectors) -> VectorIndex:
    return VectorIndex.from_vectors(rows, exact_up_to=1000)


def test_the_size_decides(exact: VectorIndex, approximate: VectorIndex) -> None:
    assert exact.is_exact
    assert not approximate.is_exact
    assert len(exact) == len(approximate) == 4000
    assert EXACT_UP_TO > 4000


def test_exact_search_is_the_whole_comparison(rows: Vectors, exact: VectorIndex) -> None:
    found, cosines = exact.search(rows[5], 10)
    best = np.argsort(-(rows @ rows[5]), kind="stable")[:10]
    assert found.tolist() == best.tolist()
    assert cosines == pytest.approx((rows @ rows[5])[best], abs=1e-3)  # rows are kept in half precision


def test_approximate_search_finds_what_exact_search_finds(
    rows: Vectors, exact: VectorIndex, approximate: VectorIndex
) -> None:
    noise = np.random.default_rng(8).standard_normal((100, 48))
    questions = _unit(rows[::40] + 0.1 * noise.astype(np.float32))
    assert measure_recall(approximate, exact, questions) >= 0.97


def test_recall_tells_a_poor_index(rows: Vectors, exact: VectorIndex) -> None:
    shuffled = VectorIndex.from_vectors(rows[::-1].copy())
    assert measure_recall(shuffled, exact, rows[:20]) < 0.5


@pytest.mark.parametrize("kind", ["exact", "approximate"])
def test_an_index_survives_the_disk(kind: str, rows: Vectors, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    index: VectorIndex = request.getfixturevalue(kind)
    index.save(tmp_path)
    read = VectorIndex.load(tmp_path)
    assert read.is_exact == index.is_exact
    assert read.search(rows[9], 10)[0].tolist() == index.search(rows[9], 10)[0].tolist()
