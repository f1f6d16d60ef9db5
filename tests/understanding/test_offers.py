"""Which of the things offered a line takes up."""

import pytest

from bot.understanding.offers import take_up_offer, take_up_reading

_TWO = ("Llama is open source", "Llama is closed")


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("yes", 0),
        ("Yep!", 0),
        ("ok yes", 0),
        ("that one please", 0),
        ("the first one", 0),
        ("yep, i hold that", 0),
        ("second one, obviously", 1),
        ("1", 0),
        ("was a joke mate. the second obviously", 1),
        ("2", 1),
        ("b", 1),
        ("the latter", 1),
        ("the other one", 1),
        ("ye that second thing", 1),
        ("yes thats it", 0),
    ],
)
def test_a_line_takes_up_what_was_offered(line: str, taken: int) -> None:
    assert take_up_offer(line, _TWO) == _TWO[taken]


@pytest.mark.parametrize(
    "line", ["no", "neither", "???", "yes but what about gemma", "is it open?", "3", "", "thanks for nothing"]
)
def test_a_line_that_says_something_else_takes_up_nothing(line: str) -> None:
    assert take_up_offer(line, _TWO) is None


def test_words_of_one_alone_take_it_up() -> None:
    offered = ("What fits into 16 GB: the rule of thumb", "Active parameters do not save memory")
    assert take_up_offer("ok whats the rule of thumb then", offered) == offered[0]
    assert take_up_offer("what is the rule in the gemma terms", offered) is None
    assert take_up_offer("the memory one ofc", offered) == offered[1]
    assert take_up_offer("memory", offered) is None
    assert take_up_offer("llama", _TWO) is None


def test_nothing_offered_is_not_taken_up() -> None:
    assert take_up_offer("yes", ()) is None


def test_of_one_thing_offered_there_is_no_second() -> None:
    assert take_up_offer("the second", _TWO[:1]) is None
    assert take_up_offer("yes", _TWO[:1]) == _TWO[0]


def test_a_plain_yes_means_what_was_asked_last_where_the_first_was_told() -> None:
    assert take_up_offer("yes that one", _TWO, _TWO[1]) == _TWO[1]
    assert take_up_offer("the first", _TWO, _TWO[1]) == _TWO[0]


@pytest.mark.parametrize(
    ("line", "taken"),
    [("the second list please", 1), ("your other answer", 1), ("the first list", 0), ("the second one", None)],
)
def test_one_of_two_readings_that_were_told_is_taken_up_by_its_place(line: str, taken: int | None) -> None:
    assert take_up_reading(line, _TWO) == (None if taken is None else _TWO[taken])
