"""The desk of models: the card of a model that is named or was just spoken of, or one part of it; and names that the
bank does not hold."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth, ModelMention
from bot.records.questions import Asked
from bot.replies.cards import compose_short_model
from bot.replies.lists import compose_share
from bot.replies.models import compose_model
from bot.replies.plain import compose_model_choice, compose_unknown_model
from bot.retrieval.lexical import split_words
from bot.understanding.names import NameFinder
from bot.understanding.reading import Reading

_PARTS: tuple[tuple[Asked, str], ...] = (
    ("license", r"licen[cs]e[ds]?|terms|restrict\w*|commercial\w*|paid product|sell"),
    ("training_data", r"training data|data|corpus|dataset"),
    ("training_code", r"training code|code|recipe"),
    ("weights", r"weights|download"),
    ("checkpoints", r"checkpoints?"),
    ("architecture_docs", r"architecture"),
    ("paper", r"papers?|report"),
    ("parameters", r"big|size|sizes|large|param\w*|small"),
    ("released", r"when|date|old|year|released"),
    ("developer", r"who (?:made|makes|built|trained)|maker|made by|developer|lab|company|behind"),
    ("country", r"country|where (?:is|are|does|from)|come from|nationality"),
)
_SHARE = re.compile(r"\b(?:active|activated|idle|inactive|dormant)\b")
_INVENTED = re.compile(
    r"\b[A-Za-z][A-Za-z]+(?:[- ]\d+(?:\.\d+)?(?:x\d+)?[bB]\b|-?\d+(?:\.\d+)?[bB]\b|[- ][\dvV][\d.]*\b)"
)
"""A word with a size or a version behind it: what the name of a model looks like."""


class ModelsDesk:
    """Proposes the cards of models, whole and by the part that the line names."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self._bank = bank
        self._names = names

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        for place, mention in enumerate(reading.models[:3]):
            yield from self._propose_cards(reading, mention, Clues(place=place, fit=float(reading.is_name)))
        if focus and not reading.models and not self._find_unknown(reading):
            for place, model in enumerate(focus.models[:2]):
                mention = ModelMention(name=self._bank.model[model].name, candidates=(model,))
                yield from self._propose_cards(reading, mention, Clues(place=place, filled=1))
        yield from self._propose_unknown(reading)

    def _propose_cards(self, reading: Reading, mention: ModelMention, clues: Clues) -> Iterator[Candidate]:
        for asked in (None, *self._find_parts(reading)):
            yield Candidate(
                desk="models",
                key=f"{mention.family or mention.model}/{asked or ''}",
                topic="model",
                label=self._bank.model[mention.model].name,
                presumes=f"What is there to know of {mention.name}{f': {asked}' if asked else ''}?",
                compose=partial(self._compose, reading, mention, asked),
                about=mention.candidates,
                words=frozenset(split_words(f"{mention.name} {(asked or '').replace('_', ' ')}")),
                clues=clues._replace(fit=clues.fit or float(asked is not None) / 2),
                subject=Subject(models=mention.candidates[:1], asked=asked),
            )

    @staticmethod
    def _find_parts(reading: Reading) -> list[Asked]:
        return [part for part, pattern in _PARTS if re.search(rf"\b(?:{pattern})\b", reading.lowered)][:3]

    def _compose(
        self, reading: Reading, mention: ModelMention, asked: Asked | None, confidence: float, depth: Depth
    ) -> Answer:
        if mention.is_ambiguous:
            return compose_model_choice(self._bank, reading.text, mention.name, mention.candidates)
        share = _SHARE.search(reading.lowered) and compose_share(self._bank, reading.text, mention.model, confidence)
        if share:
            return share
        if asked is None and depth == "short":
            return compose_short_model(self._bank, reading.text, mention, confidence)
        return compose_model(self._bank, reading.text, mention, confidence, asked)

    def _propose_unknown(self, reading: Reading) -> Iterator[Candidate]:
        """Names of the right shape that no record has, as far as the line names nothing that is known."""
        for name in self._find_unknown(reading):
            yield Candidate(
                desk="models",
                key=f"unknown/{name}",
                topic="model",
                label=next(iter(self._names.suggest(name)), "models by other names"),
                presumes=f"What is there to know of {name}, which the bank does not hold?",
                compose=partial(self._refuse, reading, name),
                words=frozenset(split_words(name)),
                clues=Clues(place=1, fit=float(name in reading.unknown_models), foreign=1),
            )

    @staticmethod
    def _find_unknown(reading: Reading) -> tuple[str, ...]:
        invented = None if reading.models else _INVENTED.search(reading.text)
        return (*reading.unknown_models, *([invented.group()] if invented else ()))

    def _refuse(self, reading: Reading, name: str, _confidence: float, _depth: Depth) -> Answer:
        return compose_unknown_model(reading.text, name, self._names.suggest(name))
