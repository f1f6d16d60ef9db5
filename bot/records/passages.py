"""Passages: short texts written for the bank, each with sources, that retrieval can find and a reply can quote."""

from typing import Literal

from bot.records.base import DOUBTING, AsOf, Cites, Finding, Line, Record, Slug

PassageKind = Literal[
    "argument",
    "figure",
    "player",
    "technique",
    "risk",
    "open-question",
    "prediction",
    "watch",
    "caveat",
    "verdict",
    "conflict",
    "event",
    "evidence-open",
    "evidence-closed",
    "interpretability",
    "fallacy",
    "gap",
    "transparency",
]


class Passage(Record):
    """One retrievable text.

    `asks` are questions it answers, as people type them; retrieval embeds them beside the text. `finding` is what a
    check found of the statement of a source document that the passage is about: the text says what is right.
    `note` goes on where there is room; `status` is present where it is a forecast. `licenses` are those whose
    clause the passage tells.
    """

    id: Slug
    kind: PassageKind
    title: Line
    text: Line
    cites: Cites
    as_of: AsOf
    asks: tuple[str, ...] = ()
    licenses: tuple[Slug, ...] = ()
    finding: Finding | None = None
    note: Line | None = None
    status: Literal["came-true", "partly", "not-yet", "false"] | None = None
    contested: str | None = None

    @property
    def corrects(self) -> bool:
        """Whether the text says otherwise than the source document that it is about."""
        return self.finding in DOUBTING


class Definition(Record):
    """A term of the debate and what it means."""

    id: Slug
    term: Line
    aliases: tuple[str, ...] = ()
    text: Line
    cites: Cites
    as_of: AsOf
    contested: str | None = None
    note: str | None = None
