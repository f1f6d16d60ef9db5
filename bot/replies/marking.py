"""On whose word a model is told: that of whoever says where its weights are, or of whoever gives its figure."""

from bot.records.bank import Bank
from bot.records.models import ModelRecord
from bot.records.questions import ModelFilter
from bot.replies.draft import Draft
from bot.replies.measures import find_score


def mark_model(draft: Draft, model: ModelRecord, text: str) -> str:
    """What is said of a model, on the word of whoever says where its weights are."""
    weights = model.components["weights"]
    return draft.mark(text, weights.cites[:1], weights.as_of)


def mark_measured(draft: Draft, model: ModelRecord, text: str, question: ModelFilter) -> str:
    """The same with a measure of the model in it: a score on the word of its own source, with its date."""
    score = find_score(model, question.benchmark) if question.measure == "benchmark" else None
    return draft.mark_dated(text, score.cites, score.as_of) if score else mark_model(draft, model, text)


def add_points(draft: Draft, bank: Bank, models: list[ModelRecord]) -> None:
    """Put down where each of some models stands, and why."""
    for model in models:
        part = model.components["weights"]
        draft.add_point(f"{model.name}: {bank.placement[model.id].tier_reason}", part.cites[:1], part.as_of)
