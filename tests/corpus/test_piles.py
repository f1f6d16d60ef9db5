"""The three piles of labelled lines share no line and no near copy. Failures name lines and never tell them."""

from collections import Counter

import pytest

from tests.corpus.piles import (
    PILES,
    Held,
    find_near_copies,
    find_shared,
    hold,
    measure_likeness,
    read_labelled,
    read_trained,
)

_PAIRS = [("train", "development"), ("train", "sealed"), ("development", "sealed")]
_SHORT = 3
"""Words: 'says who?' and 'is it open?' are what anybody types; such lines may stand in several piles."""


@pytest.fixture(scope="module")
def piles() -> dict[str, list[Held]]:
    labelled = {name: read_labelled(PILES / name) for name in ("development", "sealed")}
    return {"train": read_trained(PILES / "train")} | labelled


def test_the_piles_are_there(piles: dict[str, list[Held]]) -> None:
    assert {name: len(lines) > 1000 for name, lines in piles.items()} == dict.fromkeys(piles, True)


@pytest.mark.parametrize(("first", "second"), _PAIRS)
def test_no_line_stands_in_two_piles(piles: dict[str, list[Held]], first: str, second: str) -> None:
    telling = [[line for line in piles[name] if len(line.words) > _SHORT] for name in (first, second)]
    shared = find_shared(*telling)
    assert shared == []


@pytest.mark.parametrize(("first", "second"), _PAIRS)
def test_no_near_copy_stands_in_two_piles(piles: dict[str, list[Held]], first: str, second: str) -> None:
    copies = find_near_copies(piles[first], piles[second])
    assert copies == []


def test_every_line_of_a_test_pile_has_a_name_of_its_own(piles: dict[str, list[Held]]) -> None:
    names = [line.name for name in ("development", "sealed") for line in piles[name]]
    doubled = [name for name, count in Counter(names).items() if count > 1]
    assert doubled == []


def test_copies_would_be_found() -> None:
    lines = [hold("a", "You can't see inside open models, can you?"), hold("b", "what does it cost to run one at home")]
    copies = [
        hold("c", "you can\u2019t see inside OPEN models can you"),
        hold("d", "What does it cost to run one at home then?"),
        hold("e", "what did it cost to train one in a big lab"),
    ]
    assert find_shared(lines, copies) == [("a", "c")]
    assert find_near_copies(lines, copies) == [("a", "c"), ("b", "d")]


def test_the_quick_way_finds_what_comparing_all_pairs_finds(piles: dict[str, list[Held]]) -> None:
    first = [line for line in piles["train"][::40] if len(line.words) >= 5]
    second = [line for line in piles["train"][1::40] if len(line.words) >= 5]
    slow = {(one.name, two.name) for two in second for one in first if measure_likeness(one, two) > 0.8}
    quick = set(find_near_copies(first, second))
    assert quick == slow


def test_a_failure_tells_no_line() -> None:
    assert repr([hold("sealed-1", "a secret line")]) == "[sealed-1]"
