"""The desk of the last answer: what a line that points back may want of it."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from bot.desks.candidates import Candidate, Clues
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.records.lines import LAST
from bot.replies import again
from bot.replies.plain import compose_abstention
from bot.replies.sources import compose_sources
from bot.retrieval.lexical import split_words
from bot.understanding.reading import Reading

_Say = Callable[[Bank, str, Focus, float], Answer | None]


class _Way(NamedTuple):
    """One thing that may be wanted of an answer: in words, how it is said, and whether there is anything to say."""

    presumes: str
    say: _Say
    applies: Callable[[Focus], bool]


def _holds_reasons(focus: Focus) -> bool:
    return bool(focus.subject.claim or focus.subject.statement or focus.subject.models)


def _holds_verdict(focus: Focus) -> bool:
    return focus.answer.verdict is not None


def _holds_other_side(focus: Focus) -> bool:
    return bool(focus.subject.claim or focus.answer.concession)


def _holds_places(focus: Focus) -> bool:
    return len(focus.group) > 1 or focus.subject.listed is not None


_WAYS: dict[str, _Way] = {
    "reason": _Way("Why is that so?", again.say_reasons, _holds_reasons),
    "confidence": _Way("How sure is that?", again.say_confidence, lambda _focus: True),
    "change-mind": _Way("What would change that?", again.say_confidence, lambda _focus: True),
    "numbers": _Way("What are the figures behind that?", again.say_numbers, _holds_reasons),
    "yes-no": _Way("Is that a yes or a no?", again.say_yes_or_no, _holds_verdict),
    "who-is-right": _Way("Who is right then?", again.say_yes_or_no, _holds_verdict),
    "shorter": _Way("The same, shorter.", again.say_shorter, lambda _focus: True),
    "deeper": _Way("The same, in detail.", again.say_deeper, _holds_reasons),
    "other-side": _Way("What does the other side say?", again.say_other_side, _holds_other_side),
    "objection": _Way("The speaker disagrees with the answer.", again.say_other_side, _holds_other_side),
    "example": _Way("An example of that?", again.say_examples, lambda focus: bool(focus.answer.models or focus.models)),
    "list-all": _Way("The whole list.", again.say_list, lambda focus: focus.subject.listed is not None),
    "next": _Way("The next one, or one by its place.", again.say_next, _holds_places),
    "outcome": _Way("What became of that forecast?", again.say_forecast, lambda focus: bool(focus.subject.passages)),
}


class LastDesk:
    """Proposes what can be said of the last answer."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        if focus is None:
            return
        if focus.answer.citations:
            number = re.search(r"\[?(\d+)\]?", reading.text)
            chosen = int(number.group(1)) if number else None
            yield self._propose(
                focus,
                "source",
                "What are the sources of that?",
                lambda _confidence, _depth: compose_sources(reading.text, focus.answer, chosen),
            )
        for kind, way in _WAYS.items():
            if way.applies(focus):
                yield self._propose(focus, kind, way.presumes, partial(self._compose, way.say, reading.text, focus))

    @staticmethod
    def _propose(focus: Focus, kind: str, presumes: str, compose: Callable[[float, Depth], Answer]) -> Candidate:
        return Candidate(
            desk="last",
            key=kind,
            topic=f"{LAST}/{kind}",
            label=presumes.rstrip("?."),
            presumes=presumes,
            compose=compose,
            about=focus.subject.models,
            words=frozenset(split_words(presumes)),
            clues=Clues(filled=1),
            subject=focus.subject,
        )

    def _compose(self, say: _Say, text: str, focus: Focus, confidence: float, _depth: Depth) -> Answer:
        return say(self._bank, text, focus, confidence) or compose_abstention(text, (), confidence)
