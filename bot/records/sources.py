"""Documents that the bank rests on."""

from bot.records.base import AsOf, Basis, Line, Record, Slug


class Note(Record):
    """What a document says on one point, in the bank's own words, taken down when it was read."""

    text: Line
    as_of: AsOf | None = None


class Source(Record):
    """One document: who published it, where it stands, and what was noted from it."""

    id: Slug
    title: Line
    publisher: str | None = None
    url: str | None = None
    date: AsOf | None = None
    basis: Basis
    notes: tuple[Note, ...] = ()
