"""The desk that proposes to say nothing: lines near the subject, off it, or between other people."""

from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.ranking import measure_fit, rank_passages
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.entries import EntryKind, Hit
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.records.lines import SILENCE
from bot.replies.facts import compose_nearest
from bot.replies.plain import compose_abstention, compose_nod, compose_nothing_to_add
from bot.understanding.reading import Reading
from bot.understanding.yielding import ends_a_point, gives_thanks

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
        ends = focus is not None and ends_a_point(reading.text)
        for kind, presumes in _KINDS:
            yield Candidate(
                desk="silence",
                key=kind,
                topic=f"{SILENCE}/{kind}",
                label="",
                presumes=presumes,
                compose=partial(self._compose, reading, focus, ()),
                restate=partial(self._tell_nearest, reading) if kind == "near" and focus is None else None,
                words=reading.words,
                clues=Clues(cosine=reading.found.hits[0].similarity if reading.found.hits else 0.0, fit=float(ends)),
                group=SILENCE,
            )

    def _tell_nearest(self, reading: Reading, confidence: float, depth: Depth) -> Answer:
        """Silence that is not sure, at the beginning, tells the passage that lies nearest; where a claim lies nearer,
        it names what it passes over. Within a conversation nothing is told: of 147 such passages 26 were of use to the
        people who got them, and 63 wrong."""
        nearest = rank_passages(reading.found, measure_fit(self._bank, reading, None))
        first = next((hit for hit in reading.found.hits if hit.kind in _TELLING), None)
        if nearest and first and first.kind == "passage":
            return compose_nearest(self._bank, reading.text, nearest[0], confidence)
        return self._compose(reading, None, self._name_nearest(reading), confidence, depth)

    def _name_nearest(self, reading: Reading) -> tuple[str, ...]:
        """What the bank holds nearest to a line, by names that say it."""
        return tuple(self._name(hit).rstrip(".") for hit in reading.find_hits(*_TELLING)[:_NAMED])

    def _name(self, hit: Hit) -> str:
        return self._bank.claim[hit.ref].statement if hit.kind == "claim" else self._bank.passage[hit.ref].title

    def _compose(
        self, reading: Reading, focus: Focus | None, nearest: tuple[str, ...], confidence: float, _depth: Depth
    ) -> Answer:
        if focus is None:
            return compose_abstention(reading.text, nearest, confidence)
        if ends_a_point(reading.text):
            return compose_nod(reading.text, confidence, thanked=gives_thanks(reading.text))
        return compose_nothing_to_add(reading.text, confidence)
