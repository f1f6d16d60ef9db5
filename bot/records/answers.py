"""The answer record of the contract: what every surface shows and every check reads."""

from typing import Literal

from pydantic import Field

from bot.records.base import Level, Record, Slug, Stance, Tier, Verdict

AnswerKind = Literal[
    "rebuttal",
    "agreement",
    "nuance",
    "answer",
    "model",
    "comparison",
    "table",
    "definition",
    "clarify",
    "smalltalk",
    "abstain",
    "error",
]


class Point(Record):
    """One reason with the numbers of its citations."""

    text: str
    citations: tuple[int, ...] = ()


class SpectrumRow(Record):
    """One model's place on the spectrum with the value of each component."""

    model: Slug
    name: str
    tier: Tier
    level: Level
    components: dict[str, str]
    license: str
    contested: str | None = None


class Citation(Record):
    """What a number in the text points at; `as_of` is the document's own date, or else the fact's.

    `recalled` says that nobody read the document for the bank, `reported` that it is known by report alone.
    """

    n: int
    source: Slug
    title: str
    locator: str | None = None
    url: str | None = None
    as_of: str | None = None
    recalled: bool = False
    reported: bool = False


class Section(Record):
    """One block of the reply under its label, as every surface lays it out. An empty label means no heading."""

    label: str
    text: str


class Part(Record):
    """One statement of a message that makes several, with its verdict."""

    statement: str
    claim: Slug | None = None
    stance: Stance | None = None
    verdict: Verdict | None = None
    headline: str


class Answer(Record):
    """One reply. `text` is the whole of it in plain text; `sections` are the same words in blocks."""

    id: str | None = None
    query: str
    kind: AnswerKind
    claim: Slug | None = None
    stance: Stance | None = None
    verdict: Verdict | None = None
    levels: dict[Tier, Verdict] | None = None
    models: tuple[Slug, ...] = ()
    headline: str
    text: str
    points: tuple[Point, ...] = ()
    concession: str | None = None
    spectrum: tuple[SpectrumRow, ...] = ()
    citations: tuple[Citation, ...] = ()
    disputes: tuple[str, ...] = ()
    confidence: float = Field(ge=0, le=1)
    suggestions: tuple[str, ...] = ()
    statement: str | None = None
    """The sentence that was judged: a claim's statement, or one computed from a record."""
    parts: tuple[Part, ...] = ()
    """One for each statement of a message that makes more than one."""
    sections: tuple[Section, ...] = Field(default=(), exclude=True)
    restated: bool = Field(default=False, exclude=True)
    """Whether the reading is unsure, so that the text names the sentence that it answers."""
    agreed: str | None = Field(default=None, exclude=True)
    """Of the suggestions the one that a plain yes takes up, where it is not the first."""
    offers: bool = Field(default=False, exclude=True)
    """Whether it offers the nearest that is held, rather than asking which side or which model is meant."""
    local_verdict: Verdict | None = Field(default=None, exclude=True)
    """The verdict for the models named in the line, where it differs from the general one."""
