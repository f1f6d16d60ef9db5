"""The desk of points: what the card on the claim just spoken of says on what a line goes on to."""

from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import ClaimReading, Depth
from bot.records.lines import LAST
from bot.replies.points import compose_point
from bot.replies.wording import first_sentence
from bot.understanding.reading import Reading

_NEAR = 5

_TOLD_WITH_OTHERS = ("concede.", "answer", "disputes.")
"""Points that speak to what stands before them on a card, and to nobody without it."""


class PointsDesk:
    """Proposes the points of the last claim's card that lie nearest to a line."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        said = focus.claim if focus else None
        if focus is None or said is None:
            return
        points = self._bank.claim[said.claim].list_points()
        near = [(hit.ref.partition("/")[2], hit) for hit in reading.find_points(said.claim)]
        told = [(name, hit) for name, hit in near if not name.startswith(_TOLD_WITH_OTHERS)]
        for place, (name, hit) in enumerate(told[:_NEAR]):
            clues = Clues(hit.similarity, hit.score, place, filled=1)
            yield self._propose(reading, focus, said, name, points[name].text, clues)

    def _propose(
        self, reading: Reading, focus: Focus, said: ClaimReading, name: str, text: str, clues: Clues
    ) -> Candidate:
        is_new = not any(text in told for told in focus.told)
        return Candidate(
            desk="points",
            key=f"{said.claim}/{name}",
            topic=f"{LAST}/point",
            label=first_sentence(text).rstrip("."),
            presumes=f"What of that is on record: {first_sentence(text)}",
            compose=partial(self._compose, reading, said, name),
            words=list_words(text),
            clues=clues._replace(fit=float(is_new)),
            subject=focus.subject if focus.subject.claim else Subject(claim=said),
        )

    def _compose(self, reading: Reading, said: ClaimReading, name: str, confidence: float, _depth: Depth) -> Answer:
        return compose_point(self._bank, reading.text, said, name, confidence)
