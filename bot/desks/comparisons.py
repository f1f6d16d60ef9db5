"""The desk of comparisons: two to four models side by side, named here or just before; terms that are contrasted."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.desks.carrying import carry_part_to_named, find_pointed
from bot.desks.lists.criteria import read_measure
from bot.desks.lists.filters import asks_for_dates
from bot.desks.parts import find_parts
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.records.models import ModelRecord
from bot.records.questions import Asked
from bot.replies.cards import compose_short_comparison
from bot.replies.facts import compose_terms
from bot.replies.licenses import compose_licenses
from bot.replies.models import compose_comparison
from bot.retrieval.lexical import split_words
from bot.understanding.pointing import point_by_place
from bot.understanding.reading import Reading

_SIDE_BY_SIDE = re.compile(
    r"\b(vs?\.?|versus|compared?|comparison|diff|differ\w*|differences?|between|than|against|side by side|next to|"
    r"stacks? up|better)\b"
)
_SEVERAL = re.compile(r"\b(or|both|two|three|four|them|those|these|other|which|each)\b|[/,]")
_ABOUT_TERMS = re.compile(r"\b(licen[cs]\w*|terms|conditions|restrict\w*|strict\w*|free(?:r|st)?)\b")
_OF_LICENSES = re.compile(
    r"\bfree(?:r|st)\b|\b(?:more|less) (?:free|strict|permissive|restrictive)\b|\bstrict(?:er|est)\b"
)
_LISTS = re.compile(r"\b(?:which|list|how many|any|all)(?: \w+){0,2} (?:models?|ones)\b")
_OF_ONE_THING = frozenset({"released", "parameters", "active"})
"""Measures by which models are set in order: a card on each says less of it than a list."""

_INSTEAD = re.compile(r"\b(?:instead|rather than|swap\w*|replac\w+|exchang\w+)\b")
"""Words by which one takes the place of another."""

_SAME = frozenset(split_words("same ok okay then and or either both question again what about how"))
"""What says no more than that the same is asked."""

_MOST = 4
_VOCABULARY = frozenset(split_words("versus vs compare comparison difference between side better which open openness"))


class ComparisonsDesk:
    """Proposes what a line sets side by side."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        named = tuple(dict.fromkeys(mention.model for mention in reading.models))[:_MOST]
        exchanged = _exchange(reading, named, focus) if focus else ()
        if exchanged:
            yield self._propose(reading, exchanged, Clues(fit=1.0, filled=1))
        if len(named) > 1:
            asks_one_thing = asks_for_dates(reading.lowered) or read_measure(reading.lowered) in _OF_ONE_THING
            fit = 0.0 if asks_one_thing else _measure_fit(reading.lowered)
            yield self._propose(reading, named, Clues(fit=fit), self._carry(reading, focus))
        elif focus:
            pointed = named or find_pointed(self._bank, reading.lowered, focus)[:1]
            yield from self._propose_filled(reading, pointed, focus)
        terms, licenses = reading.terms[:2], reading.licenses[:2]
        if not named and len(terms) + len(licenses) > 1:
            yield self._propose_terms(reading, terms, licenses)
        if terms and sets_licenses_side_by_side(reading):
            yield self._propose_terms(reading, (), licenses)

    def _propose_filled(self, reading: Reading, named: tuple[str, ...], focus: Focus) -> Iterator[Candidate]:
        """What was spoken of beside the model that is named or pointed at, and all that with one more."""
        goes_on = focus.answer.kind == "comparison"
        fit = max(_measure_fit(reading.lowered), 0.5 * goes_on)
        spoken = focus.group or focus.models
        groups = [tuple(model for model in spoken if model not in named)[:_MOST] + named]
        if named:
            groups += [(model, *named) for model in (*spoken[:1], *focus.models[:1]) if model not in named]
        groups.append(_pair_families(self._bank, focus))
        asks_anew = _ABOUT_TERMS.search(reading.lowered) and not _ABOUT_TERMS.search(focus.text.casefold())
        told = set(focus.answer.models) if goes_on and not asks_anew else set()
        for group in sorted(dict.fromkeys(groups), key=len):
            if 1 < len(group) <= _MOST and set(group) != told:
                yield self._propose(reading, group, Clues(fit=fit, filled=1))

    def _carry(self, reading: Reading, focus: Focus | None) -> Asked | None:
        """What was just asked of another model, where a line says nothing but the names of two: 'llama or qwen?'."""
        records = [self._bank.model[mention.model] for mention in reading.models]
        names = (*(mention.name for mention in reading.models), *(name for one in records for name in _list_names(one)))
        named = {word for name in names for word in split_words(name)}
        return carry_part_to_named(self._bank, focus) if reading.words <= named | _SAME else None

    def _propose(
        self, reading: Reading, models: tuple[str, ...], clues: Clues, carried: Asked | None = None
    ) -> Candidate:
        asked = _find_asked(reading, carried)
        names = [self._bank.model[model].name for model in models]
        return Candidate(
            desk="comparisons",
            key="+".join(sorted(models)),
            topic="compare",
            label=f"{' and '.join(names)} side by side",
            presumes=f"How do {' and '.join(names)} compare?",
            compose=partial(self._compose, reading, models, asked),
            about=models,
            words=_VOCABULARY | frozenset(split_words(" ".join(mention.name for mention in reading.models))),
            clues=clues,
            subject=Subject(models=models, group=models, asked=asked[0] if len(asked) == 1 else None),
        )

    def _compose(
        self, reading: Reading, models: tuple[str, ...], asked: Sequence[Asked], confidence: float, depth: Depth
    ) -> Answer:
        if len(models) == 2 and _ABOUT_TERMS.search(reading.lowered):
            return compose_licenses(self._bank, reading.text, models, confidence)
        if depth == "short":
            return compose_short_comparison(self._bank, reading.text, models, confidence, asked)
        return compose_comparison(self._bank, reading.text, models, confidence)

    def _propose_terms(self, reading: Reading, terms: tuple[str, ...], licenses: tuple[str, ...]) -> Candidate:
        names = [self._bank.definition[term].term for term in terms]
        names += [self._bank.license[one].name for one in licenses]
        return Candidate(
            desk="comparisons",
            key="+".join((*terms, *licenses)),
            topic="define",
            label=f"what {' and '.join(names)} mean",
            presumes=f"How do the terms {' and '.join(names)} differ?",
            compose=partial(self._compose_terms, reading, terms, licenses),
            words=_VOCABULARY | list_words(" ".join(names)),
            clues=Clues(fit=_measure_fit(reading.lowered)),
        )

    def _compose_terms(
        self, reading: Reading, terms: tuple[str, ...], licenses: tuple[str, ...], confidence: float, _depth: Depth
    ) -> Answer:
        answer = compose_terms(self._bank, reading.text, terms, licenses)
        return answer.model_copy(update={"confidence": round(confidence, 3)})


