"""Every fact of the bank with the documents that it cites, wherever it stands."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bot.records.bank import Bank
from bot.records.base import Cite, Statement
from bot.records.claims import Claim
from bot.records.models import ModelRecord
from bot.records.sources import SourceKind


class Fact(NamedTuple):
    """Something that rests on documents: its record and place there, its words ('' for a bare value), its citations."""

    file: str
    record: str
    place: str
    text: str
    cites: tuple[Cite, ...]
    as_of: str = ""

    @property
    def key(self) -> str:
        """Where it stands in its file; a card is a file of its own, so that its id is no part of the key."""
        return ".".join(part for part in (self.record, self.place) if part) if self.in_list else self.place

    @property
    def in_list(self) -> bool:
        return not self.file.startswith("claims/")


def list_statements(claim: Claim) -> list[tuple[str, Statement]]:
    """Every sentence of a card that rests on sources, the three first replies among them, with its key."""
    named = [
        ("short.asserts", claim.short.asserts),
        ("short.denies", claim.short.denies),
        ("short.asks", claim.short.asks),
        ("headline", claim.headline),
        ("fact", claim.fact),
        ("crux", claim.crux),
        ("concede.asserts", claim.concede.asserts),
        ("concede.denies", claim.concede.denies),
        ("other_side.reply", claim.other_side.reply),
        ("other_side.answer", claim.other_side.answer),
        ("limits", claim.limits),
    ]
    named += [(f"reasons.{number}", reason) for number, reason in enumerate(claim.reasons)]
    return named + [(f"disputes.{number}", dispute) for number, dispute in enumerate(claim.disputes)]


def list_facts(bank: Bank) -> Iterator[Fact]:
    """All of them, the claims' first."""
    for claim in bank.claims:
        for place, statement in list_statements(claim):
            file = f"claims/{claim.id}.yaml"
            yield Fact(file, claim.id, place, statement.text, statement.cites, statement.as_of)
    for model in bank.models:
        yield from list_model_facts(model)
    for passage in bank.passages:
        yield Fact("passages", passage.id, "", passage.text, passage.cites, passage.as_of)
        if passage.note:
            yield Fact("passages", passage.id, "note", passage.note, passage.cites, passage.as_of)
    for term in bank.definitions:
        yield Fact("definitions.yaml", term.id, "", term.text, term.cites, term.as_of)
    for party in bank.parties:
        yield Fact("people.yaml", party.id, "", party.text, party.cites, party.as_of)
    for terms in bank.licenses:
        yield Fact("licenses.yaml", terms.id, "", terms.terms, terms.cites, terms.as_of)
        for name, clause in terms.clauses.items():
            yield Fact("licenses.yaml", terms.id, f"clauses.{name}", clause.text, clause.cites, clause.as_of)
    yield from _list_cell_facts(bank)


def list_model_facts(model: ModelRecord) -> Iterator[Fact]:
    """Those of one model."""
    for name, component in model.components.items():
        yield Fact("models", model.id, f"components.{name}", component.note, component.cites, component.as_of)
    for place, value in (("license", model.license), ("openness_class", model.openness_class)):
        yield Fact("models", model.id, place, "", value.cites, value.as_of)
    if model.index_score:
        yield Fact("models", model.id, "index_score", "", model.index_score.cites, model.index_score.as_of)
    for score in model.benchmarks:
        yield Fact("models", model.id, f"benchmarks.{score.name}", "", score.cites, score.as_of)
    for statement in model.contested:
        yield Fact("models", model.id, "contested", statement.text, statement.cites, statement.as_of)


def _list_cell_facts(bank: Bank) -> Iterator[Fact]:
    for table in bank.tables:
        for row in table.rows:
            for column, cell in row.cells.items():
                if cell.audit:
                    yield Fact(
                        f"tables/{table.id}.yaml", row.key, column, cell.audit.note, cell.audit.cites, cell.audit.as_of
                    )


def count_citations(bank: Bank) -> Counter[SourceKind]:
    """How many citations of all facts lead to a document of each kind; one that leads nowhere is not counted."""
    cited = (cite.source for fact in list_facts(bank) for cite in fact.cites)
    return Counter(bank.source[name].kind for name in cited if name in bank.source)
