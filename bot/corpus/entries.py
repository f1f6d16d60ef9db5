"""Turns the bank into the short texts that retrieval indexes."""

from collections.abc import Iterator

from bot.records.bank import Bank
from bot.records.entries import Entry
from bot.records.tables import Row, Table


def list_entries(bank: Bank) -> tuple[Entry, ...]:
    """Every passage, question, claim sentence, point of a card, definition, licence, table row and note of a source.

    In a fixed order.
    """
    return (
        *_claim_entries(bank),
        *_passage_entries(bank),
        *_definition_entries(bank),
        *_license_entries(bank),
        *_table_entries(bank),
        *_party_entries(bank),
        *_point_entries(bank),
        *_note_entries(bank),
    )


def _claim_entries(bank: Bank) -> Iterator[Entry]:
    for claim in bank.claims:
        for text in (claim.statement, claim.opposite, claim.headline.text, claim.fact.text):
            yield Entry(kind="claim", ref=claim.id, text=text)


def _passage_entries(bank: Bank) -> Iterator[Entry]:
    for passage in bank.passages:
        for text in (f"{passage.title}. {passage.text}", *passage.asks):
            yield Entry(kind="passage", ref=passage.id, text=text)
        if passage.note:
            yield Entry(kind="passage", ref=passage.id, text=passage.note)


def _definition_entries(bank: Bank) -> Iterator[Entry]:
    for definition in bank.definitions:
        yield Entry(kind="definition", ref=definition.id, text=f"{definition.term}: {definition.text}")
        for name in (definition.term, *definition.aliases):
            yield Entry(kind="definition", ref=definition.id, text=f"What does {name} mean?")


def _license_entries(bank: Bank) -> Iterator[Entry]:
    for record in bank.licenses:
        yield Entry(kind="license", ref=record.id, text=f"{record.name}: {record.terms}")


def _table_entries(bank: Bank) -> Iterator[Entry]:
    for table in bank.tables:
        for row in table.rows:
            values = "; ".join(f"{column.title.rstrip('?')}: {row.cells[column.id].value}" for column in table.columns)
            yield Entry(kind="row", ref=f"{table.id}/{row.key}", text=f"{row.key}. {values}. {table.title}")
            yield from _cell_entries(table, row)


def _cell_entries(table: Table, row: Row) -> Iterator[Entry]:
    """A cell under the row's name and, where the row has one, under its model's: people ask by either."""
    names = [row.key, row.cells["model"].value] if "model" in row.cells else [row.key]
    for column in table.columns:
        ref = f"{table.id}/{row.key}/{column.id}"
        for name in names:
            yield Entry(kind="cell", ref=ref, text=f"{name} {column.title.rstrip('?')}: {row.cells[column.id].value}")
            for alias in column.aliases[:3]:
                yield Entry(kind="cell", ref=ref, text=f"What is the {alias} of {name}?")


def _party_entries(bank: Bank) -> Iterator[Entry]:
    for party in bank.parties:
        for text in (f"{party.name}. {party.who} {party.text}", f"Who is {party.name}?", *party.asks):
            yield Entry(kind="party", ref=party.id, text=text)


def _point_entries(bank: Bank) -> Iterator[Entry]:
    for claim in bank.claims:
        for place, point in claim.list_points().items():
            yield Entry(kind="point", ref=f"{claim.id}/{place}", text=point.text)


def _note_entries(bank: Bank) -> Iterator[Entry]:
    for source in bank.sources:
        for number, note in enumerate(source.notes):
            yield Entry(kind="note", ref=f"{source.id}#{number}", text=f"{source.title}. {note.text}")
