"""Which of two models, or of two groups of them, is the more open: by level, then by parts; each side by its best."""

from collections.abc import Sequence

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.replies.grounds import Ground, Truth

_LEVELS = ("closed", "weights-available", "open-weights", "open-source", "open-data")


def rate_openness(bank: Bank, model_id: Slug) -> tuple[int, float]:
    """How open a model is, for setting models in order: its level, then its parts (1 for public, half for in part)."""
    model = bank.model[model_id]
    weight = {"yes": 1.0, "partial": 0.5, "no": 0.0, "unknown": 0.0}
    parts = sum(weight[part.value] for part in model.components.values())
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
    reason = f"{bank.model[one].name}: {left.level_reason} {bank.model[other].name}: {right.level_reason}"
    weights = bank.model[one].components["weights"]
    return Ground(one, truth, reason, weights.cites[:1], weights.as_of)


def _weigh(bank: Bank, first: Sequence[Slug], second: Sequence[Slug]) -> Truth:
    here, there = ([rate_openness(bank, model) for model in models] for models in (first, second))
    if min(here) > max(there):
        return "yes"
    return "partly" if max(here) > min(there) and len(here) + len(there) > 2 else "no"
