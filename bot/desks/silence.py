"""The desk that proposes to say nothing: lines near the subject, off it, or between other people."""

from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.records.lines import SILENCE
from bot.replies.plain import compose_abstention
from bot.understanding.reading import Reading

_KINDS = (("near", "This is near the subject, but not about how open AI models are."), ("off-topic", "Off topic."))


class SilenceDesk:
    """Silence is a candidate too."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, _focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        for kind, presumes in _KINDS:
            yield Candidate(
                desk="silence",
                key=kind,
                topic=f"{SILENCE}/{kind}",
                label="",
                presumes=presumes,
                compose=partial(self._compose, reading),
                words=reading.words,
                clues=Clues(cosine=reading.hits[0].similarity if reading.hits else 0.0),
            )

    def _compose(self, reading: Reading, confidence: float, _depth: Depth) -> Answer:
        return compose_abstention(reading.text, (), confidence)
