"""What the index holds: short texts, each pointing at the record that it finds."""

from typing import Literal, NamedTuple

from bot.records.base import Record

EntryKind = Literal["claim", "passage", "definition", "cell", "row", "license", "party", "point", "note"]


class Entry(Record):
    """One retrievable text. `ref` is the record's id; a cell's is `table/row/column`, of a point `claim/point`, of a
    note `source#number`."""

    kind: EntryKind
    ref: str
    text: str


class Hit(NamedTuple):
    """One record found: `similarity` is the best cosine of its entries, `score` adds the lexical match."""

    kind: EntryKind
    ref: str
    similarity: float
    score: float
