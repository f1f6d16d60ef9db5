"""Replies on makers: how open their releases are, by the models of theirs that the bank holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import TIERS, Tier
from bot.records.language import Depth
from bot.records.models import ModelRecord
from bot.records.questions import ModelFilter
from bot.replies.countries import list_places
from bot.replies.draft import Draft
from bot.replies.selecting import say_countries, say_filter, select_models
from bot.replies.wording import TIER_WORDS, join_words

_FEWEST = 3
"""Models that a maker needs in the bank to be set in an order with all others: one release says little of a lab."""

_SHOWN = 5
_SHOWN_OF_SOME = 8
_CITED = 3


class _Lab(NamedTuple):
    """A maker, its models, the newest first, and how many stand in each tier."""

    name: str
    models: tuple[ModelRecord, ...]
    tiers: Counter[Tier]

    @property
    def rate(self) -> tuple[float, float]:
        """The share that is fully open, then the share that is not closed."""
        held = len(self.models)
        return self.tiers["fully-open"] / held, 1 - self.tiers["closed"] / held


def compose_labs(
    bank: Bank, query: str, makers: Sequence[str], confidence: float, countries: Sequence[str] = ()
) -> Answer:
    """How open one maker's releases are, which of several is the more open, or, where none is named, of all; of some
    countries the labs with most models on record first."""
    if countries and not makers:
        return compose_labs_by_number(bank, query, confidence, countries)
    known = _gather_labs(bank)
    named = [known[house] for house in dict.fromkeys(find_house(bank, maker) for maker in makers)]
    ranked = sorted(named or _list_larger(known), key=lambda lab: lab.rate, reverse=True)
    shown = ranked if makers else ranked[:_SHOWN]
    draft = Draft(bank, query)
    lines = [_write_lab(draft, lab, cited=place < _CITED) for place, lab in enumerate(shown)]
    headline = _write_headline(ranked, is_named=bool(makers)) if len(shown) > 1 else lines[0]
    draft.add_section("", headline)
    if len(shown) > 1:
        draft.add_section("", "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1)))
    if len(ranked) > len(shown):
        draft.add_section("", f"Least open: {ranked[-1].name}, {_count_tiers(ranked[-1])}.")
    return draft.close("table", headline, confidence, models=tuple(lab.models[0].id for lab in shown))


def compose_labs_by_number(bank: Bank, query: str, confidence: float, countries: Sequence[str] = ()) -> Answer:
    """The labs with most models on record first, of all or of some countries."""
    labs = list(_gather_labs(bank).values())
    if countries:
        labs = [lab for lab in labs if not list_places(lab.models[0]).isdisjoint(countries)]
    labs.sort(key=lambda lab: (-len(lab.models), lab.name))
    draft = Draft(bank, query)
    are = "lab is" if len(labs) == 1 else "labs are"
    headline = f"{len(labs) or 'No'} {are} on record from {say_countries(tuple(countries))}."
    if not countries:
        headline = f"{labs[0].name} has most models on record, {len(labs[0].models)} of {len(bank.models)}."
    draft.add_section("", headline)
    shown = labs[:_SHOWN_OF_SOME]
    lines = [_write_lab(draft, lab, cited=place < _CITED) for place, lab in enumerate(shown)]
    order = "Most models first" if len(labs) > 1 else ""
    more = f"\nand {len(labs) - len(shown)} more." if len(labs) > len(shown) else ""
    draft.add_section(order, "\n".join(f"- {line}" for line in lines) + more)
    return draft.close("table", headline, confidence, models=tuple(lab.models[0].id for lab in shown))


def compose_labs_behind(bank: Bank, query: str, question: ModelFilter, confidence: float, depth: Depth) -> Answer:
    """The makers of at least one model that fits a filter, with how many of theirs do, those with most first."""
    fitting = select_models(bank, question)
    known = _gather_labs(bank)
    houses = {model.id: house for house, lab in known.items() for model in lab.models}
    held = Counter(houses[model.id] for model in fitting)
    have = "have" if len(held) > 1 else "has"
    headline = f"{len(held) or 'None'} of the {len(known)} labs on record {have} models that "
    headline += f"{say_filter(bank, question)}."
    draft = Draft(bank, query)
    draft.add_section("", headline)
    labs = [known[house] for house in sorted(held, key=lambda house: (-held[house], house))]
    shown = labs if depth == "deep" else labs[:_SHOWN_OF_SOME]
    lines = [_write_fitting(draft, lab, fitting, cited=place < _CITED) for place, lab in enumerate(shown)]
    more = f"\nand {len(labs) - len(shown)} more." if len(labs) > len(shown) else ""
    draft.add_section("Most models first" if len(labs) > 1 else "", "\n".join(f"- {line}" for line in lines) + more)
    return draft.close("table", headline, confidence, models=tuple(model.id for model in fitting))


def _write_fitting(draft: Draft, lab: _Lab, fitting: Sequence[ModelRecord], *, cited: bool) -> str:
    """'Ai2: 6 of 13 models', on the record of the newest that fits."""
    held = {model.id for model in lab.models}
    own = [model for model in fitting if model.id in held]
    text = f"{lab.name}: {len(own)} of {len(lab.models)} models"
    weights = own[0].components["weights"]
    return draft.add_point(text, weights.cites[:1], weights.as_of) if cited else text


def _write_headline(ranked: Sequence[_Lab], *, is_named: bool) -> str:
    if not is_named:
        return f"Labs by how open their releases are, the most open first ({_FEWEST} models or more on record):"
    first, *others = ranked
    if first.rate == others[0].rate:
        return f"By their releases {first.name} and {others[0].name} stand level."
    return f"By their releases {first.name} is more open than {join_words([other.name for other in others])}."


def _write_lab(draft: Draft, lab: _Lab, *, cited: bool) -> str:
    """A maker with its tiers, on the record of its newest model."""
    weights = lab.models[0].components["weights"]
    text = f"{lab.name}: {_count_tiers(lab)}"
    return draft.add_point(text, weights.cites[:1], weights.as_of) if cited else text


def _count_tiers(lab: _Lab) -> str:
    """'4 of 9 models fully open, 5 open weights'."""
    first, *others = [(lab.tiers[tier], TIER_WORDS[tier]) for tier in reversed(TIERS) if lab.tiers[tier]]
    return ", ".join([f"{first[0]} of {len(lab.models)} models {first[1]}", *(f"{n} {word}" for n, word in others)])


def find_house(bank: Bank, maker: str) -> str:
    """The firm that a maker's name begins with: Google for Google DeepMind; the maker itself where there is none."""
    return next((other for other in bank.developers if maker.startswith(f"{other} ") and "/" not in maker), maker)


def _gather_labs(bank: Bank) -> dict[str, _Lab]:
    """Every house with its models, in one pass over the bank."""
    houses = {maker: find_house(bank, maker) for maker in bank.developers}
    held: dict[str, list[ModelRecord]] = {house: [] for house in houses.values()}
    for model in bank.models:
        held[houses[model.developer]].append(model)
    return {house: _describe(bank, house, models) for house, models in held.items()}


def _describe(bank: Bank, house: str, models: Sequence[ModelRecord]) -> _Lab:
    newest_first = sorted(models, key=lambda one: one.released, reverse=True)
    return _Lab(house, tuple(newest_first), Counter(bank.placement[model.id].tier for model in models))


def _list_larger(labs: Mapping[str, _Lab]) -> list[_Lab]:
    return [lab for lab in labs.values() if len(lab.models) >= _FEWEST]
