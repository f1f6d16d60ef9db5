"""Data tables as typed cells, each with its document, section, date and what the audit found."""

from typing import Literal

from bot.records.base import DOUBTING, AsOf, Cites, Finding, Line, Record, Slug


class Audit(Record):
    """What a check against better sources found of one statement in a source document."""

    finding: Finding
    note: Line
    cites: Cites
    as_of: AsOf

    @property
    def doubts(self) -> bool:
        """True where the figure may not be quoted without its correction."""
        return self.finding in DOUBTING


class Column(Record):
    """One column; `aliases` are the words by which people ask for it."""

    id: Slug
    title: Line
    kind: Literal["release", "number", "money", "text"]
    unit: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def holds_figures(self) -> bool:
        """Whether its cells can be set in an order."""
        return self.kind in {"number", "money"}


class Cell(Record):
    """One cell: the value as printed, the number it stands for, and its audit.

    `number` is in the column's unit (money in US dollars or the `unit` of the cell, millions spelled out);
    `bound` says whether the document gives it as exact, as a floor (`5B+`), as a ceiling (`<100`) or as an
    estimate.
    """

    value: Line
    number: float | None = None
    unit: str | None = None
    bound: Literal["exact", "floor", "ceiling", "estimate"] = "exact"
    audit: Audit | None = None


class Row(Record):
    """One row; `model` links it to a model record where it is about one."""

    key: Line
    aliases: tuple[str, ...] = ()
    model: Slug | None = None
    cells: dict[Slug, Cell]


class Table(Record):
    """One data table of a source document; `owner` says whose: "AINews article's table"."""

    id: Slug
    title: Line
    topic: Line
    owner: Line
    source: Slug
    section: Line
    as_of: AsOf
    key: Line
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
