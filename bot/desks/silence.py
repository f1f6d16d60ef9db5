"""The desk that proposes to say nothing: lines near the subject, off it, or between other people."""

from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.context import find_after
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.entries import EntryKind, Hit
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.records.lines import SILENCE
from bot.replies.plain import compose_abstention
from bot.understanding.reading import Reading

_KINDS = (("near", "This is near the subject, but not about how open AI models are."), ("off-topic", "Off topic."))
_TELLING: tuple[EntryKind, ...] = ("claim", "passage")
_NAMED = 2
"""Of what lies near, how much is named to whoever was near the subject."""


class SilenceDesk:
    """Silence is a candidate too."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        for kind, presumes in _KINDS:
            yield Candidate(
                desk="silence",
                key=kind,
                topic=f"{SILENCE}/{kind}",
                label="",
                presumes=presumes,
                compose=partial(self._compose, reading, ()),
                restate=partial(self._restate, reading, focus) if kind == "near" else None,
                words=reading.words,
                clues=Clues(cosine=reading.hits[0].similarity if reading.hits else 0.0),
            )

    def _name_nearest(self, reading: Reading, focus: Focus | None) -> tuple[str, ...]:
        """What the bank holds nearest to a line, after what was spoken of, by names that say it."""
        hits = find_after(self._bank, reading, focus, *_TELLING) if focus else reading.find_hits(*_TELLING)
        return tuple(self._name(hit).rstrip(".") for hit in hits[:_NAMED])

    def _name(self, hit: Hit) -> str:
        return self._bank.claim[hit.ref].statement if hit.kind == "claim" else self._bank.passage[hit.ref].title

    def _compose(self, reading: Reading, nearest: tuple[str, ...], confidence: float, _depth: Depth) -> Answer:
        return compose_abstention(reading.text, nearest, confidence)

    def _restate(self, reading: Reading, focus: Focus | None, confidence: float, depth: Depth) -> Answer:
        """Silence that is not sure names what it passes over."""
        return self._compose(reading, self._name_nearest(reading, focus), confidence, depth)
