"""Passages: short texts written for the bank, each with sources, that retrieval can find and a reply can quote."""

from typing import Literal

from bot.records.base import AsOf, Cites, Line, Record, Slug
from bot.records.tables import Audit

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

    `asks` are questions it answers, as people type them; retrieval embeds them beside the text. `audit` is
    present where the passage repeats a statement of a source document; `status` where it is a forecast.
    """

    id: Slug
    kind: PassageKind
    title: Line
    text: Line
    cites: Cites
    as_of: AsOf
    asks: tuple[str, ...] = ()
    audit: Audit | None = None
    status: Literal["came-true", "partly", "not-yet", "false"] | None = None
    contested: str | None = None


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
