"""What the judge looks at of the conversation so far: what was told in it, and how a candidate stands to that."""

import math
from typing import NamedTuple

from bot.desks.candidates import Candidate, list_words
from bot.desks.wishes import MISREAD
from bot.records.base import Slug
from bot.records.focus import Focus, Subject
from bot.records.lines import LAST
from bot.understanding.pointing import point_by_place
from bot.understanding.reading import Reading
from bot.understanding.yielding import gives_way

OF_CANDIDATE = ("told just now", "told before", "on the side told", "covers the shown", "is shown", "is pointed at")
OF_LINE = (
    "after a claim", "after a sentence", "after models", "after several", "after a list", "after a table",
    "after a passage", "after a licence", "after a part", "after an offer", "says misread", "gives way",
    "words of the reply", "turns", "same message",
)  # fmt: skip
"""The name of each column."""

_UNSAID = (0.0, 0.0, 0.5, 0.5, 0.5, 0.5)
_OF_THE_ANSWER = frozenset({LAST, "points"})
"""Desks that tell more of the last answer: all of theirs is about what was just told."""


def find_place(reading: Reading, focus: Focus | None) -> Slug | None:
    """The model that a line points at by its place among those told: 'the second one'."""
    if focus is None or reading.models:
        return None
    group = focus.group if len(focus.group) > 1 else focus.models[::-1]
    return point_by_place(reading.lowered, group, next((one for one in focus.models if one in group), None))


class Past(NamedTuple):
    """What of a conversation every candidate is held against: the focus, the model that the line points at by place,
    the models last shown, and of each answer, latest first, what it was about and its claim."""

    focus: Focus
    pointed: Slug | None
    shown: frozenset[Slug]
    told: tuple[Subject, ...]
    claims: tuple[Slug | None, ...]


def look_back(focus: Focus | None, pointed: Slug | None) -> Past | None:
    """What lies before a line, gathered once for all its candidates; `pointed` is what `find_place` gives."""
    if focus is None:
        return None
    shown = frozenset(focus.subject.group or focus.answer.models)
    said = [subject.claim or subject.around for subject in focus.subjects]
    claims = tuple(claim.claim if claim else None for claim in said)
    return Past(focus, pointed, shown, tuple(map(_strip, focus.subjects)), claims)


def measure_history(past: Past | None, candidate: Candidate) -> tuple[float, ...]:
    """One number for each of OF_CANDIDATE; a half where there is nothing to compare."""
    if past is None:
        return _UNSAID
    about = {*candidate.about, *candidate.subject.models}
    shared = len(about & past.shown)
    covers = shared / len(past.shown) if about and past.shown else 0.5
    is_shown = shared / len(about) if about and past.shown else 0.5
    placed = 0.5 if past.pointed is None else float(about == {past.pointed})
    if candidate.desk in _OF_THE_ANSWER:
        return (0.0, 0.0, 0.5, covers, is_shown, 0.5)
    now, *before = _find_same(past, candidate)
    return (float(now), float(any(before)), _compare_sides(past.focus, candidate), covers, is_shown, placed)


def _find_same(past: Past, candidate: Candidate) -> list[bool]:
    """For each answer whether a candidate tells again what it was about: its claim on either side, or just the same."""
    if candidate.desk == "claims":
        return [claim == candidate.key for claim in past.claims]
    own = _strip(candidate.subject)
    is_something = own != Subject()
    return [is_something and own == told for told in past.told]


def _strip(subject: Subject) -> Subject:
    return subject._replace(around=None, readings=())


def _compare_sides(focus: Focus, candidate: Candidate) -> float:
    claim = focus.claim
    if claim is None or candidate.desk != "claims" or candidate.key != claim.claim or not candidate.stance:
        return 0.5
    return float(candidate.stance == claim.stance)


def measure_moment(reading: Reading, focus: Focus | None) -> tuple[float, ...]:
    """One number for each of OF_LINE: after what the line comes, and whether it takes up the words of the reply."""
    if focus is None:
        return (0.0,) * len(OF_LINE)
    subject = focus.subject
    told = list_words(focus.answer.text)
    flags = (
        subject.claim or subject.around,
        subject.statement,
        subject.models,
        len(subject.group or subject.models) > 1,
        subject.listed,
        subject.cells,
        subject.passages,
        subject.licenses,
        subject.asked,
        focus.offered,
        MISREAD.search(reading.lowered),
        gives_way(reading.text),
    )
    taken = len(reading.words & told) / max(len(reading.words), 1)
    turns = math.log1p(len(focus.subjects)) / 2
    return (*(float(bool(flag)) for flag in flags), taken, turns, float(focus.within))
