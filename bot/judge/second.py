"""A second judge: where the first is unsure, somebody outside chooses among the sentences of the likeliest readings.

It is behind the interface of the first: a Judgement comes out, and nothing after it knows who decided. It writes no
word that anybody reads.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Protocol

from bot.judge.judgement import Judgement, Weighed
from bot.later import Later

MOST_CHOICES = 8
"""Readings that are put up for choice."""


class Adviser(Protocol):
    """Somebody outside who can tell which of some sentences says what a line means."""

    @property
    def name(self) -> str:
        """Who it is and where, as people are told whose lines it gets."""
        ...

    def choose(self, line: str, sentences: Sequence[str]) -> "Future[int | None]":
        """The number of a sentence from 1, 0 for none of them, None where that cannot be told.

        Done in bounded time, or cancelled by `close`; it never fails.
        """
        ...

    def close(self) -> None:
        """Answer what is still asked with nothing, and end."""
        ...


class SecondJudge:
    """Has an adviser choose where a judgement is unsure."""

    def __init__(self, adviser: Adviser) -> None:
        self._adviser = adviser

    def reconsider(self, judgement: Judgement) -> Later[Judgement] | None:
        """The judgement with the adviser's choice in it, later; None where there is nothing to ask."""
        choices = shortlist(judgement.ranked) if judgement.is_unsure else ()
        if not choices:
            return None
        sentences = [weighed.candidate.presumes for weighed in choices]
        chosen = self._adviser.choose(judgement.reading.text, sentences)
        return Later(chosen, partial(_settle, judgement, choices, chosen))


def shortlist(ranked: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The likeliest readings that are not silence, each sentence once."""
    different: dict[str, Weighed] = {}
    for weighed in ranked:
        if weighed.candidate.desk != "silence":
            different.setdefault(weighed.candidate.presumes, weighed)
    return tuple(different.values())[:MOST_CHOICES]


def _settle(judgement: Judgement, choices: Sequence[Weighed], chosen: "Future[int | None]") -> Judgement:
    """What cannot be told leaves the judgement as it was."""
    number = None if chosen.cancelled() else chosen.result()
    if number is None:
        return judgement
    return judgement.settle(choices[number - 1] if number else None)
