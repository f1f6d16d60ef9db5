"""The desk of models: the card of a model that is named or was just spoken of, or one part of it."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.carrying import (
    PREDICATES_OF_PARTS,
    carry_part,
    carry_part_to_named,
    find_family,
    find_pointed,
    name_matter,
    settle,
)
from bot.desks.parts import find_joined_parts, find_parts, list_said
from bot.desks.scores import propose_scores
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth, ModelMention
from bot.records.questions import Asked
from bot.replies.asking import compose_model_choice
from bot.replies.cards import compose_short_model
from bot.replies.lists import compose_share
from bot.replies.models import compose_model, compose_part
from bot.retrieval.lexical import split_words
from bot.understanding.reading import Reading

_SHARE = re.compile(r"\b(?:active|activated|idle|inactive|dormant)\b")
_PART_WORDS: dict[Asked, str] = {
    "license": "licence",
    "training_data": "training data",
    "training_code": "training code",
    "architecture_docs": "architecture",
    "parameters": "size",
    "released": "release date",
}
"""A part of a card as it is offered, where its name is not the word for it: taken up, it is read as that part."""


class ModelsDesk:
    """Proposes the cards of models, whole and by the part that the line names."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        for place, named in enumerate(reading.models[:3]):
            settled = settle(self._bank, named, focus)
            for mention in dict.fromkeys((settled, named)):
                clues = Clues(place=place, fit=float(reading.is_name), filled=int(mention != named))
                yield from self._propose_cards(reading, mention, clues)
        if focus and reading.models:
            mention = settle(self._bank, reading.models[0], focus)
            yield from self._propose_part(reading, mention, carry_part_to_named(self._bank, focus), Clues())
        elif focus:
            yield from self._propose_filled(reading, focus)

    def _propose_filled(self, reading: Reading, focus: Focus) -> Iterator[Candidate]:
        """The cards of models that the line points at, and of those that were spoken of last."""
        pointed = find_pointed(self._bank, reading.lowered, focus)
        if reading.unknown_models and not pointed:
            return
        others = [model for model in focus.models[:2] if model not in pointed]
        for place, model in enumerate((*pointed, *others)):
            mention = ModelMention(name=self._bank.model[model].name, candidates=(model,))
            is_meant = model in pointed
            clues = Clues(place=place, fit=float(is_meant), filled=1, foreign=int(bool(pointed) and not is_meant))
            yield from self._propose_cards(reading, mention, clues)
            if is_meant or not place:
                yield from self._propose_part(reading, mention, carry_part(self._bank, focus), clues)
        family = find_family(self._bank, focus)
        if family:
            yield from self._propose_cards(reading, family, Clues(filled=1, foreign=int(bool(pointed))))

    def _propose_part(
        self, reading: Reading, mention: ModelMention, asked: Asked | None, clues: Clues
    ) -> Iterator[Candidate]:
        """What was just asked of another model, unless the line itself says what it asks."""
        if asked and not find_parts(reading.lowered, (mention.name,)):
            yield self._propose_card(reading, mention, asked, clues._replace(filled=clues.filled + 1))

    def _propose_cards(self, reading: Reading, mention: ModelMention, clues: Clues) -> Iterator[Candidate]:
        yield self._propose_card(reading, mention, None, clues)
        for asked in find_parts(reading.lowered, (mention.name,)):
            yield self._propose_card(reading, mention, asked, clues._replace(fit=max(clues.fit, 0.5)))
        if not mention.is_ambiguous:
            yield from propose_scores(self._bank, reading, mention, clues)

    def _propose_card(self, reading: Reading, mention: ModelMention, asked: Asked | None, clues: Clues) -> Candidate:
        return Candidate(
            desk="models",
            key=f"{mention.family or mention.model}/{asked or ''}",
            topic="model",
            label=f"{self._bank.model[mention.model].name}{f', {_PART_WORDS.get(asked, asked)}' if asked else ''}",
            presumes=f"What is there to know of {mention.name}{f': {asked}' if asked else ''}?",
            compose=partial(self._compose, reading, mention, asked),
            about=mention.candidates,
            words=frozenset(split_words(f"{mention.name} {self._say_part(reading, asked)}")),
            clues=clues,
            subject=Subject(models=mention.candidates[:1], asked=asked),
            group=mention.family or mention.model,
            matter=name_matter(PREDICATES_OF_PARTS.get(asked or ""), (self._bank.model[mention.model].family,)),
        )

    @staticmethod
    def _say_part(reading: Reading, asked: Asked | None) -> str:
        """The words for a part of a card, those by which the line asks for it among them."""
        said = list_said(reading.lowered).get(asked, ()) if asked else ()
        return " ".join(((asked or "").replace("_", " "), *said))

    def _compose(
        self, reading: Reading, mention: ModelMention, asked: Asked | None, confidence: float, depth: Depth
    ) -> Answer:
        if mention.is_ambiguous:
            return compose_model_choice(self._bank, reading.text, mention.name, mention.candidates)
        share = _SHARE.search(reading.lowered) and compose_share(self._bank, reading.text, mention.model, confidence)
        if share:
            return share
        if depth == "short":
            if asked is None:
                return compose_short_model(self._bank, reading.text, mention, confidence)
            also = [part for part in find_joined_parts(reading.lowered, (mention.name,)) if part != asked]
            return compose_part(self._bank, reading.text, mention, confidence, asked, also)
        return compose_model(self._bank, reading.text, mention, confidence, asked)
