"""The desk about the bot itself: who runs it, what it is, reads, stores, knows and does not know; and small talk."""

from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.records.lines import BOT
from bot.replies.people import compose_self
from bot.understanding.reading import Reading

_NEAR = 4
_VOCABULARY = "you your u ur bot glassbox are do who why how thanks hi hello"


class SelfDesk:
    """Proposes what the heads hold likeliest of what the bot can say of itself."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, _focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        opinion = reading.opinion.by_vector
        topics = sorted(self._bank.self_answer, key=lambda topic: -opinion.get(f"{BOT}/{topic}", 0.0))
        for place, topic in enumerate(topics[:_NEAR]):
            record = self._bank.self_answer[topic]
            yield Candidate(
                desk="itself",
                key=topic,
                topic=f"{BOT}/{topic}",
                label=record.presumes.rstrip("?."),
                presumes=record.presumes,
                compose=partial(self._compose, reading, topic),
                words=list_words(f"{record.presumes} {_VOCABULARY}"),
                clues=Clues(place=place),
            )

    def _compose(self, reading: Reading, topic: str, confidence: float, _depth: Depth) -> Answer:
        return compose_self(self._bank, reading.text, topic, confidence)
