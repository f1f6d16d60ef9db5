"""Places in a group that a line points at."""

import pytest

from bot.understanding.pointing import point_by_place

_THREE = ("a", "b", "c")


@pytest.mark.parametrize(
    ("line", "pointed"),
    [
        ("the first one's licence?", "a"),
        ("does the last one release training data?", "c"),
        ("and the 2nd?", "b"),
        ("third", "c"),
        ("the fourth one?", None),
        ("which came out first of all of these", None),
        ("the other one?", None),
        ("is it open source?", None),
    ],
)
def test_a_place_is_read_where_the_line_points_at_one(line: str, pointed: str | None) -> None:
    assert point_by_place(line, _THREE) == pointed


@pytest.mark.parametrize(("current", "pointed"), [("a", "b"), ("b", "a"), (None, None), ("z", None)])
def test_the_other_of_two_is_the_one_not_spoken_of(current: str | None, pointed: str | None) -> None:
    assert point_by_place("and the other one?", ("a", "b"), current) == pointed


@pytest.mark.parametrize("line", ["what does the other side say?", "on the other hand it is free"])
def test_another_side_is_no_other_thing(line: str) -> None:
    assert point_by_place(line, ("a", "b"), "a") is None


def test_one_thing_alone_has_no_places() -> None:
    assert point_by_place("the first one?", ("a",)) is None
