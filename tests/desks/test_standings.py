"""The place of one row in the order of a table, who stands next to it, and what was measured."""

import pytest

from bot.desks.tables.desk import TablesDesk
from bot.records.bank import Bank
from tests.desks.proposing import propose
from tests.fakes import FakeMind


def _tell(mind: FakeMind, bank: Bank, text: str) -> str:
    """What the first candidate for a line answers."""
    return propose(mind, TablesDesk(bank), text)[0].compose(0.9, "short").text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("place of DeepSeek in the transparency index, I mean the rank not score", "DeepSeek has place 8 of 13"),
        ("where does Alibaba rank in the FMTI", "Alibaba has place 10 of 13"),
        ("what position is xAI in the transparency index", "xAI has place 12 of 13"),
        ("who comes right after Google in the transparency list", "right after Google (41) comes Amazon (39)"),
        ("who is just above Meta in the transparency index", "right before Meta (31) comes DeepSeek (32)"),
        ("who is right before IBM in the fmti", "nobody comes before IBM (95)"),
        ("third place in the transparency index?", "AI21 Labs is third highest"),
        ("for amazon, what system did stanford look at in the FMTI", "Model assessed"),
        ("which model of xAI was scored in the transparency index", "Grok 3"),
        ("everybody above 50 in the december 2025 index?", "3 of the 13 rows fit: IBM, Writer and AI21 Labs"),
    ],
)
def test_a_table_tells_places_neighbours_and_what_was_measured(
    mind: FakeMind, bank: Bank, text: str, told: str
) -> None:
    assert told in _tell(mind, bank, text)


def test_those_on_a_par_are_named(mind: FakeMind, bank: Bank) -> None:
    assert "on a par with Midjourney" in _tell(mind, bank, "what rank has xAI in the transparency index")


def test_cells_are_foreign_to_a_measure_that_no_table_has(mind: FakeMind, bank: Bank) -> None:
    found = propose(mind, TablesDesk(bank), "which lab leads the intelligence index for anthropic")
    assert all(one.clues.foreign for one in found)
    assert not any(one.clues.foreign for one in propose(mind, TablesDesk(bank), "who leads the transparency index"))