def sets_licenses_side_by_side(reading: Reading) -> bool:
    """Whether a line sets two licences against each other, and asks for no models that carry them."""
    compares = _SIDE_BY_SIDE.search(reading.lowered) or _OF_LICENSES.search(reading.lowered)
    return len(reading.licenses) > 1 and bool(compares) and not reading.models and not _LISTS.search(reading.lowered)


def _list_names(model: ModelRecord) -> tuple[str, ...]:
    return (model.name, *model.aliases)


def _find_asked(reading: Reading, carried: Asked | None) -> list[Asked]:
    """The parts that a line asks for of each, else the one that was asked for before."""
    if asks_for_dates(reading.lowered):
        return ["released"]
    said = find_parts(reading.lowered, (mention.name for mention in reading.models))
    return said or ([carried] if carried else [])


def _exchange(reading: Reading, named: tuple[str, ...], focus: Focus) -> tuple[str, ...]:
    """The models of the last comparison with the one that is named in the place of another: of the one that the line
    names too, else of the last."""
    spoken = focus.group if focus.answer.kind == "comparison" else ()
    if len(spoken) < 2 or not _INSTEAD.search(reading.lowered):
        return ()
    taken = tuple(model for model in named if model in spoken) or (
        point_by_place(reading.lowered, spoken) or spoken[-1],
    )
    new = tuple(model for model in named if model not in spoken)
    return (*(model for model in spoken if model not in taken), *new)[:_MOST] if new else ()


def _pair_families(bank: Bank, focus: Focus) -> tuple[str, ...]:
    """The model spoken of last and the one before it of another family: 'which of the two'."""
    last = focus.models[:1]
    families = {bank.model[model].family for model in last}
    others = [model for model in focus.models if bank.model[model].family not in families]
    return (*others[:1], *last)


def _measure_fit(lowered: str) -> float:
    """1 where the line sets things side by side in so many words, half where it speaks of several."""
    return 1.0 if _SIDE_BY_SIDE.search(lowered) else 0.5 if _SEVERAL.search(lowered) else 0.0
