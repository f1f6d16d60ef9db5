"""No line, whatever is repeated in it, takes out of proportion: one thread answers everybody.

Growth is measured, not time: a line eight times as long may take some twenty times as long, never sixty.
"""

import json
import re
from collections.abc import Iterator

import pytest

from bot.assistant import Assistant
from bot.catalogue import Catalogue
from bot.records.bank import Bank
from bot.records.language import Utterance
from bot.understanding.text import LONGEST_QUESTION
from tests.conftest import ROOT
from tests.fakes import FakeMind
from tests.pumping import (
    BOUND,
    LONG,
    describe,
    fill,
    find_growth,
    gather_constants,
    keep_shapes,
    record_patterns,
    time_least,
)

_EVERY = 12
"""Of the questions that are at hand every twelfth is asked, to see which patterns are compiled on the way."""

_ASKED = "hm", "which models have less than 7b", "compare llama 3 and gpt-4", "and its licence?", "why?"
_LINES = [
    ("", "7"), ("no, i meant ", "3"), ("compare ", "2"), ("which models have less than ", "4"), ("more than ", "7b "),
    ("mmlu above ", "is there a "), ("", "a "), ("", "llama "), ("", "gpt-4/"), ("", "x\n"), ("", "1-1-"), ("", "#N/A"),
    ("", "llama is open, "), ("", "remain. "), ("", "no "), ("", "not by "), ("", "how many points "), ("", "bars "),
    ("", "between 1 and "), ("", "more than "), ("only ", "a"), ("", "q4_k"), ("www.", "a."), ("", '"'), ("", "("),
    ("www.", "a-"), ("", "a/"), ("", "openai/"), ("", "x"), ("", "don't "), ("", "a, b. "), ("", "llama prompt guard "),
    ("", "qwen llama mistral "), ("", "the weights and data and code but no licence "), ("", "llama"), ("", "€"),
]  # fmt: skip


@pytest.fixture(scope="module")
def mindful(mind: FakeMind) -> Iterator[Assistant]:
    assistant = mind.start()
    yield assistant
    assistant.close()


def _list_questions() -> list[str]:
    files = sorted((ROOT / "tests" / "questions").glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines()[::_EVERY]]


def test_no_pattern_explodes(mindful: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask() -> None:
        for number, text in enumerate([*_ASKED, *_list_questions()]):
            mindful.answer_now(Utterance(text=text, session=str(number // 4)))

    patterns = keep_shapes(gather_constants() | record_patterns(monkeypatch, ask))
    assert len(patterns) > 150
    grown = [(module, text, found) for (text, _), (one, module) in patterns.items() if (found := find_growth(one))]
    assert not grown, describe(grown)


@pytest.mark.parametrize("text", [r"\d+(?:\.\d+)?x", r"\bhow many\b.*\bahead\b", r" +$", r"\([^)]*\)"])
def test_an_explosion_would_be_found(text: str) -> None:
    assert find_growth(re.compile(text))


@pytest.mark.parametrize(("head", "unit"), _LINES)
def test_a_long_line_is_answered_in_proportion(mindful: Assistant, head: str, unit: str) -> None:
    def answer(length: int) -> float:
        line = Utterance(text=fill(unit, length, head))
        return time_least(lambda: mindful.answer_now(line), 3)

    answer(LONG // 4)
    assert answer(LONGEST_QUESTION) / answer(LONGEST_QUESTION // 8) < BOUND


@pytest.mark.parametrize("unit", ["a ", "a", "1", "e o ", "llama ", "openai/"])
def test_completion_and_look_ups_are_quick_in_proportion(bank: Bank, unit: str) -> None:
    catalogue = Catalogue(bank)
    ways = (
        catalogue.suggest_models, catalogue.suggest_claims, catalogue.suggest_terms, catalogue.suggest_licenses,
        catalogue.suggest_developers, catalogue.suggest_sources, catalogue.show_model, catalogue.show_spectrum,
        catalogue.show_source, catalogue.define, catalogue.show_license, catalogue.list_claims, catalogue.show_timeline,
    )  # fmt: skip
    for way in ways:
        long = time_least(lambda way=way: way(fill(unit, LONG // 2)), 2)  # type: ignore[misc]
        short = time_least(lambda way=way: way(fill(unit, LONG // 16)), 2)  # type: ignore[misc]
        assert long / short < BOUND, way.__name__
