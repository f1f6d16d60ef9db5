"""An unsure reply with the second reading beside it: both fit one breath, and the numbers point at their sources."""

import re

import pytest

from bot.records.answers import Answer, Section
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.records.questions import ModelFilter
from bot.replies.alternative import add_alternative
from bot.replies.breath import LONGEST, SOURCES, fit_one_breath
from bot.replies.facts import compose_passages
from bot.replies.lists import compose_filter
from bot.replies.models import compose_part
from bot.replies.plain import compose_abstention


def _quote(bank: Bank, passage: str) -> Answer:
    return compose_passages(bank, "x", (passage,), 0.5)


def test_both_are_told_in_one_breath_and_each_number_has_its_source(bank: Bank) -> None:
    passages = [passage.id for passage in bank.passages]
    for one, other in zip(passages[::40], passages[20::40], strict=False):
        told = fit_one_breath(add_alternative(_quote(bank, one), _quote(bank, other)))
        assert len(told.text) <= LONGEST
        numbers = {int(number) for number in re.findall(r"\[(\d)\]", told.text)}
        assert numbers == {citation.n for citation in told.citations}
        assert len(numbers) <= SOURCES


def test_the_other_reading_stands_last(bank: Bank) -> None:
    short = next(passage for passage in bank.passages if len(passage.text) < 150)
    told = add_alternative(_quote(bank, short.id), _quote(bank, "late-osi-funding"))
    *_first, last = told.text.split("\n")
    assert last.startswith("Or: ")
    assert "Sloan Foundation" in last, "an initial ends no sentence"
    assert "Closest I have" not in last


def test_of_a_ranking_the_names_are_told_too(bank: Bank) -> None:
    ranked = compose_filter(bank, "x", ModelFilter(operation="highest", measure="parameters"), 0.5)
    told = add_alternative(_quote(bank, "late-osi-funding"), ranked)
    assert not told.text.endswith(":"), "an order without what is in order tells nothing"


def test_a_ranking_without_room_for_its_first_row_stands_alone(bank: Bank) -> None:
    said = _quote(bank, "late-osi-funding")
    rows = Section(label="", text=f"Most open first among those that are out:\n1. Pythia{' and so on' * 40} [1]")
    ranked = said.model_copy(update={"sections": (rows,), "text": rows.text})
    assert add_alternative(ranked, _quote(bank, "gap-memory-rule")) is ranked


def test_a_source_that_both_rest_on_has_one_number(bank: Bank) -> None:
    said = _quote(bank, "late-osi-funding")
    told = add_alternative(said.model_copy(update={"sections": said.sections[:1]}), said)
    places = [(citation.source, citation.locator) for citation in told.citations]
    assert len(places) == len(set(places))


def test_sections_that_still_fit_are_kept(bank: Bank) -> None:
    mention = ModelMention(name="Pythia suite", candidates=("pythia",))
    card = compose_part(bank, "x", mention, 0.5, "released")
    told = add_alternative(card, _quote(bank, "late-osi-funding"))
    assert "weights ●" in told.text
    assert told.kind == "model"


@pytest.mark.parametrize("length", [1, 3])
def test_what_rests_on_nothing_is_no_alternative(bank: Bank, length: int) -> None:
    said = _quote(bank, "late-osi-funding")
    assert add_alternative(said, compose_abstention("x", ("near",) * length, 0.5)) == said


def test_a_line_that_only_leads_to_rows_is_told_with_them(bank: Bank) -> None:
    said = _quote(bank, "late-osi-funding")
    rows = Section(label="", text="The index gives: [1]\n- OpenAI: 35\n- Meta: 31")
    told = add_alternative(_quote(bank, "late-osi-no-boss"), said.model_copy(update={"sections": (rows,)}))
    assert "OpenAI: 35; Meta: 31" in told.text


def test_a_doubted_figure_is_no_alternative(bank: Bank) -> None:
    said = _quote(bank, "late-osi-funding")
    doubted = (*said.sections, Section(label="Checked (no source found)", text="No method is given. [1]"))
    assert add_alternative(said, said.model_copy(update={"sections": doubted})) == said
