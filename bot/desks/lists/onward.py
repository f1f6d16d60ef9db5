"""The last list, count or ranking as the next line changes it: with something else asked for, narrowed, in another
order, asked of another maker or country."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.desks.lists.criteria import read_scores
from bot.desks.lists.widening import add_to, list_wider, take_back, wants_back
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.questions import ModelFilter, Ranking
from bot.understanding.operations import ORDINALS

_PARTS = (
    "developers", "countries", "families", "tiers", "levels", "licenses", "license_kinds", "components", "approved",
    "commercial", "restrictions", "sizes", "memory", "scores", "since", "until", "released", "modalities",
    "other_modalities", "other_countries", "other_licenses", "excluded", "without", "columns",
)  # fmt: skip
"""What a line that goes on may ask for in the place of what was asked for before."""

_LEFT_OUT = ("other_modalities", "other_countries", "other_licenses", "excluded", "without")
"""Parts that leave models out: what a further line leaves out is left out too."""

_ORIGINS = ("developers", "families", "countries", "models", "named_like")
"""Parts that say whose models are meant: one kind takes the place of another."""

_RANKS = frozenset({"highest", "lowest"})
_BLANK = ModelFilter()
_ALSO = re.compile(r"\b(?:too|also|as well|plus|on top|both)\b|^\W*and\b(?!.*\binstead\b)")
_SAME = re.compile(r"\b(?:same|likewise|ditto|what about|how about|what of|instead)\b|^\W*(?:and|or)\b")
_BESIDE = (
    r"one|place|placed|best|worst|overall|then|in|line|of|all|the|them|those|these|most|least|open|highest|lowest|biggest|"
    r"largest|smallest|newest|oldest"
)
_PLACE = re.compile(
    r"^\W*(?:(?:and|or|ok|okay|so|but|then|the|who|who'?s|what|what'?s|which|is|was|came|comes|in|about|how)\b[ ,]*)*"
    rf"(?P<place>{'|'.join(ORDINALS)})\b(?: (?:{_BESIDE})\b)*\W*$"
)
"""A place of an order and nothing else: 'and second?', 'whos third overall'."""


class Onward(NamedTuple):
    """A list that is meant after another, and how plainly the line asks for just this one, from 0 to 1."""

    listed: ModelFilter
    fit: float


def set_apart(question: ModelFilter) -> ModelFilter:
    """The same filter with the licences, countries and makers that it leaves out in parts of their own, so that others
    can be wanted beside them."""
    changes: dict[str, object] = {}
    if question.other_license:
        others = (*question.other_licenses, *question.licenses)
        changes |= {"licenses": (), "other_license": False, "other_licenses": others}
    if question.not_by:
        countries = (*question.other_countries, *question.countries)
        changes |= {"countries": (), "other_countries": countries, "not_by": False}
        changes |= {"developers": (), "excluded": (*question.excluded, *question.developers)}
    return question.model_copy(update=changes) if changes else question


def go_on(before: ModelFilter, now: ModelFilter) -> ModelFilter:
    """The last filter with what a line names in the place of what it named before; an order is given up for a list
    where the line wants none."""
    before, now = set_apart(before), set_apart(now)
    said = {name: getattr(now, name) for name in _PARTS if getattr(now, name) != getattr(_BLANK, name)}
    for name in _LEFT_OUT:
        if name in said:
            said[name] = tuple(dict.fromkeys((*getattr(before, name), *said[name])))
    for wanted, left_out in (("countries", "other_countries"), ("licenses", "other_licenses")):
        kept = tuple(one for one in getattr(before, left_out) if one not in getattr(now, wanted))
        if getattr(now, wanted) and kept != getattr(before, left_out):
            said[left_out] = kept
    if now.benchmark:
        said |= {"benchmark": now.benchmark, "measure": "benchmark"}
    return before.model_copy(update=said | _turn(before, now))


def _turn(before: ModelFilter, now: ModelFilter) -> dict[str, object]:
    """What is to be done with the models."""
    if now.operation not in {"count", *_RANKS}:
        ranking: dict[str, object] = {"ranking": now.ranking} if now.ranking.place > 1 else {}
        return {"operation": "list", **ranking} if now.operation in {"list", "value"} else ranking
    is_same = now.operation == before.operation and now.measure in {None, before.measure}
    if is_same and now.ranking == Ranking() and before.ranking.place == 1:
        return {}
    return {"operation": now.operation, "measure": now.measure or before.measure, "ranking": now.ranking}


def list_onward(bank: Bank, lowered: str, now: ModelFilter, before: ModelFilter, focus: Focus) -> Iterator[Onward]:
    """What else a lower-cased line may make of the last list than `go_on`: each only where it says so."""
    same = float(bool(_SAME.search(lowered)))
    told = set_apart(before)
    base = take_back(told, set_apart(now), lowered)
    placed = _place(base or told, lowered)
    if placed or base:
        yield Onward(placed or base or told, 1.0)
    added = add_to(told, set_apart(now), lowered)
    if added:
        yield Onward(added, 1.0)
    yield from (Onward(one, 1.0) for one in (list_wider(bank, before, focus) if wants_back(lowered) else ()))
    exchanged = _exchange(before, now)
    if exchanged:
        yield Onward(exchanged, same)
    yield from (Onward(one, max(same, 0.5)) for one in _keep_order(exchanged or go_on(before, now), before, now))
    yield from (Onward(one, 1.0) for one in _join(before, now, lowered))
    if len(now.models) > 1 and now.model_copy(update={"models": (), "families": ()}).is_empty:
        among = {name: getattr(_BLANK, name) for name in _ORIGINS} | {"models": now.models}
        yield Onward(told.model_copy(update=among), 0.5)
    scores = read_scores(lowered) if before.benchmark and not now.scores else ()
    if scores:
        update = {"scores": scores, "operation": "list", "measure": "benchmark"}
        yield Onward(told.model_copy(update=update), 1.0)


def _exchange(before: ModelFilter, now: ModelFilter) -> ModelFilter | None:
    """The last filter asked of another kind of origin: of a country after a maker, of a maker after a family."""
    held = [name for name in _ORIGINS if getattr(before, name)]
    named = [name for name in _ORIGINS if getattr(now, name)]
    if not named or now.not_by or not set(held) - set(named) or "models" in named:
        return None
    cleared = before.model_copy(update={name: getattr(_BLANK, name) for name in held})
    return _keep_count(go_on(cleared, now), before)


def _keep_count(after: ModelFilter, before: ModelFilter) -> ModelFilter:
    is_count = before.operation == "count" and after.operation == "list"
    return after.model_copy(update={"operation": "count"}) if is_count else after


def _keep_order(after: ModelFilter, before: ModelFilter, now: ModelFilter) -> Iterator[ModelFilter]:
    """The same order of the models now asked for, where the line itself asks for none."""
    changes_nothing = now.is_empty and not now.benchmark
    if before.operation in _RANKS and after.operation == "list" and not changes_nothing:
        measure = {"measure": before.measure} if not now.benchmark else {}
        yield after.model_copy(update={"operation": before.operation, "ranking": before.ranking} | measure)


def _place(before: ModelFilter, lowered: str) -> ModelFilter | None:
    """Another place of the last order, where that is all that a line asks for."""
    found = _PLACE.match(lowered)
    if not found or before.operation not in _RANKS or before.ranking.count > 1:
        return None
    return before.model_copy(update={"ranking": Ranking(place=ORDINALS[found.group("place")])})


def _join(before: ModelFilter, now: ModelFilter, lowered: str) -> Iterator[ModelFilter]:
    """What was asked for and what is asked for now together, where components are named one after the other."""
    named = dict(now.components)
    others = tuple(one for one in before.components if one[0] not in named)
    if others and named and _ALSO.search(lowered):
        yield go_on(before, now.model_copy(update={"components": (*others, *now.components)}))
