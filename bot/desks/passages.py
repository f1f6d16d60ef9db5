"""The desk of passages: what retrieval finds near a line, each by the question that it was written to answer."""

from collections.abc import Iterable
from functools import lru_cache, partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.context import measure_after
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.replies.facts import compose_passages
from bot.retrieval.lexical import split_words
from bot.understanding.documents import name_document
from bot.understanding.reading import Reading

_NEAR = 8
_NEAR_AFTER = 6


class PassagesDesk:
    """Proposes the nearest passages, those of a document that the line names before others; then those that are near
    only after what was spoken of before."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._list_words = lru_cache(len(bank.passages) or 1)(self._collect_words)

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        hits = {hit.ref: hit for hit in reading.find_hits("passage")}
        named = name_document(reading.text)
        after = measure_after(self._bank, reading, focus, "passage")
        near = dict.fromkeys([*(ref for ref in hits if named and self._rests_on(ref, named)), *hits])
        own = list(near)[:_NEAR]
        carried = [ref for ref in list(after)[:_NEAR_AFTER] if ref not in own]
        for place, ref in enumerate((*own, *carried)):
            hit = hits.get(ref)
            clues = Clues(
                cosine=hit.similarity if hit else 0.0,
                score=hit.score if hit else 0.0,
                place=place,
                fit=self._measure_fit(ref, named),
                filled=int(ref in carried),
                context=after.get(ref, 0.0),
            )
            yield self._propose(reading, ref, clues)

    def _propose(self, reading: Reading, ref: str, clues: Clues) -> Candidate:
        passage = self._bank.passage[ref]
        return Candidate(
            desk="passages",
            key=passage.id,
            topic="fact",
            label=passage.title,
            presumes=f"What is on record: {passage.title}?",
            compose=partial(self._compose, reading, passage.id),
            words=self._list_words(passage.id),
            clues=clues,
            subject=Subject(models=tuple(mention.model for mention in reading.models), passages=(passage.id,)),
        )

    def _measure_fit(self, passage: str, document: str | None) -> float:
        """1 where the passage rests on the document that the line names, 0 where on another, else between."""
        return 0.5 if document is None else float(self._rests_on(passage, document))

    def _rests_on(self, passage: str, document: str) -> bool:
        return any(cite.source == document for cite in self._bank.passage[passage].cites)

    def _compose(self, reading: Reading, passage: str, confidence: float, _depth: Depth) -> Answer:
        return compose_passages(self._bank, reading.text, (passage,), confidence)

    def _collect_words(self, passage: str) -> frozenset[str]:
        record = self._bank.passage[passage]
        return frozenset(word for text in (record.title, record.text, *record.asks) for word in split_words(text))
