"""Which of the things that the last answer offered a line takes up: what a button press would say in words."""

import re
from collections.abc import Sequence

from bot.retrieval.lexical import split_words
from bot.understanding.pointing import point_by_place

_LONGEST = 12
"""Words of a line that may point at an offer by its place; a longer one says something of its own."""

_AGREEING = frozenset(
    "y ya ye yea yes yep yup yeah sure ok okay oh well um exactly correct right indeed please pls that that's thats is "
    "it one the those these them they same "
    "first i do hold mean think believe so".split()
)
_CALLING = frozenset("thing part bit ofc obv obviously course".split())
_ASKING = frozenset("what whats which how hows then so about tell me more explain mean show".split())
_FEWEST = 2
"""Words of an offer that take it up: one alone may mean anything, unless it is called the one with that word."""

_THING = re.compile(r"\b(?:thing|option|part|bit|choice)\b")
"""What an offer is called by its place: 'the second thing'."""

_OPPOSITE = re.compile(r"\b(?:opposite|contrary|reverse)\b")
"""What the other of two sides is called."""

_READING = re.compile(r"\b(?:the|your|that) (?:\w+ ){0,2}(?:list|answer|thing|half|bit|one you said)\b")
"""What one of two things that were told is called by its place: 'the second list'."""

_CALLED = re.compile(r"\bthe (?:[\w'-]+ ){1,3}(?:one|thing|part|bit)\b")

_WORD = re.compile(r"[a-z']+")
_BY_NUMBER = re.compile(r"^\W*(?:option |number |nr\.? ?|#)?([1-9a-c])\W*$")
_NUMBERS = "123456789"
_LETTERS = "abc"


def take_up_offer(line: str, offered: Sequence[str], agreed: str | None = None) -> str | None:
    """The one of several offered sentences or names that a normalised line means; None where it says something else.

    `agreed` is the one that a plain yes means, the first where it is None.
    """
    lowered = line.casefold()
    if not offered or len(lowered.split()) > _LONGEST or not lowered.strip():
        return None
    by_number = _BY_NUMBER.match(lowered)
    if by_number:
        sign = by_number.group(1)
        place = _NUMBERS.find(sign) if sign in _NUMBERS else _LETTERS.find(sign)
        return offered[place] if place < len(offered) else None
    placed = _OPPOSITE.sub("other one", _THING.sub("one", lowered))
    by_place = point_by_place(placed, offered, offered[0] if len(offered) > 1 else None)
    words = _WORD.findall(lowered)
    return by_place or (
        (agreed or offered[0]) if words and _AGREEING.issuperset(words) else _find_by_words(lowered, offered)
    )


def take_up_reading(line: str, readings: Sequence[str]) -> str | None:
    """The one of the readings told in one answer that a normalised line points at by its place."""
    lowered = line.casefold()
    said = _READING.search(lowered)
    if not said or len(readings) < 2:
        return None
    return point_by_place(re.sub(r"\b(?:list|answer|thing|half|bit)\b", "one", said.group()), readings, readings[0])


def _find_by_words(lowered: str, offered: Sequence[str]) -> str | None:
    """The only one that has all words of a line which carry content: 'whats the rule of thumb then'."""
    said = frozenset(split_words(lowered)) - _AGREEING - _ASKING - _CALLING
    fewest = 1 if _CALLED.search(lowered) else _FEWEST
    fitting = [one for one in offered if len(said) >= fewest and said <= frozenset(split_words(one))]
    return fitting[0] if len(fitting) == 1 else None
