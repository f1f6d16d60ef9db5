"""Which of two models' licences binds more."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.models import License, ModelRecord
from bot.replies.draft import Draft
from bot.replies.spectrum import build_rows, write_row

_STRICTNESS = (
    "permissive",
    "copyleft",
    "use-restricted",
    "custom-commercial",
    "non-commercial",
    "research-only",
    "unknown",
    "proprietary",
)
"""Kinds of licence, the freest first."""


def say_stricter(bank: Bank, draft: Draft, models: list[ModelRecord]) -> str:
    """Whose licence is the stricter by its kind and its restrictions, both licences named and cited."""
    records = [bank.license[model.license.id] for model in models]
    first, second = (_weigh(record) for record in records)
    told = "; ".join(_describe(bank, draft, model) for model in models)
    if first == second:
        return f"neither is the stricter. {told}."
    ahead = models[0] if first > second else models[1]
    return f"the licence of {ahead.name} is the stricter, the other the freer. {told}."


def compose_licenses(bank: Bank, query: str, model_ids: tuple[str, ...], confidence: float) -> Answer:
    """Two models' licences against each other, with the terms of each."""
    models = [bank.model[model_id] for model_id in model_ids]
    draft = Draft(bank, query)
    told = say_stricter(bank, draft, models)
    headline = told[:1].upper() + told[1:]
    draft.add_section("", headline)
    for license_id in dict.fromkeys(model.license.id for model in models):
        record = bank.license[license_id]
        draft.add_section(record.name, draft.add_point(record.terms, record.cites, record.as_of))
    rows = build_rows(bank, model_ids)
    draft.add_section("Spectrum", "\n".join(write_row(row) for row in rows))
    draft.show_spectrum(rows)
    return draft.close("comparison", headline, confidence, models=model_ids)


def _weigh(record: License) -> tuple[int, int]:
    return _STRICTNESS.index(record.kind), len(record.restrictions)


def _describe(bank: Bank, draft: Draft, model: ModelRecord) -> str:
    record = bank.license[model.license.id]
    limits = f", restrictions: {', '.join(record.restrictions)}" if record.restrictions else ""
    return draft.mark(
        f"{model.name}: {record.name} ({record.kind.replace('-', ' ')}{limits})",
        model.license.cites,
        model.license.as_of,
    )
