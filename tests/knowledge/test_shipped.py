"""Everything that ships: it loads, it is whole, and no sentence gives a figure that its source does not hold."""

import re
from collections.abc import Iterator

import pytest

from bot.config import Settings
from bot.corpus.citing import list_statements
from bot.corpus.figures import FigureBook
from bot.corpus.loading import inspect_knowledge
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Cite, Stance, Statement, read_numbers
from bot.records.claims import Claim
from bot.records.language import ClaimReading, Depth, ModelMention
from bot.records.questions import CLAUSES, CellQuestion, StatementQuestion
from bot.replies.claims import compose_claim
from bot.replies.facts import compose_definition, compose_passages
from bot.replies.models import compose_model
from bot.replies.sources import list_statements_of
from bot.replies.statements import compose_statement
from bot.replies.tables import compose_cells
from tests.replies.judging import PREDICATES


def test_the_knowledge_has_no_fault(settings: Settings) -> None:
    _bank, faults = inspect_knowledge(settings.knowledge)
    assert [str(fault) for fault in faults] == []


def test_every_canonical_claim_has_a_card(bank: Bank) -> None:
    assert len(bank.claims) >= 60
    for claim in bank.claims:
        assert len(claim.reasons) >= 3, claim.id
        assert {cite.source for reason in claim.reasons for cite in reason.cites}, claim.id


def test_both_sides_are_sourced_alike(bank: Bank) -> None:
    """The other side's card cites at least one document that is not one of the two that started the bank."""
    thin = [claim.id for claim in bank.claims if not claim.other_side.reply.cites]
    assert thin == []


def test_the_three_tables_are_complete(bank: Bank) -> None:
    counts = {table.id: sum(len(row.cells) for row in table.rows) for table in bank.tables}
    assert counts == {
        "openness-spectrum": 35,
        "competitive-landscape": 36,
        "adoption-metrics": 10,
        "transparency-index": 26,
    }


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("openness-spectrum", "BLOOM", "license", "Responsible AI License"),
        ("openness-spectrum", "Mistral 7B", "architecture-docs", "Minimal"),
        ("competitive-landscape", "Anthropic", "humaneval", "92.0"),
        ("competitive-landscape", "Mistral AI", "funding", "€600M"),
        ("adoption-metrics", "Enterprise adoption rate", "open-weights", "35%"),
        ("adoption-metrics", "Average cost per 1M tokens", "closed", "$5.00"),
    ],
)
def test_cells_stand_as_printed(bank: Bank, table: str, row: str, column: str, value: str) -> None:
    found = next(item for item in bank.table[table].rows if item.key == row)
    assert found.cells[column].value == value


def test_every_figure_of_a_card_stands_in_the_notes_of_a_cited_source(bank: Bank) -> None:
    book = FigureBook(bank)
    unsupported = {
        f"{claim.id}.{key}": missing
        for claim in bank.claims
        for key, statement in _list_sentences(claim)
        if (missing := book.find_unsupported(statement.text, statement.cites, statement.as_of))
    }
    assert unsupported == {}


def _list_sentences(claim: Claim) -> list[tuple[str, Statement]]:
    """Every sentence of a card that rests on sources, the three first replies among them."""
    short = claim.short
    return [
        *list_statements(claim),
        ("short.asserts", short.asserts),
        ("short.denies", short.denies),
        ("short.asks", short.asks),
    ]


def test_every_figure_of_a_card_of_people_stands_in_the_notes_of_a_cited_source(bank: Bank) -> None:
    book = FigureBook(bank)
    found = {party.id: book.find_unsupported(party.text, party.cites, party.as_of) for party in bank.parties}
    assert {party: missing for party, missing in found.items() if missing} == {}


def test_the_check_of_the_knowledge_sees_every_sentence(bank: Bank) -> None:
    """What `glassbox check` does not list is checked for neither figures nor sources nor repetition."""
    for claim in bank.claims:
        checked = {statement.text for _key, statement in list_statements(claim)}
        assert {statement.text for _key, statement in _list_sentences(claim)} <= checked


def test_the_figure_check_can_fail(bank: Bank) -> None:
    book = FigureBook(bank)
    assert book.find_unsupported("It has 987,654 stars.", [Cite(source="seed-a")]) == ["987654"]


def _answers_about_models(bank: Bank) -> Iterator[Answer]:
    for model in bank.models:
        yield compose_model(bank, model.name, ModelMention(name=model.name, candidates=(model.id,)), 1.0)


def _answers_about_cells(bank: Bank) -> Iterator[Answer]:
    for table in bank.tables:
        for row in table.rows:
            for column in table.columns:
                question = CellQuestion(table=table.id, rows=(row.key,), columns=(column.id,))
                yield compose_cells(bank, row.key, question, 1.0)


_STANCES: tuple[Stance, ...] = ("asserts", "denies", "asks")
_DEPTHS: tuple[Depth, ...] = ("short", "standard", "deep")


