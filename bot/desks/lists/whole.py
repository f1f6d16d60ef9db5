"""Reads whether a line wants a list to its end: 'every one of cohere's, not only some', 'the full list'."""

import re

from bot.understanding.operations import NUMBERS

_COUNTS = "|".join((*NUMBERS, "eleven", "twelve", "dozen", r"\d{1,3}"))
_WHOLE = re.compile(
    r"\b(?:every (?:single |last )?one|every (?:single|last)|each and every|literally (?:every\w*|all)|"
    rf"all (?:{_COUNTS})\b(?! ?[bm]\b)|"
    r"(?:full|whole|complete|entire|exhaustive) (?:list\w*|lot|set|thing|catalog\w*|range|line-?up|roster)|"
    r"the lot|dump|not (?:only|just) (?:some|a few|the|part|half|eight|\d+)|don'?t (?:cut|stop|truncate|shorten)|"
    r"without (?:cutting|leaving) (?:any|it|them|off)|no \W?and \d+ more|in full|to the end|down to the last|"
    r"name (?:them|those|these|all))\b"
)


def wants_whole(lowered: str) -> bool:
    """Whether a lower-cased line wants all there is of a list, not its first page."""
    return bool(_WHOLE.search(lowered))
