"""Reads what a line wants told of each model that it lists: the year, the size, the licence, who makes it, where."""

import re

from bot.records.questions import Asked

_WORDS: tuple[tuple[Asked, str], ...] = (
    ("released", r"(?:release )?(?:years?|dates?)|releases?|ages?"),
    ("parameters", r"(?:model |parameter |param )?(?:sizes?|counts?)|param(?:eter)?s?(?: counts?)?"),
    ("license", r"licen[cs](?:es?|ing)|terms"),
    ("developer", r"makers?|developers?|labs?|compan(?:y|ies)|vendors?"),
    ("country", r"countr(?:y|ies)|nationalit(?:y|ies)|origins?"),
)
_ALL = "|".join(words for _part, words in _WORDS)
_OWN = r"(?:(?:the|its|a|their|respective|each one'?s|each) )*"
_END = r"(?=$|[?.!,;:+&/)]| (?:and|or|of|for|per|each|plus|too|as well|pls|please|thx|next|beside|with|in|if|a) ?)"
_JOINED = re.compile(
    rf"(?:\b(?:plus|and|incl\.?|include|including|showing|add|along with|together with|as well as)|[+&,/(]) ?{_OWN}"
    rf"(?P<part>{_ALL})\b{_END}"
)
_WITH = re.compile(
    r"\bwith (?:the )?(?P<part>(?:release )?(?:years|dates)|sizes|licen[cs]es|makers|developers|countries)\b"
    rf"{_END}"
)
_THEIRS = re.compile(
    rf"\b(?:their|respective|(?:with|and) its)(?: respective)? (?P<part>{_ALL})\b(?! (?:is|are|was|were|has|have)\b)"
)
_OF_EACH = re.compile(
    rf"\b(?P<part>{_ALL}) (?:of|for|per|by|on|next to|beside|behind) (?:each|every|all(?: of)?|them|those|these)\b|"
    rf"\b(?:what|which) (?P<asked>{_ALL}) (?:is each|is every|are they|are those|do they|does each|each)\b|"
    rf"\beach(?: one|'?s)?(?: with| and)? (?:(?:its|their|the) )?(?P<each>{_ALL})\b"
)
_SENTENCES: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    ("released", re.compile(r"\b(?:when|what year|which year)(?: \w+)? (?:each|every one|they all)\b")),
    ("parameters", re.compile(r"\bhow (?:big|large|small) (?:is )?(?:each|every one|they all|they are)\b")),
    ("license", re.compile(r"\bwh(?:ich|at) licen[cs]e (?:is )?(?:each|every one)\b")),
    ("developer", re.compile(r"\bwho (?:made|makes|built|trained) each\b")),
    ("country", re.compile(r"\bwhere each\b")),
)
_MOST = 3


def read_columns(lowered: str) -> tuple[Asked, ...]:
    """What a lower-cased line wants told of each model beside its name, three things at most: 'upstage models + year of
    each', 'with their sizes'."""
    found = [
        *_JOINED.finditer(lowered),
        *_WITH.finditer(lowered),
        *_THEIRS.finditer(lowered),
        *_OF_EACH.finditer(lowered),
    ]
    told = [group for one in found for group in one.groups() if group]
    named = [part for part, words in _WORDS if any(re.fullmatch(words, one) for one in told)]
    said = [part for part, pattern in _SENTENCES if pattern.search(lowered)]
    return tuple(dict.fromkeys((*named, *said)))[:_MOST]