def _answers_about_claims(bank: Bank) -> Iterator[Answer]:
    for claim in bank.claims:
        for stance in _STANCES:
            for depth in _DEPTHS:
                reading = ClaimReading(claim=claim.id, stance=stance)
                yield compose_claim(bank, claim.statement, reading, (), 1.0, depth)


def _answers_about_statements(bank: Bank) -> Iterator[Answer]:
    said: list[tuple[str, str | None]] = [(predicate, None) for predicate in PREDICATES]
    said += [(predicate, clause) for predicate, clauses in CLAUSES.items() for clause in clauses]
    for model in bank.models:
        for predicate, value in said:
            fields = {"predicate": predicate, "value": value, "subjects": (model.id,)}
            question = StatementQuestion.model_validate(fields | {"names": model.name, "stance": "asserts"})
            yield compose_statement(bank, model.name, question, 1.0, "short")


_ANSWERS = [
    _answers_about_models,
    _answers_about_cells,
    _answers_about_claims,
    _answers_about_statements,
]


@pytest.mark.parametrize("answers", _ANSWERS)
def test_every_figure_of_an_answer_stands_in_the_record_its_citation_names(bank: Bank, answers: object) -> None:
    assert callable(answers)
    held: dict[str, frozenset[str]] = {}
    names = _numbered_names(bank)
    for answer in answers(bank):
        by_number = {citation.n: citation for citation in answer.citations}
        for point in answer.points:
            allowed: set[str] = set()
            for number in point.citations:
                citation = by_number[number]
                held.setdefault(citation.source, _figures_of(bank, citation.source))
                allowed |= held[citation.source] | read_numbers(citation.as_of or "")
            missing = read_numbers(point.text) - allowed - _version_figures(point.text)
            unnamed = missing and missing & read_numbers(names.sub(" ", point.text))
            assert not unnamed, (answer.headline, point.text, sorted(unnamed))


def _figures_of(bank: Bank, source_id: str) -> frozenset[str]:
    source = bank.source[source_id]
    texts = [source.title, source.date or "", *list_statements_of(bank, source_id)]
    for terms in bank.licenses:
        texts += terms.restrictions if any(cite.source == source_id for cite in terms.cites) else ()
    dates = [note.as_of or "" for note in source.notes]
    return read_numbers(" ".join([*texts, *dates]))


def _numbered_names(bank: Bank) -> re.Pattern[str]:
    names = {model.name for model in bank.models} | {row.key for table in bank.tables for row in table.rows}
    names |= {alias for model in bank.models for alias in model.aliases}
    numbered = sorted((name for name in names if re.search(r"\d", name)), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in numbered), re.IGNORECASE)


def _version_figures(text: str) -> frozenset[str]:
    """Figures that are part of a name: 'Apache 2.0', 'Llama 3', 'OSAID 1.0'."""
    return read_numbers(" ".join(re.findall(r"\b[A-Z][A-Za-z]+[- ]v?\d+(?:\.\d+)*", text)))


def test_a_doubted_figure_never_goes_without_its_correction(bank: Bank) -> None:
    for answer in _answers_about_cells(bank):
        cell_audit = next(
            row.cells[column.id].audit
            for table in bank.tables
            for row in table.rows
            for column in table.columns
            if f"for {row.key}, {column.title.rstrip('?')}: {row.cells[column.id].value}." in answer.headline
            and table.title in answer.headline
        )
        doubted = cell_audit is not None and cell_audit.doubts
        assert bool(answer.disputes) == doubted
        if cell_audit is not None and doubted:
            assert cell_audit.note in answer.text


def test_a_passage_that_corrects_a_source_document_lists_the_dispute(bank: Bank) -> None:
    correcting = [passage for passage in bank.passages if passage.corrects]
    assert len(correcting) > 50
    for passage in correcting:
        answer = compose_passages(bank, passage.title, (passage.id,), 1.0)
        assert any(passage.text in dispute for dispute in answer.disputes)


def test_every_point_cites_something_that_exists(bank: Bank) -> None:
    answers = [*_answers_about_claims(bank), *_answers_about_models(bank), *_answers_about_statements(bank)]
    answers += [compose_definition(bank, record.term, record.id, 1.0) for record in bank.definitions]
    for answer in answers:
        numbers = {citation.n for citation in answer.citations}
        assert all(point.citations and set(point.citations) <= numbers for point in answer.points)
        assert all(citation.source in bank.source for citation in answer.citations)


def test_no_card_uses_the_working_name_of_the_two_documents(bank: Bank) -> None:
    """Readers know them as the AINews article and the short text."""
    for claim in bank.claims:
        for key, statement in _list_sentences(claim):
            assert not re.search(r"\bseeds?\b", statement.text, re.IGNORECASE), f"{claim.id}.{key}"
