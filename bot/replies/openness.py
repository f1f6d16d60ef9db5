"""Which of two models, or of two groups of them, is the more open: by level, then by parts; each side by its best."""

from collections.abc import Sequence

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.models import COMPONENTS, ModelRecord
from bot.replies.grounds import Ground, Truth
from bot.replies.wording import COMPONENT_WORDS, join_words

_LEVELS = ("closed", "weights-available", "open-weights", "open-source", "open-data")
_SHARES = {"yes": 1.0, "partial": 0.5, "no": 0.0, "unknown": 0.0}


def rate_openness(bank: Bank, model_id: Slug) -> tuple[int, float]:
    """How open a model is, for setting models in order: its level, then its parts (1 for public, half for in part)."""
    parts = sum(_SHARES[part.value] for part in bank.model[model_id].components.values())
    return _LEVELS.index(bank.placement[model_id].level), parts


def find_most_open(bank: Bank, models: Sequence[Slug]) -> Slug:
    """The most open of some models, the first named of equals."""
    return max(models, key=lambda model: rate_openness(bank, model))


def compare_openness(bank: Bank, first: Sequence[Slug], second: Sequence[Slug]) -> Ground:
    """Whether models are more open than others: yes where each of them is, no where their best is not, else in part.
    The best of each side are the reason."""
    one, other = find_most_open(bank, first), find_most_open(bank, second)
    left, right = bank.placement[one], bank.placement[other]
    truth = "disputed" if left.contested or right.contested else _weigh(bank, first, second)
    if left.level == right.level:
        reason = _tell_apart(bank.model[one], bank.model[other])
    else:
        reason = f"{bank.model[one].name}: {left.level_reason} {bank.model[other].name}: {right.level_reason}"
    weights = bank.model[one].components["weights"]
    return Ground(one, truth, reason, weights.cites[:1], weights.as_of)


def _tell_apart(one: ModelRecord, other: ModelRecord) -> str:
    """By which parts models of one level differ."""
    more, less = _list_more_public(one, other), _list_more_public(other, one)
    if not more and not less:
        return "They stand on one level, and the same parts of both are public."
    told = [
        f"more of {first.name} is public: {join_words(parts)}" for first, parts in ((one, more), (other, less)) if parts
    ]
    return f"They stand on one level; {', '.join(told)}."


def _list_more_public(one: ModelRecord, other: ModelRecord) -> list[str]:
    return [
        COMPONENT_WORDS[name]
        for name in COMPONENTS
        if _SHARES[one.components[name].value] > _SHARES[other.components[name].value]
    ]


def _weigh(bank: Bank, first: Sequence[Slug], second: Sequence[Slug]) -> Truth:
    here, there = ([rate_openness(bank, model) for model in models] for models in (first, second))
    if min(here) > max(there):
        return "yes"
    return "partly" if max(here) > min(there) and len(here) + len(there) > 2 else "no"
