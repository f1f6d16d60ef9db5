"""Reads which of several things a line points at by its place: the first one, the last, the other of two."""

import re
from collections.abc import Sequence

_PLACES = {
    "first": 1, "1st": 1, "former": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "last": -1, "latter": -1,
}  # fmt: skip
_WORDS = "|".join(_PLACES)
_OF_TALK = r"parts?|half|halves|questions?|points?|things?|time|place|reasons?|sentences?|lines?|two|few|answers?"
"""What the first or second of is no model: 'and the first part?'."""

_BY_PLACE = re.compile(
    rf"\b(?:the|that|this|number)\s+({_WORDS})\b(?!\s+(?:{_OF_TALK})\b)|"
    rf"^\W*(?:(?:and|or|but)\s+)?({_WORDS})(?: one)?(?:\W+(?:obviously|clearly|please|pls|then|thanks|ofc))?\W*$"
)
_OTHER = re.compile(r"\b(?:the\s+)?other(?:\s+one)?\b(?!\s+(?:side|hand|way|view|models?|ones|labs?|people))")
_SOURCE_NUMBER = re.compile(r"\[(\d+)\]|\b(?:source|number|no\.?|ref(?:erence)?) ?(\d)\b", re.IGNORECASE)


def read_source_number(text: str) -> int | None:
    """The number by which a line calls a source: '[2]', 'source 2'."""
    found = _SOURCE_NUMBER.search(text)
    return int(found.group(1) or found.group(2)) if found else None


def point_by_place(lowered: str, group: Sequence[str], current: str | None = None) -> str | None:
    """The member of a group, in its order, that a lower-cased line points at; `current` was spoken of last and is not
    the other of two."""
    found = _BY_PLACE.search(lowered)
    if found:
        place = _PLACES[found.group(1) or found.group(2)]
        return group[place if place < 0 else place - 1] if abs(place) <= len(group) and len(group) > 1 else None
    if len(group) == 2 and current in group and _OTHER.search(lowered):
        return group[0] if group[1] == current else group[1]
    return None
