"""The desk of passages: what lies near a line, by its texts and by what people asked who meant it."""

from collections.abc import Iterable
from functools import lru_cache, partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.context import find_after, keep_kind
from bot.desks.ranking import measure_fit, rank_passages
from bot.desks.sisters import Sisters
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.focus import Focus, Subject
from bot.records.language import ClaimReading, Depth
from bot.records.passages import Passage
from bot.replies.facts import compose_passages
from bot.retrieval.lexical import split_words
from bot.understanding.documents import name_document
from bot.understanding.names import NameFinder
from bot.understanding.reading import Reading

_NEAR = 8
_NEAR_AFTER = 6


class PassagesDesk:
    """Proposes the nearest passages, those of a document or licence that is spoken of first; then those that are near
    only after what was spoken of before, or tell of another what was told of one."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self._bank = bank
        self._names = names
        self._sisters = Sisters(bank)
        self._list_words = lru_cache(len(bank.passages) or 1)(self._collect_words)
        self._list_models = lru_cache(len(bank.passages) or 1)(self._collect_models)
        self._list_titled = lru_cache(len(bank.passages) or 1)(self._collect_titled)

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        found, after = reading.found, find_after(self._bank, reading, focus)
        fits = measure_fit(self._bank, reading, focus)
        ranked = rank_passages(found, fits)
        own = (sorted(ranked, key=fits, reverse=True) if name_document(reading.text) else ranked)[:_NEAR]
        carried = [ref for ref in rank_passages(after, fits)[:_NEAR_AFTER] if ref not in own]
        sisters = self._sisters.find(focus, reading.lowered, partial(self._is_titled, reading))
        carried += [ref for ref in sisters if ref not in (*own, *carried)]
        near = {hit.ref: hit for hit in keep_kind(found.hits, "passage")}
        near_after = {hit.ref: hit for hit in keep_kind(after.hits, "passage")}
        for place, ref in enumerate((*own, *carried)):
            hit, hit_after = near.get(ref), near_after.get(ref)
            clues = Clues(
                cosine=hit.similarity if hit else 0.0,
                score=hit.score if hit else 0.0,
                place=0 if ref in sisters[:1] else place,
                fit=1.0 if ref in sisters else fits(ref),
                filled=int(ref in carried),
                context=hit_after.similarity if hit_after else 0.0,
                recalled=found.chances.get(ref, 0.0),
                recalled_after=after.chances.get(ref, 0.0),
            )
            goes_on = hit_after is not None and not reading.models
            yield self._propose(reading, ref, clues, focus, focus.claim if focus and goes_on else None)

    def _propose(
        self, reading: Reading, ref: str, clues: Clues, focus: Focus | None, around: ClaimReading | None
    ) -> Candidate:
        """`around` is the claim from which the line goes on to this passage."""
        passage = self._bank.passage[ref]
        about = self._find_shared(reading, passage)
        spoken = focus.models if focus and not reading.models else ()
        shown = about or tuple(model for model in spoken if model in self._list_titled(passage.id))
        foreign = bool(reading.models and self._list_models(passage.id)) and not about
        return Candidate(
            desk="passages",
            key=passage.id,
            topic="fact",
            label=passage.title.rstrip("?"),
            presumes=f"What is on record: {passage.title.rstrip('?')}?",
            compose=partial(self._compose, reading, passage.id, around, shown, False),
            restate=partial(self._compose, reading, passage.id, around, shown, True),
            about=about,
            words=self._list_words(passage.id),
            clues=clues._replace(foreign=int(foreign)),
            subject=Subject(
                models=self._choose_subjects(reading, passage, shown),
                passages=(passage.id,),
                licenses=passage.licenses,
                around=around,
            ),
        )

    def _choose_subjects(self, reading: Reading, passage: Passage, told: tuple[Slug, ...]) -> tuple[Slug, ...]:
        """What is spoken of from here on: the models of the passage before others that the line names."""
        named = tuple(mention.model for mention in reading.models)
        return tuple(dict.fromkeys((*told, *(named or self._list_titled(passage.id)))))

    def _compose(
        self,
        reading: Reading,
        passage: str,
        around: ClaimReading | None,
        shown: tuple[Slug, ...],
        restated: bool,
        confidence: float,
        _depth: Depth,
    ) -> Answer:
        answer = compose_passages(self._bank, reading.text, (passage,), confidence, restated=restated)
        kept: dict[str, object] = {"models": shown}
        return answer.model_copy(update=kept | ({"claim": around.claim, "stance": "asks"} if around else {}))

    def _find_shared(self, reading: Reading, passage: Passage) -> tuple[Slug, ...]:
        """The models named in a line that a passage names as well, or whose licence it is about."""
        if not reading.models:
            return ()  # what a passage names is looked up but once, and that is a third of an answer's time
        told = self._list_models(passage.id)
        return tuple(
            mention.model
            for mention in reading.models
            if not told.isdisjoint(mention.candidates)
            or any(self._bank.model[one].license.id in passage.licenses for one in mention.candidates)
        )

    def _is_titled(self, reading: Reading, passage: str) -> bool:
        """Whether a passage's title is about a model that the line names."""
        named = {one for mention in reading.models for one in mention.candidates}
        return bool(named) and not named.isdisjoint(self._list_titled(passage))

    def _collect_models(self, passage: str) -> frozenset[Slug]:
        record = self._bank.passage[passage]
        return self._names.list_candidates(f"{record.title}. {record.text}")

    def _collect_titled(self, passage: str) -> tuple[Slug, ...]:
        """The models that a title is about: 'and V3?' after the licences of DeepSeek means DeepSeek's."""
        return tuple(mention.model for mention in self._names.find_models(self._bank.passage[passage].title).models)

    def _collect_words(self, passage: str) -> frozenset[str]:
        record = self._bank.passage[passage]
        return frozenset(word for text in (record.title, record.text, *record.asks) for word in split_words(text))
