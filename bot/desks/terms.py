"""The desk of terms and licences: what a word means, what a licence allows."""

from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.entries import Hit
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.replies.facts import compose_definition, compose_license
from bot.understanding.reading import Reading

_NEAR = 3


class TermsDesk:
    """Proposes the terms and licences that a line names or that lie near it."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, _focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        near = {hit.ref: hit for hit in reading.find_hits("definition")}
        for place, term in enumerate(dict.fromkeys((*reading.terms[:_NEAR], *list(near)[:_NEAR]))):
            yield self._propose_term(reading, term, _measure(near.get(term), place, named=term in reading.terms))
        known = {hit.ref: hit for hit in reading.find_hits("license")}
        for place, name in enumerate(dict.fromkeys((*reading.licenses[:_NEAR], *list(known)[:1]))):
            yield self._propose_license(reading, name, _measure(known.get(name), place, named=name in reading.licenses))

    def _propose_term(self, reading: Reading, term: str, clues: Clues) -> Candidate:
        record = self._bank.definition[term]
        return Candidate(
            desk="terms",
            key=term,
            topic="define",
            label=f"the meaning of {record.term}",
            presumes=f"What does {record.term} mean?",
            compose=partial(self._compose_term, reading, term),
            words=list_words(" ".join((record.term, *record.aliases, "meaning mean define explain term"))),
            clues=clues,
        )

    def _compose_term(self, reading: Reading, term: str, confidence: float, _depth: Depth) -> Answer:
        return compose_definition(self._bank, reading.text, term, confidence)

    def _propose_license(self, reading: Reading, name: str, clues: Clues) -> Candidate:
        record = self._bank.license[name]
        return Candidate(
            desk="licenses",
            key=name,
            topic="define",
            label=f"the licence {record.name}",
            presumes=f"What does the licence {record.name} allow?",
            compose=partial(self._compose_license, reading, name),
            words=list_words(" ".join((record.name, *record.aliases, "licence license terms allow mean"))),
            clues=clues,
            subject=Subject(licenses=(name,)),
        )

    def _compose_license(self, reading: Reading, name: str, confidence: float, _depth: Depth) -> Answer:
        return compose_license(self._bank, reading.text, name, confidence)


def _measure(hit: Hit | None, place: int, *, named: bool) -> Clues:
    similarity, score = (hit.similarity, hit.score) if hit else (0.0, 0.0)
    return Clues(similarity, score, place, float(named))
