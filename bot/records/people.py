"""People and bodies that the debate speaks of, and what the bot says of itself."""

from typing import Literal

from bot.records.base import AsOf, Cites, Line, Record, Slug


class Party(Record):
    """A person, lab, body, law or index: who it is, and what it holds or does in this debate, in whose words and when.

    `asks` are questions that the card answers, as people type them; `claims` are those that it speaks to.
    """

    id: Slug
    name: Line
    kind: Literal["person", "lab", "body", "law", "index"]
    aliases: tuple[str, ...] = ()
    also_family: bool = False
    who: Line
    text: Line
    cites: Cites
    as_of: AsOf
    claims: tuple[Slug, ...] = ()
    asks: tuple[str, ...] = ()


class SelfAnswer(Record):
    """What the bot says of itself on one topic. Figures in braces are filled in: {models}, {claims}, {sources},
    {newest}."""

    id: Slug
    presumes: Line
    text: Line
    kind: Literal["answer", "smalltalk"] = "answer"
