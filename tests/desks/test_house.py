"""The house of desks: to add one is to add a file and a line; all of them know to propose, none to decide."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

import pytest

import bot.desks
from bot.catalogue import Catalogue
from bot.desks.candidates import Desk
from bot.desks.house import DeskHouse
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject, move_focus
from bot.records.language import ClaimReading, Depth
from bot.replies.claims import compose_claim
from tests.conftest import ROOT
from tests.fakes import FakeMind


def _list_desk_classes() -> Iterator[type[object]]:
    for module in pkgutil.walk_packages(bot.desks.__path__, "bot.desks."):
        for name, found in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if name.endswith("Desk") and found.__module__ == module.name and found is not Desk:
                yield found


@pytest.fixture(scope="module")
def house(bank: Bank) -> DeskHouse:
    return DeskHouse(bank, Catalogue(bank).names)


def test_every_desk_that_has_a_file_is_in_the_house(house: DeskHouse) -> None:
    classes = list(_list_desk_classes())
    assert len(classes) >= 12
    assert {type(desk) for desk in house.desks} == set(classes)


def test_to_add_a_desk_is_to_add_a_file_and_a_line_in_the_house() -> None:
    """Nothing else of the product names a desk's class."""
    names = {found.__name__ for found in _list_desk_classes()}
    for path in (ROOT / "bot").rglob("*.py"):
        if path.parts[-2:] == ("desks", "house.py"):
            continue
        text = path.read_text(encoding="utf-8")
        named = {name for name in names if re.search(rf"(?<!class )\b{name}\b", text)}
        assert named == set(), path.name


_LINES = [
    "llama is open source",
    "gemma isn't open source",
    "is olmo more open than llama?",
    "which models can i use commercially",
    "what did gpt-4o score on mmlu",
    "who is dario amodei",
    "what does openwashing mean",
    "mistral 7b",
    "why?",
    "hello there",
    "x",
    "?",
]


@pytest.fixture(scope="module")
def focus(bank: Bank) -> Focus:
    said = ClaimReading(claim="cant-see-inside", stance="asserts")
    answer = compose_claim(bank, "you can't see inside", said, (), 0.9, "short")
    return move_focus(None, "you can't see inside", answer, Subject(claim=said, models=("olmo-3",)))


@pytest.mark.parametrize("text", _LINES)
@pytest.mark.parametrize("points_back", [False, True])
def test_every_candidate_can_be_weighed_and_composed(
    mind: FakeMind, house: DeskHouse, focus: Focus, text: str, *, points_back: bool
) -> None:
    candidates = house.propose(mind.read(text), focus if points_back else None)
    assert any(candidate.desk == "silence" for candidate in candidates)
    depths: tuple[Depth, ...] = ("short", "deep")
    for candidate in candidates:
        assert candidate.presumes
        assert set(candidate.about) <= set(mind.bank.model)
        for depth in depths:
            answer = candidate.compose(0.5, depth)
            assert answer.text, candidate.presumes
            assert answer.query, candidate.presumes


@pytest.mark.parametrize("text", _LINES)
def test_candidates_of_a_desk_are_told_apart_by_key_and_stance(mind: FakeMind, house: DeskHouse, text: str) -> None:
    candidates = house.propose(mind.read(text), None)
    keys = [(candidate.desk, candidate.key, candidate.stance) for candidate in candidates]
    doubled = {key for key in keys if keys.count(key) > 1}
    assert doubled == set()


def test_the_same_line_gets_the_same_candidates_every_time(mind: FakeMind, house: DeskHouse) -> None:
    first, second = (house.propose(mind.read("is llama open source?"), None) for _ in range(2))
    assert [(one.desk, one.key, one.clues) for one in first] == [(one.desk, one.key, one.clues) for one in second]
