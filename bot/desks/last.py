"""The desk of the last answer: what a line that points back may want of it."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.records.lines import LAST
from bot.replies import again
from bot.replies.sources import compose_sources
from bot.retrieval.lexical import split_words
from bot.understanding.reading import Reading

_Say = Callable[[Bank, str, Focus, float], Answer | None]

_WAYS: dict[str, tuple[str, _Say]] = {
    "reason": ("Why is that so?", again.say_reasons),
    "confidence": ("How sure is that?", again.say_confidence),
    "change-mind": ("What would change that?", again.say_confidence),
    "numbers": ("What are the figures behind that?", again.say_numbers),
    "yes-no": ("Is that a yes or a no?", again.say_yes_or_no),
    "who-is-right": ("Who is right then?", again.say_yes_or_no),
    "shorter": ("The same, shorter.", again.say_shorter),
    "deeper": ("The same, in detail.", again.say_deeper),
    "other-side": ("What does the other side say?", again.say_other_side),
    "objection": ("The speaker disagrees with the answer.", again.say_other_side),
    "example": ("An example of that?", again.say_examples),
    "list-all": ("The whole list.", again.say_list),
    "next": ("The next one, or one by its place.", again.say_next),
    "outcome": ("What became of that forecast?", again.say_forecast),
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
        for kind, (presumes, say) in _WAYS.items():
            if say(self._bank, reading.text, focus, 1.0):
                yield self._propose(focus, kind, presumes, partial(self._compose, say, reading.text, focus))

    @staticmethod
    def _propose(focus: Focus, kind: str, presumes: str, compose: Callable[[float, Depth], Answer]) -> Candidate:
        return Candidate(
            desk="last",
            key=kind,
            topic=f"{LAST}/{kind}",
            presumes=presumes,
            compose=compose,
            about=focus.subject.models,
            words=frozenset(split_words(presumes)),
            clues=Clues(filled=1),
            subject=focus.subject,
        )

    def _compose(self, say: _Say, text: str, focus: Focus, confidence: float, _depth: Depth) -> Answer:
        answer = say(self._bank, text, focus, confidence)
        if answer is None:  # it was asked before it was proposed, with the same values
            raise ValueError(text)
        return answer
