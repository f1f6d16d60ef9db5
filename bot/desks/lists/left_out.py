"""What a line that asks for models leaves out: 'not from the US', 'except Gemma', 'no image ones', 'not by Meta'.

Makers, families, countries and kinds of models are read from the same words here."""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.desks.lists.places import PLACE_WORDS

_EXCEPT = r"except(?: for| from)?|other than|excluding|besides|apart from|without"
_IS_NOT = (
    r"\b(?:(?:is|are|was|were|do|does|must|should)(?:n['’]?t| not)|not|(?<!there )no|drop|minus|skip|leave out|"
    r"exclude)"
)
"""Weaker words, of which only what stands right behind them is left out: 'that isn't llama', 'drop the google ones'."""

_PHRASE = re.compile(
    r"\b(?:non[ -](?P<one>\w+)|(?:(?:\w+n['’]?t|not) (?:made |released |built |published )?(?:by|from)|"
    rf"{_EXCEPT}|aside from|but not)\s(?P<names>[^,;?]{{1,80}}?)"
    r"(?=[,;?!]|$|\s(?:models?|ones|that|which|who|with|but|under|still|have|has)\b)|"
    r"\b(?:only|just) (?:the )?(?P<sole>[\w-]+(?: [\w-]+)?) or (?:are there |do |does )?"
    r"(?:(?:also|any|some|more) )*others?\b)"
)
_BEHIND = re.compile(
    rf"{_IS_NOT}(?: be| come| made)?(?: from| by)?(?: the| any| those| an?)? (?P<next>[\w.-]+(?: [\w.-]+)?)"
)
_NOT_BY = re.compile(r"\bnot (made |released |built |published )?(by|from)\b")
_PLACES = "|".join(re.escape(word) for word in (*PLACE_WORDS, "us"))
_NOT_FROM = re.compile(
    rf"\b(?:non[ -]|(?:outside(?: of)?|{_EXCEPT})"
    rf"(?: \w+ from)? (?:the )?|{_IS_NOT}(?: be| come| made)?(?: from| in| by)?(?: the| any| those)? )(?:{_PLACES})\b"
)
_BEFORE = re.compile(
    rf"(?:{_IS_NOT}|\b(?:without|except|excluding|besides|other than)|n't)"
    r"(?: (?:for|the|any|those|these|ones|with|of|be|want|mean|include|an?)){0,4} $"
)
_LINES_KEPT = 8


class Stretch(NamedTuple):
    """A piece of a line that leaves something out, and what it names."""

    whole: str
    names: str


@lru_cache(_LINES_KEPT)
def list_phrases(lowered: str) -> tuple[Stretch, ...]:
    """The stretches of a lower-cased line that leave out whatever they name: 'apart from Google and Meta'."""
    return tuple(
        Stretch(one.group(), one.group("one") or one.group("names") or one.group("sole"))
        for one in _PHRASE.finditer(lowered)
    )


@lru_cache(_LINES_KEPT)
def list_behind(lowered: str) -> tuple[Stretch, ...]:
    """The stretches that leave out what stands right behind a weaker word: the next two words."""
    return tuple(Stretch(one.group(), one.group("next")) for one in _BEHIND.finditer(lowered))


def leaves_out_origin(lowered: str) -> bool:
    """Whether the makers or countries that a lower-cased line names are those whose models are not wanted."""
    return bool(_NOT_BY.search(lowered) or _NOT_FROM.search(lowered))


def leaves_out_next(before: str) -> bool:
    """Whether what stands right behind the beginning of a lower-cased line is left out: 'no', 'i don't mean the'."""
    return bool(_BEFORE.search(before))
