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
from bot.understanding.heads import Opinion
from bot.understanding.reading import Reading

_NEAR, _NEAR_JOINED = 4, 2
_VOCABULARY = "you your u ur bot glassbox are do who why how thanks hi hello"


class SelfDesk:
    """Proposes what the heads hold likeliest of what the bot can say of itself, to a line and to it after the one
    before: 'and who pays for that?'"""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        near = self._find_likely(reading.opinion)[:_NEAR]
        joined = self._find_likely(reading.join(focus.text).opinion)[:_NEAR_JOINED] if focus else []
        for place, topic in enumerate(dict.fromkeys((*near, *joined))):
            record = self._bank.self_answer[topic]
            yield Candidate(
                desk="itself",
                key=topic,
                topic=f"{BOT}/{topic}",
                label="" if record.kind == "smalltalk" else record.presumes.rstrip("?."),
                presumes=record.presumes,
                compose=partial(self._compose, reading, topic),
                words=list_words(f"{record.presumes} {_VOCABULARY}"),
                clues=Clues(place=place, filled=int(topic not in near)),
            )

    def _find_likely(self, opinion: Opinion) -> list[str]:
        likely = opinion.by_vector
        return sorted(self._bank.self_answer, key=lambda topic: -likely.get(f"{BOT}/{topic}", 0.0))

    def _compose(self, reading: Reading, topic: str, confidence: float, _depth: Depth) -> Answer:
        return compose_self(self._bank, reading.text, topic, confidence)
