"""Answers on the whole of the records: how much the bank holds, and the spectrum of all its models."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import TIERS
from bot.records.questions import ModelFilter
from bot.replies.draft import Draft
from bot.replies.marking import mark_model
from bot.replies.selecting import say_filter, select_models
from bot.replies.spectrum import build_rows, spread_models, write_row
from bot.replies.wording import TIER_WORDS


def compose_holdings(bank: Bank, query: str) -> Answer:
    """How much of each kind the bank holds."""
    headline = (
        f"I hold {len(bank.models)} models, {len(bank.licenses)} licences, {len(bank.claims)} claims, "
        f"{len(bank.definitions)} terms and {len(bank.sources)} sources."
    )
    draft = Draft(bank, query)
    draft.add_section("", headline)
    return draft.close("table", headline, 0.9)


def compose_spectrum(bank: Bank, query: str, question: ModelFilter) -> Answer:
    """The spectrum: the rows of the models that a filter leaves, or all models by name under their tiers."""
    models = select_models(bank, question)
    draft = Draft(bank, query)
    if question.is_empty:
        headline = f"The {len(models)} models on record by tier; filter for their rows."
        draft.add_section("", headline)
        for tier in reversed(TIERS):
            names = [model.name for model in models if bank.placement[model.id].tier == tier]
            draft.add_section(f"{TIER_WORDS[tier].capitalize()} ({len(names)})", "; ".join(names))
    else:
        headline = f"{len(models) or 'None'} of the {len(bank.models)} models on record {say_filter(bank, question)}."
        draft.add_section("", headline)
        rows = build_rows(bank, [model.id for model in models], len(models))
        draft.add_section("", "\n".join(mark_model(draft, bank.model[row.model], write_row(row)) for row in rows))
    shown = spread_models(bank, models) if question.is_empty else models
    draft.show_spectrum(build_rows(bank, [model.id for model in shown], limit=len(models)))
    return draft.close("table", headline, 1.0, models=tuple(model.id for model in models))
