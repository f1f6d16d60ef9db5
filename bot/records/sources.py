"""Documents that the bank rests on."""

import re
from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from bot.records.base import AsOf, Line, Record, Slug

SourceKind = Literal["maker", "paper", "law", "index", "press", "other"]
"""Whose word a document is.

maker: who made the model, licence, definition, data or statement that it is about; paper: a paper or a study under its
authors' names; law: a law, or what a government or its agency published; index: a standing index or statistics by who
counts them; press: a newspaper, a magazine or a newsletter of known authors; other: whatever is none of these.
"""

Reading = Literal["page", "mirror", "report", "recall"]
"""How a document was read: as a page, as a copy, not itself but in somebody's report on it, or not at all."""

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$")]
"""Where a document stands on the web."""


class Note(Record):
    """What a document says on one point, in the bank's own words, taken down when it was read."""

    text: Line
    as_of: AsOf | None = None


class Source(Record):
    """One document: who published it, whose word it is, where it stands, and what was noted from it.

    `url` is the document's own address, `date` the document's own date. `found_at` is where the record was first made
    from, if that was a copy or a report elsewhere. `checked` is the day on which somebody last read the document in
    the way that `basis` names, left out where that day was not recorded.
    """

    id: Slug
    title: Line
    publisher: Line
    kind: SourceKind
    url: Address | None = None
    date: AsOf | None = None
    basis: Reading
    found_at: Address | None = None
    checked: AsOf | None = None
    notes: tuple[Note, ...] = ()

    @property
    def reputable(self) -> bool:
        """Whether it can carry a fact by itself: what is known by report alone is as weak as the report."""
        return self.kind != "other" and self.basis != "report"

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.checked and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.checked):
            raise ValueError("`checked` is a day, such as 2026-11-28")
        if self.checked and self.basis == "recall":
            raise ValueError("nobody looked at what is recalled: leave `checked` out, or say how it was read")
        if self.found_at and self.basis == "page":
            raise ValueError("what was found elsewhere was read as a copy: write `basis: mirror`, or drop `found_at`")
        return self
