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

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$")]
"""Where a document stands on the web."""

COPY = "a copy"

Read = Annotated[str, StringConstraints(pattern=rf"^(original|recalled|{COPY} at https?://\S+)$")]
"""How a document was read: the text at its own address, a copy or report at another address, or not at all."""


class Note(Record):
    """What a document says on one point, in the bank's own words, taken down when it was read."""

    text: Line
    as_of: AsOf | None = None


class Source(Record):
    """One document: who published it, where it stands, how and when somebody read it, and what was noted from it.

    `url` is the document's own address, `date` the document's own date. `read_on` is the day on which somebody last
    looked; a document that is recalled has none, as nobody did.
    """

    id: Slug
    title: Line
    publisher: Line
    kind: SourceKind
    url: Address | None = None
    date: AsOf | None = None
    read: Read
    read_on: AsOf | None = None
    notes: tuple[Note, ...] = ()

    @property
    def recalled(self) -> bool:
        """Whether nobody has read it for the bank."""
        return self.read == "recalled"

    @property
    def copied(self) -> bool:
        """Whether it is known through a copy alone."""
        return self.read.startswith(COPY)

    @property
    def reputable(self) -> bool:
        """Whether it can carry a fact by itself."""
        return self.kind != "other"

    @model_validator(mode="after")
    def _agree_on_reading(self) -> Self:
        if self.recalled != (self.read_on is None):
            raise ValueError("`read_on` is the day on which somebody looked: what is recalled has none, all others do")
        if self.read_on and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.read_on):
            raise ValueError("`read_on` is a day, such as 2026-11-28")
        if self.copied and self.read == f"{COPY} at {self.url}":
            raise ValueError("a copy stands elsewhere than the document: write `read: original`, or mend the address")
        return self
