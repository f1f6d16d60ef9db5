"""The desk of labs: how open a maker's releases are, which of two is the more open, which of all."""

import re
from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.desks.lists.criteria import read_countries
from bot.desks.lists.makers import find_developers
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.replies.labs import compose_labs
from bot.replies.selecting import say_countries
from bot.replies.wording import join_words
from bot.understanding.reading import Reading

_LAB_WORDS = re.compile(
    r"\b(?:labs?|compan(?:y|ies)|makers?|developers?|firms?|vendors?|orgs?|organi[sz]ations?|who)\b"
)
_VOCABULARY = "lab labs company companies maker makers open opener most least more less openness"
_MOST = 4
_TOGETHER = " / "


class LabsDesk:
    """Proposes the makers that a line names, and all of them where it speaks of labs and names no model."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, _focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        speaks_of_labs = bool(_LAB_WORDS.search(reading.lowered))
        makers = self._find_makers(reading.lowered)
        countries = read_countries(reading.lowered) if speaks_of_labs else ()
        if countries:
            yield self._propose(reading, (), Clues(fit=1.0), countries)
        if makers:
            yield self._propose(reading, makers, Clues(fit=float(speaks_of_labs)))
        if speaks_of_labs and not makers and not any(not mention.family for mention in reading.models):
            yield self._propose(reading, (), Clues(fit=float(speaks_of_labs), place=1))

    def _find_makers(self, lowered: str) -> tuple[str, ...]:
        """Those named, by themselves where they also made something together."""
        named = find_developers(self._bank, lowered)
        alone = tuple(maker for maker in named if _TOGETHER not in maker)
        return (alone or named)[:_MOST]

    def _propose(
        self, reading: Reading, makers: tuple[str, ...], clues: Clues, countries: tuple[str, ...] = ()
    ) -> Candidate:
        names = join_words(list(makers)) if makers else "the labs"
        names = f"{names} of {say_countries(countries)}" if countries else names
        return Candidate(
            desk="lists",
            key=f"labs/{'+'.join((*makers, *countries))}",
            topic="list",
            label=f"how open {names} {'are' if len(makers) != 1 else 'is'} by their releases",
            presumes=f"How open are the releases of {names}?",
            compose=partial(self._compose, reading, makers, countries),
            words=list_words(
                f"{names} lab labs company companies maker makers open opener most least more less openness"
            ),
            clues=clues,
        )

    def _compose(
        self, reading: Reading, makers: tuple[str, ...], countries: tuple[str, ...], confidence: float, _depth: Depth
    ) -> Answer:
        return compose_labs(self._bank, reading.text, makers, confidence, countries)
