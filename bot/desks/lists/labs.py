"""The desk of labs: how open a maker's releases are, which of two is the more open, which of all; whose models fit."""

import re
from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.desks.license_names import LicenseNames
from bot.desks.lists.filters import read_named_filter
from bot.desks.lists.makers import find_developers, find_left_out
from bot.desks.lists.places import read_countries
from bot.desks.lists.whole import wants_whole
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.records.questions import ModelFilter
from bot.replies.labs import compose_labs, compose_labs_behind, compose_labs_by_number
from bot.replies.selecting import say_countries, say_filter
from bot.replies.wording import join_words
from bot.understanding.reading import Reading

_LABS = r"labs?|compan(?:y|ies)|makers?|developers?|firms?|vendors?|orgs?|organi[sz]ations?"
_LAB_WORDS = re.compile(rf"\b(?:{_LABS}|who)\b")
_ASKED_LABS = re.compile(rf"\b(?:which|what|how many|list|name|any)(?: (?!models?\b)\w+){{0,2}} (?:{_LABS})\b")
_WHO = re.compile(r"\bwho\b")
_BY_NUMBER = re.compile(
    r"\b(?:most|number of|how many|longest|biggest|largest)\b(?! open)(?: \w+){0,2} "
    r"(?:models?|llms|list|catalog\w*|releases)\b"
)
_VOCABULARY = (
    "lab labs company companies maker makers developers firms orgs who open opener most least more less openness"
)
_MOST = 4
_TOGETHER = " / "


def asks_for_labs(lowered: str) -> bool:
    """Whether a lower-cased line asks for makers, not for their models."""
    return bool(_ASKED_LABS.search(lowered))


class LabsDesk:
    """Proposes the makers that a line names, and all of them where it speaks of labs and names no model."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._licenses = LicenseNames(bank)

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        speaks_of_labs = bool(_LAB_WORDS.search(reading.lowered))
        makers = self._find_makers(reading.beside_models)
        countries = read_countries(reading.lowered) if speaks_of_labs else ()
        if countries:
            yield self._propose(reading, (), Clues(fit=1.0), countries)
        if makers:
            of_models = not speaks_of_labs and wants_whole(reading.lowered)
            yield self._propose(reading, makers, Clues(fit=float(speaks_of_labs), foreign=int(of_models)))
        if speaks_of_labs and not makers and not any(not mention.family for mention in reading.models):
            yield self._propose(reading, (), Clues(fit=float(speaks_of_labs), place=1))
            if _BY_NUMBER.search(reading.lowered):
                yield self._propose_by_number(reading)
            yield from self._propose_behind(reading, focus)

    def _propose_by_number(self, reading: Reading) -> Candidate:
        return Candidate(
            desk="lists",
            key="labs-by-number",
            topic="list",
            label="the labs by how many of their models are on record",
            presumes="Which lab has most models on record?",
            compose=lambda confidence, _depth: compose_labs_by_number(self._bank, reading.text, confidence),
            words=list_words(f"{_VOCABULARY} models number many record longest list releases"),
            clues=Clues(fit=1.0),
        )

    def _propose_behind(self, reading: Reading, focus: Focus | None) -> Iterable[Candidate]:
        """The makers of the models that fit what the line says, or of those just listed where it says nothing more."""
        own = _keep_criteria(
            read_named_filter(self._bank, self._licenses, reading.text, reading.licenses, reading.models)
        )
        before = focus.subject.listed if focus else None
        fit = 0.5 if _LAB_WORDS.findall(reading.lowered) == _WHO.findall(reading.lowered) else 1.0
        if not own.is_empty and own != ModelFilter(countries=own.countries):
            yield self._list_behind(reading, own, Clues(fit=fit))
        elif before:
            listed = _keep_criteria(before)
            listed = listed.model_copy(update={"countries": own.countries or listed.countries})
            yield self._list_behind(reading, listed, Clues(fit=fit, filled=1))

    def _list_behind(self, reading: Reading, question: ModelFilter, clues: Clues) -> Candidate:
        told = say_filter(self._bank, question)
        return Candidate(
            desk="lists",
            key=f"labs/{told}",
            topic="list",
            label=f"the labs whose models {told}",
            presumes=f"Which labs have models that {told}?",
            compose=partial(self._compose_behind, reading, question),
            words=list_words(f"{told} {_VOCABULARY} which list"),
            clues=clues,
            subject=Subject(listed=question),
        )

    def _compose_behind(self, reading: Reading, question: ModelFilter, confidence: float, depth: Depth) -> Answer:
        return compose_labs_behind(self._bank, reading.text, question, confidence, depth)

    def _find_makers(self, lowered: str) -> tuple[str, ...]:
        """Those named, by themselves where they also made something together."""
        _left_out, rest = find_left_out(self._bank, lowered)
        named = find_developers(self._bank, rest)
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
            words=list_words(f"{names} {_VOCABULARY}"),
            clues=clues,
        )

    def _compose(
        self, reading: Reading, makers: tuple[str, ...], countries: tuple[str, ...], confidence: float, _depth: Depth
    ) -> Answer:
        return compose_labs(self._bank, reading.text, makers, confidence, countries)


def _keep_criteria(question: ModelFilter) -> ModelFilter:
    """What models must be to fit, without what is to be done with them."""
    blank = ModelFilter()
    return question.model_copy(
        update={
            "operation": blank.operation,
            "ranking": blank.ranking,
            "measure": None,
            "benchmark": None,
            "everything": False,
            "skip": 0,
            "columns": (),
        }
    )
