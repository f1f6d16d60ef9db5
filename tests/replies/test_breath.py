"""The first reply fits one breath: at most 500 characters and three sources, whatever it is about."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from bot.records.answers import Answer, Citation, Point, Section
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.language import ClaimReading, ModelMention
from bot.records.questions import CellQuestion, ModelFilter, StatementQuestion
from bot.replies.breath import LONGEST, fit_one_breath
from bot.replies.cards import compose_short_comparison, compose_short_model
from bot.replies.claims import compose_claim
from bot.replies.draft import write_text
from bot.replies.facts import compose_definition, compose_license, compose_passages
from bot.replies.lists import compose_filter
from bot.replies.models import compose_model, compose_part
from bot.replies.people import compose_party
from bot.replies.statements import compose_statement
from bot.replies.tables import compose_cells
from tests.replies.judging import PREDICATES

_LONGEST = 500


def _list_claims(bank: Bank) -> Iterator[Answer]:
    stances: tuple[Stance, ...] = get_args(Stance)
    for claim in bank.claims:
        for stance in stances:
            yield compose_claim(bank, "x", ClaimReading(claim=claim.id, stance=stance), (), 1.0, "short")
            named = (ModelMention(name="Llama 3.1", candidates=("llama-3-1",)),)
            yield compose_claim(bank, "x", ClaimReading(claim=claim.id, stance=stance), named, 1.0, "short")


def _list_models(bank: Bank) -> Iterator[Answer]:
    for model in bank.models:
        mention = ModelMention(name=model.name, candidates=(model.id,))
        yield compose_short_model(bank, "x", mention, 1.0)
        yield compose_model(bank, "x", mention, 1.0, "license")
        yield compose_model(bank, "x", mention, 1.0, "training_data")
    for family in bank.families:
        mention = ModelMention(name=family.id, candidates=family.members, family=family.id)
        yield compose_short_model(bank, "x", mention, 1.0)
        yield compose_short_comparison(bank, "x", family.members, 1.0)


def _list_statements(bank: Bank) -> Iterator[Answer]:
    for family in bank.families:
        for predicate in PREDICATES:
            question = StatementQuestion.model_validate(
                {"predicate": predicate, "subjects": family.members, "names": family.id.title(), "stance": "denies"}
            )
            yield compose_statement(bank, "x", question, 1.0, "short")


def _list_facts(bank: Bank) -> Iterator[Answer]:
    yield from (compose_passages(bank, "x", (passage.id,), 1.0) for passage in bank.passages)
    yield from (compose_definition(bank, "x", record.id, 1.0) for record in bank.definitions)
    yield from (compose_license(bank, "x", record.id, 1.0) for record in bank.licenses)
    yield from (compose_party(bank, "x", record.id, 1.0) for record in bank.parties)


def _list_data(bank: Bank) -> Iterator[Answer]:
    for table in bank.tables:
        yield compose_cells(bank, "x", CellQuestion(table=table.id), 1.0)
        yield from (
            compose_cells(bank, "x", CellQuestion(table=table.id, columns=(one.id,)), 1.0) for one in table.columns
        )
    yield from (compose_filter(bank, "x", ModelFilter(developers=(maker,)), 1.0, "short") for maker in bank.developers)
    yield compose_filter(bank, "x", ModelFilter(commercial=True), 1.0, "short")


@pytest.mark.parametrize("answers", [_list_claims, _list_models, _list_statements, _list_facts, _list_data])
def test_every_answer_fits_and_still_says_something_on_somebodys_word(bank: Bank, answers: object) -> None:
    assert callable(answers)
    for whole in answers(bank):
        short = fit_one_breath(whole)
        assert 0 < len(short.text) <= _LONGEST, (short.headline, len(short.text))
        assert short.text == write_text(short.sections)
        numbers = [citation.n for citation in short.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) <= 3
        marked = {int(number) for number in re.findall(r"\[(\d+)\]", short.text)}
        assert marked == set(numbers), short.text
        assert all(set(point.citations) <= marked for point in short.points)
        assert bool(numbers) == bool(re.search(r"\[\d+\]", whole.text)), short.headline


def test_a_list_too_rests_on_sources(bank: Bank) -> None:
    """Whoever asks "source?" after it must be shown some."""
    whole = compose_filter(bank, "x", ModelFilter(tiers=("fully-open",)), 1.0, "short")
    assert whole.citations
    assert fit_one_breath(whole).citations


def _make(*texts: str, sources: int = 5) -> Answer:
    sections = tuple(Section(label="", text=text) for text in texts)
    citations = tuple(Citation(n=n, source=f"source-{n}", title=f"Title {n}") for n in range(1, sources + 1))
    return Answer(
        query="x",
        kind="answer",
        headline=texts[0],
        text=write_text(sections),
        sections=sections,
        citations=citations,
        points=tuple(Point(text="reason", citations=(n,)) for n in range(1, sources + 1)),
        confidence=1.0,
    )


def test_what_fits_stays_as_it_is() -> None:
    short = _make("Not so. [1]", "A fact. [2]", sources=2)
    assert fit_one_breath(short) == short


def test_a_sentence_is_never_cut_in_two() -> None:
    sentences = [f"This is sentence number {number} of a text that is much too long. [1]" for number in range(30)]
    cut = fit_one_breath(_make(" ".join(sentences)))
    kept = cut.text.split("[1]")
    assert 3 < len(kept) < 30
    assert " ".join(sentences).startswith(cut.text)
    assert cut.text.endswith("[1]")


def test_sources_that_stand_behind_a_whole_passage_stay_where_its_end_is_cut() -> None:
    sentences = [f"This is sentence number {number} of a text that is much too long." for number in range(30)]
    cut = fit_one_breath(_make(" ".join(sentences) + " [2][4]"))
    assert cut.text.endswith("too long. [1][2]")
    assert [citation.source for citation in cut.citations] == ["source-2", "source-4"]
    assert 300 < len(cut.text) <= _LONGEST


def test_a_list_is_cut_between_its_lines() -> None:
    lines = [f"- line {number}" + " word" * 12 for number in range(20)]
    cut = fit_one_breath(_make("All of them:", "\n".join(lines)))
    assert cut.text.splitlines()[0] == "All of them:"
    assert all(line in lines for line in cut.text.splitlines()[1:])


def test_numbers_point_at_the_sources_that_are_named_first() -> None:
    cut = fit_one_breath(_make("One says so. [4] Another too. [2]", "And two more. [5] [1]"))
    assert [citation.source for citation in cut.citations] == ["source-4", "source-2", "source-5"]
    assert cut.text == "One says so. [1] Another too. [2]\nAnd two more. [3]"
    assert {point.citations for point in cut.points} == {(1,), (2,), (3,)}


def _check(label: str, about: str, note: str) -> Section:
    return Section(label=f"Checked ({label})", text=f"{about}{note}")


def _cut_with(*checks: Section, body: str = "- a line of the list" * 8) -> list[Section]:
    opening = Section(label="", text="This is the answer, and it is some sixty characters long. [1]")
    whole = _make("x")
    sections = (opening, Section(label="", text=body), *checks)
    return list(fit_one_breath(whole.model_copy(update={"sections": sections})).sections)


_NOTE = "It was another figure then. " + "More is known of it. " * 12 + "[2]"


def test_the_answer_is_never_left_out_for_a_correction() -> None:
    sections = _cut_with(*(_check("outdated", f"row {number}: ", _NOTE) for number in range(2)))
    assert sections[0].text.startswith("This is the answer")
    assert [section.text for section in sections[2:]] == [
        f"row {number}: It was another figure then. [2]" for number in range(2)
    ]


def test_corrections_are_named_where_they_cannot_be_said_and_counted_where_they_are_many() -> None:
    body = "- a line of a long list\n" * 12
    named = _cut_with(*(_check("inaccurate", f"row {number}: ", _NOTE) for number in range(3)), body=body)
    assert named[-1].text == "row 0: inaccurate; row 1: inaccurate; row 2: inaccurate."
    counted = _cut_with(*(_check("outdated", f"row {number}: ", _NOTE) for number in range(9)), body=body * 2)
    assert counted[-1].text == "9 of these cells are doubted."


def test_what_only_confirms_gives_way_to_what_corrects() -> None:
    confirmed, disputed = _check("confirmed", "row 0: ", _NOTE), _check("disputed", "row 1: ", _NOTE)
    sections = _cut_with(confirmed, disputed, body="- a line of the list")
    assert sections[-1] == disputed
    assert len(sections[2].text) < len(confirmed.text)


@pytest.mark.parametrize(("table", "row"), [("openness-spectrum", "Llama 3.1 405B"), ("competitive-landscape", "Meta")])
def test_a_row_is_told_before_what_is_wrong_with_it(bank: Bank, table: str, row: str) -> None:
    short = fit_one_breath(compose_cells(bank, "x", CellQuestion(table=table, rows=(row,)), 1.0))
    headline, first, *_corrections = short.text.splitlines()
    assert headline.startswith("The AINews newsletter's table")
    assert first.startswith(f"- {row}")


def test_an_opening_longer_than_a_reply_is_cut_and_not_left_out(bank: Bank) -> None:
    for model in bank.models:
        mention = ModelMention(name=model.name, candidates=(model.id,))
        card = fit_one_breath(compose_part(bank, "x", mention, 0.9, "license"))
        assert card.text.startswith(model.name), card.text
        assert len(card.text) <= LONGEST
        assert "[1]" in card.sections[0].text, model.id
