"""Reads questions over data: cells of the article's tables, and filters over the model records."""

import re
from typing import Literal

from bot.records.bank import Bank
from bot.records.base import Level, Record, Slug, Tier
from bot.records.models import ComponentName
from bot.records.tables import Table
from bot.understanding.names import split_atoms


class CellQuestion(Record):
    """Cells asked for: every row and column named. No row means all rows, `end` asks for the extreme one."""

    table: Slug
    rows: tuple[str, ...] = ()
    columns: tuple[Slug, ...] = ()
    end: Literal["highest", "lowest"] | None = None


class ModelFilter(Record):
    """Models asked for by what they release, where they stand, their licence or their maker."""

    components: tuple[tuple[ComponentName, Literal["yes", "no"]], ...] = ()
    tiers: tuple[Tier, ...] = ()
    levels: tuple[Level, ...] = ()
    licenses: tuple[Slug, ...] = ()
    developer: str | None = None
    count_only: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.components or self.tiers or self.levels or self.licenses or self.developer)


_HIGHEST = re.compile(
    r"\b(highest|most|top|best|biggest|largest|greatest|leads?|leading|max(?:imum)?|wins?|expensive|richest|first)\b"
)
_LOWEST = re.compile(r"\b(lowest|least|worst|smallest|fewest|cheapest|min(?:imum)?|bottom|last|poorest)\b")
_COUNT = re.compile(r"\b(how many|number of|count)\b")
_ARTICLE = re.compile(r"\b(article'?s?|ainews|table|the piece)\b")

_COMPONENT_WORDS: tuple[tuple[str, ComponentName], ...] = (
    (r"training data|train(?:ing)? ?sets?|corpus|corpora|datasets?|their data", "training_data"),
    (r"training code|train code|training pipeline", "training_code"),
    (r"checkpoints?", "checkpoints"),
    (r"architecture|arch docs?", "architecture_docs"),
    (r"inference code", "inference_code"),
    (r"papers?|technical reports?", "paper"),
    (r"weights", "weights"),
)
_TIER_WORDS: tuple[tuple[str, Tier], ...] = (
    (r"fully[ -]open|completely open|totally open|really open|truly open", "fully-open"),
    (r"open[ -]weights?|weights[ -]only", "open-weights"),
    (r"closed|proprietary|api[ -]only", "closed"),
)
_LEVEL_WORDS: tuple[tuple[str, Level], ...] = (
    (r"weights[ -]available", "weights-available"),
    (r"open[ -]data", "open-data"),
    (r"open[ -]source", "open-source"),
)
_NEGATED = re.compile(r"\b(no|not|without|withholds?|hides?|lacks?|missing|don't|doesn't|never|keeps?)\b")


def read_cells(bank: Bank, text: str) -> CellQuestion | None:
    """The cells that a line asks for, or None where it names no column of any table."""
    lowered = text.casefold()
    end = _read_end(lowered)
    best: tuple[int, CellQuestion] | None = None
    for table in bank.tables:
        columns = _find_columns(table, lowered)
        rows = _find_rows(table, lowered)
        weight = 2 * len(columns) + len(rows) + (2 if _names_table(table, lowered) else 0)
        asks = (columns and (rows or end)) or (rows and table.key == "Metric") or _names_table(table, lowered)
        if asks and (best is None or weight > best[0]):
            best = (weight, CellQuestion(table=table.id, rows=rows, columns=columns, end=end))
    return best[1] if best else None


def read_filter(text: str, licenses: tuple[str, ...] = (), developer: str | None = None) -> ModelFilter:
    """The filter over model records that a line asks for; empty where it asks for none."""
    lowered = text.casefold()
    tiers = tuple(tier for pattern, tier in _TIER_WORDS if re.search(rf"\b(?:{pattern})\b", lowered))
    levels = tuple(level for pattern, level in _LEVEL_WORDS if re.search(rf"\b(?:{pattern})\b", lowered))
    components = [] if tiers else _read_components(lowered)
    return ModelFilter(
        components=tuple(components),
        tiers=tiers,
        levels=() if tiers else levels,
        licenses=licenses,
        developer=developer,
        count_only=bool(_COUNT.search(lowered)),
    )


def _read_components(lowered: str) -> list[tuple[ComponentName, Literal["yes", "no"]]]:
    wanted: Literal["yes", "no"] = "no" if _NEGATED.search(lowered) else "yes"
    found: list[tuple[ComponentName, Literal["yes", "no"]]] = []
    for pattern, component in _COMPONENT_WORDS:
        if re.search(rf"\b(?:{pattern})\b", lowered):
            found.append((component, wanted))
            lowered = re.sub(rf"\b(?:{pattern})\b", " ", lowered)
    return found


def _read_end(lowered: str) -> Literal["highest", "lowest"] | None:
    if _LOWEST.search(lowered):
        return "lowest"
    return "highest" if _HIGHEST.search(lowered) else None


def _find_columns(table: Table, lowered: str) -> tuple[str, ...]:
    return tuple(column.id for column in table.columns if _names_any((column.title, *column.aliases), lowered))


def _find_rows(table: Table, lowered: str) -> tuple[str, ...]:
    return tuple(row.key for row in table.rows if _names_any((row.key, *row.aliases), lowered))


def _names_any(names: tuple[str, ...], lowered: str) -> bool:
    atoms = " ".join(split_atoms(lowered))
    return any(re.search(rf"(?<!\w){re.escape(' '.join(split_atoms(name)))}(?!\w)", atoms) for name in names)


def _names_table(table: Table, lowered: str) -> bool:
    title = re.sub(r"\(.*?\)", "", table.title).casefold()
    words = set(re.findall(r"[a-z]{5,}", title)) - {"major", "models"}
    return "table" in lowered and any(word in lowered for word in words)


def mentions_article(text: str) -> bool:
    """True where the question is limited to the article or its tables."""
    return bool(_ARTICLE.search(text.casefold()))
