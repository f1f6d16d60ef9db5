"""Messages of two statements, made of two short lines: too few messages were written whole."""

import zlib
from collections.abc import Iterable, Iterator
from itertools import cycle

from bot.records.lines import STATEMENT, LabelledLine, Message, Part

_JOINTS = (". ", " and ", ", but ", " also ", "; ", " - ")
_LONGEST = 14
"""Words of a line that is joined."""


def join_lines(lines: Iterable[LabelledLine]) -> Iterator[Message]:
    """Each short line that says or asks something, with the next one in an order that the same lines always have."""
    short = [line for line in lines if line.stance and len(line.text.split()) <= _LONGEST]
    short.sort(key=lambda line: zlib.crc32(line.text.encode()))
    for first, second, joint in zip(short[::2], short[1::2], cycle(_JOINTS), strict=False):
        if first.topic != second.topic:
            text = f"{first.text.rstrip('. ')}{joint}{second.text}"
            yield Message(text=text, parts=(_as_part(first), _as_part(second)))


def _as_part(line: LabelledLine) -> Part:
    group, _, predicate = line.topic.partition("/")
    if group == STATEMENT:
        return Part(text=line.text, subjects=line.subjects, predicate=predicate, stance=line.stance)
    return Part(text=line.text, claim=line.topic, stance=line.stance)
