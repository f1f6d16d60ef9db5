"""Canonical claims: what people say in this debate, and the card that answers each."""

from pydantic import Field

from bot.records.base import AsOf, Line, Record, Slug, Statement, Tier, Verdict


class Concessions(Record):
    """What is right in the statement (`asserts`) and what is right in its opposite (`denies`)."""

    asserts: Statement
    denies: Statement


class FirstReplies(Record):
    """The first reply to whoever asserts, denies or asks: the first sentence decides, one fact, the fair point."""

    asserts: Statement
    denies: Statement
    asks: Statement


class OtherSide(Record):
    """The strongest reply to our card, and our answer to it."""

    reply: Statement
    answer: Statement


class ReasoningError(Record):
    """A named fallacy that the claim commits."""

    name: Line
    text: Line


class Claim(Record):
    """One claim with everything a reply needs.

    `reasons` support the verdict, whichever way it points. `levels` holds the verdict per tier where it
    differs from tier to tier. `models` are those whose spectrum rows illustrate the point; `families` are given
    where the claim is about those alone, so that a line about another model is not answered with this card.
    """

    id: Slug
    statement: Line
    opposite: Line
    verdict: Verdict
    why: Line
    levels: dict[Tier, Verdict] | None = None
    short: FirstReplies
    headline: Statement
    fact: Statement
    concede: Concessions
    reasons: tuple[Statement, ...] = Field(min_length=3, max_length=5)
    crux: Statement
    error: ReasoningError | None = None
    other_side: OtherSide
    limits: Statement
    disputes: tuple[Statement, ...] = ()
    models: tuple[Slug, ...] = ()
    families: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    keywords: tuple[str, ...] = ()
    reviewed: AsOf

    def list_points(self) -> dict[str, Statement]:
        """Everything that the card says beyond its first reply, by the name of its place."""
        return {
            "fact": self.fact,
            "crux": self.crux,
            **{f"reasons.{number}": reason for number, reason in enumerate(self.reasons)},
            "concede.asserts": self.concede.asserts,
            "concede.denies": self.concede.denies,
            "reply": self.other_side.reply,
            "answer": self.other_side.answer,
            "limits": self.limits,
            **{f"disputes.{number}": dispute for number, dispute in enumerate(self.disputes)},
        }
