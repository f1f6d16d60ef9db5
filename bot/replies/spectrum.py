"""Spectrum rows: where models stand, as records and as lines."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from bot.records.answers import SpectrumRow
from bot.records.bank import Bank
from bot.records.base import TIERS, Tier, Verdict
from bot.records.models import COMPONENTS, ComponentName, ModelRecord
from bot.replies.draft import Draft
from bot.replies.naming import shorten_name
from bot.replies.wording import LEVEL_WORDS, TIER_WORDS, VERDICT_WORDS

_DECIDING: tuple[tuple[ComponentName, str], ...] = (
    ("weights", "weights"),
    ("training_code", "training code"),
    ("training_data", "data"),
)


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


def spread_models(bank: Bank, models: Sequence[ModelRecord], first: int = 8) -> list[ModelRecord]:
    """The models with some of every level in front, the most open first; of a level those of which most is known, then
    as they come."""
    known = sorted(models, key=_count_unknown)
    by_level = {
        level: [one for one in known if bank.placement[one.id].level == level] for level in reversed(LEVEL_WORDS)
    }
    turns = [model for turn in zip_longest(*by_level.values()) for model in turn if model]
    front = {model.id for model in turns[:first]}
    ahead = [model for members in by_level.values() for model in members if model.id in front]
    return [*ahead, *(model for model in models if model.id not in front)]


def _count_unknown(model: ModelRecord) -> int:
    return sum(part.value == "unknown" for part in model.components.values())


def write_row(row: SpectrumRow) -> str:
    """One line: name, tier, level where it says more, the three components that decide."""
    level = f" (level: {LEVEL_WORDS[row.level]})" if LEVEL_WORDS[row.level] != TIER_WORDS[row.tier] else ""
    parts = ", ".join(f"{word} {row.components[name]}" for name, word in _DECIDING)
    contested = "; contested" if row.contested else ""
    return f"- {row.name}: {TIER_WORDS[row.tier]}{level}{contested}: {parts}"


_MARKS = {"yes": "●", "partial": "◐", "no": "○", "unknown": "?"}


def write_strip(row: SpectrumRow, *, named: bool = False) -> str:
    """The deciding parts and the licence in one line: 'weights ● training code ◐ data ○ · licence: Apache 2.0'."""
    parts = " ".join(f"{word} {_MARKS[row.components[name]]}" for name, word in _DECIDING)
    return f"{f'{shorten_name(row.name)}: ' if named else ''}{parts} · licence: {row.license}"


def mark_strip(draft: Draft, bank: Bank, row: SpectrumRow, *, named: bool = False) -> str:
    """The strip with the sources of its marks, then those of the licence; beside others, where each shall keep a source
    in one breath, with that of the licence alone."""
    model = bank.model[row.model]
    if named:
        return draft.mark(write_strip(row, named=True), model.license.cites[:1], model.license.as_of)
    parts = [model.components[name] for name, _word in _DECIDING]
    cites = [*(part.cites[0] for part in parts), *model.license.cites]
    return draft.mark(write_strip(row, named=named), cites, parts[0].as_of)


_VERDICT_MARKS: dict[Verdict, str] = {"right": "✓", "wrong": "✗"}


def write_levels(levels: dict[Tier, Verdict] | None, sentence: str) -> str:
    """The verdict per tier on the sentence of a claim, which is quoted: a verdict on a sentence that is not there reads
    as one on the reply. '"Weights can be changed": closed ✗ wrong · open weights ✓ right'."""
    if not levels:
        return ""
    told = [
        f"{TIER_WORDS[tier]} {_VERDICT_MARKS.get(levels[tier], '⇄')} {VERDICT_WORDS[levels[tier]]}"
        for tier in TIERS
        if tier in levels
    ]
    return f'"{sentence.rstrip(".")}": {" · ".join(told)}'
