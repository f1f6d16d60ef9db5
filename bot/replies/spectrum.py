"""Spectrum rows: where models stand, as records and as lines."""

from collections.abc import Iterable

from bot.records.answers import SpectrumRow
from bot.records.bank import Bank
from bot.records.base import TIERS, Tier, Verdict
from bot.records.models import COMPONENTS
from bot.replies.wording import LEVEL_WORDS, TIER_WORDS, VERDICT_WORDS

_DECIDING = (("weights", "weights"), ("training_code", "code"), ("training_data", "data"))


def build_row(bank: Bank, model_id: str) -> SpectrumRow:
    """One model's row. Unknown stays unknown."""
    model = bank.model[model_id]
    placement = bank.placement[model_id]
    return SpectrumRow(
        model=model.id,
        name=model.name,
        tier=placement.tier,
        level=placement.level,
        components={
            name: model.components[name].value if name in model.components else "unknown" for name in COMPONENTS
        },
        license=bank.license[model.license.id].name,
        contested=placement.contested,
    )


def build_rows(bank: Bank, model_ids: Iterable[str], limit: int = 4) -> tuple[SpectrumRow, ...]:
    """Rows for models, each once, in order."""
    return tuple(build_row(bank, model_id) for model_id in list(dict.fromkeys(model_ids))[:limit])


def write_row(row: SpectrumRow) -> str:
    """One line: name, tier, level where it says more, the three components that decide."""
    level = f" (level: {LEVEL_WORDS[row.level]})" if LEVEL_WORDS[row.level] != TIER_WORDS[row.tier] else ""
    parts = ", ".join(f"{word} {row.components[name]}" for name, word in _DECIDING)
    contested = "; contested" if row.contested else ""
    return f"- {row.name}: {TIER_WORDS[row.tier]}{level}{contested}: {parts}"


_MARKS = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}


def write_strip(row: SpectrumRow, *, named: bool = False) -> str:
    """The deciding parts and the licence in one line: 'weights ● code ◐ data ○ · licence: Apache 2.0'."""
    parts = " ".join(f"{word} {_MARKS[row.components[name]]}" for name, word in _DECIDING)
    return f"{f'{row.name}: ' if named else ''}{parts} · licence: {row.license}"


def write_levels(levels: dict[Tier, Verdict] | None) -> str:
    """The verdict per tier in one line: 'closed: right, open weights: wrong, fully open: wrong'."""
    if not levels:
        return ""
    return ", ".join(f"{TIER_WORDS[tier]}: {VERDICT_WORDS[levels[tier]]}" for tier in TIERS if tier in levels)
