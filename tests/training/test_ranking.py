"""One judge of two: who begins is judged by the first, a later part of a message too, who goes on by the second."""

import numpy as np
import pytest

from bot.judge.features import NAMES
from bot.judge.ranker import Ranker, Table
from bot.training.ranking import _join_moments

_AFTER, _WITHIN = NAMES.index("focus"), NAMES.index("same message")
_SHIFT, _SCALE = np.float32(0.4), np.float32(2.0)


def _make_ranker(seed: int, width: int, temperature: float) -> Ranker:
    def draw(*shape: int) -> Table:
        return np.random.default_rng(seed).normal(size=shape).astype(np.float32)

    columns = len(NAMES)
    shift, scale = np.full(columns, _SHIFT), np.full(columns, _SCALE)
    heat = np.array(temperature, dtype=np.float32)
    return Ranker(shift, scale, draw(columns, width), draw(width), draw(width, 3), draw(3), draw(3), heat)


@pytest.mark.parametrize(("after", "within", "goes_on"), [(0, 0, False), (1, 0, True), (1, 1, False)])
def test_each_moment_has_the_chances_of_its_own_judge(after: int, within: int, goes_on: bool) -> None:
    first, later = _make_ranker(1, 5, 0.7), _make_ranker(2, 4, 1.6)
    joined = _join_moments(first, later)
    rows = np.random.default_rng(3).uniform(size=(6, len(NAMES))).astype(np.float32)
    rows[:, _AFTER], rows[:, _WITHIN] = after, within
    own, other = (later, first) if goes_on else (first, later)
    assert joined.weigh(rows) == pytest.approx(own.weigh(rows), abs=1e-3)
    assert joined.weigh(rows) != pytest.approx(other.weigh(rows), abs=1e-2)
