"""The desk of documents: what one of the sources says, of those that the last answer cited and of all."""

from collections.abc import Iterable
from functools import lru_cache, partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.desks.context import name_matter_before
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Slug, read_numbers
from bot.records.entries import Hit
from bot.records.focus import Focus, Subject
from bot.records.language import ClaimReading, Depth
from bot.records.sources import Note, Source
from bot.replies.documents import compose_note
from bot.replies.wording import first_sentence
from bot.understanding.names import NameFinder
from bot.understanding.pointing import read_source_number
from bot.understanding.reading import Reading

_NEAR, _CITED = 4, 4
"""Notes that are proposed: of all documents, and of those that the last answer cited. Of 150 questions written for one
note each 0.87 have it among the nearest four."""


class DocumentsDesk:
    """Proposes the notes nearest to a line: who found it, on what, how much, when is told by the document itself."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self._bank = bank
        self._names = names
        self._list_models = lru_cache(sum(len(source.notes) for source in bank.sources) or 1)(self._collect_models)

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        cited = {citation.source: citation.n for citation in focus.answer.citations} if focus else {}
        held = sum(len(self._bank.source[source].notes) for source in cited)
        near, own = reading.find_notes(_NEAR), reading.find_notes(held, cited)
        near_after: list[Hit] = []
        own_after: list[Hit] = []
        if focus:
            matter = name_matter_before(self._bank, focus)
            near_after = reading.find_notes(_NEAR, matter=matter)
            own_after = reading.find_notes(held, cited, matter=matter)
        alone, after = _collect(near, own), _collect(near_after, own_after)
        chosen = (*near, *own[:_CITED], *near_after, *own_after[:_CITED])
        for place, ref in enumerate(dict.fromkeys(hit.ref for hit in chosen)):
            number = cited.get(ref.partition("#")[0])
            clues = Clues(
                cosine=alone.get(ref, 0.0),
                context=after.get(ref, 0.0),
                place=place,
                fit=self._measure_fit(reading, ref, number),
                filled=int(number is not None),
            )
            goes_on = focus is not None and ref in after and not reading.models
            yield self._propose(reading, focus if goes_on else None, ref, clues)

    def _propose(self, reading: Reading, before: Focus | None, ref: str, clues: Clues) -> Candidate:
        """`before` is what the line goes on from to this document."""
        source, note = self._find(ref)
        about = tuple(mention.model for mention in reading.models if mention.model in self._list_models(ref))
        foreign = bool(reading.models and self._list_models(ref)) and not about
        around = before.claim if before else None
        return Candidate(
            desk="documents",
            key=ref,
            topic="fact",
            label=first_sentence(note.text).rstrip("."),
            presumes=f'What does "{source.title}" say? {first_sentence(note.text)}',
            compose=partial(self._compose, reading, source, note, around),
            about=about,
            words=list_words(f"{source.title} {source.publisher} {note.text}"),
            clues=clues._replace(foreign=int(foreign)),
            subject=before.subject if before and clues.filled else Subject(around=around),
        )

    def _find(self, ref: str) -> tuple[Source, Note]:
        source, _, number = ref.partition("#")
        return self._bank.source[source], self._bank.source[source].notes[int(number)]

    def _measure_fit(self, reading: Reading, ref: str, number: int | None) -> float:
        """1 for the document that a line points at by its number, and for notes that hold all figures of a line."""
        called = read_source_number(reading.text)
        if called is not None and number is not None:
            return float(called == number)
        figures = read_numbers(reading.text)
        return float(bool(figures) and figures <= read_numbers(self._find(ref)[1].text))

    def _compose(
        self,
        reading: Reading,
        source: Source,
        note: Note,
        around: ClaimReading | None,
        confidence: float,
        _depth: Depth,
    ) -> Answer:
        """What the document says; of one that was cited for a claim it is still about that claim."""
        answer = compose_note(self._bank, reading.text, source, note, confidence)
        return answer.model_copy(update={"claim": around.claim, "stance": around.stance}) if around else answer

    def _collect_models(self, ref: str) -> frozenset[Slug]:
        source, note = self._find(ref)
        return self._names.list_candidates(f"{source.title}. {note.text}")


def _collect(*found: Iterable[Hit]) -> dict[str, float]:
    """Notes with their cosines, each once, in the order in which they were found."""
    return {hit.ref: hit.similarity for hits in found for hit in hits}
