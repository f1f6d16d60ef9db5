"""Reads questions over the data tables: which table, rows and columns, and what is to be done with the cells."""

import re

from bot.records.bank import Bank
from bot.records.base import Record, Slug, Tier
from bot.records.tables import Column, Table
from bot.understanding.names import split_atoms
from bot.understanding.operations import Operation, Threshold, read_operation, read_threshold, read_tiers


class CellQuestion(Record):
    """Cells asked for. No row means all rows; `value` and `threshold` keep only rows whose cell in the first
    column fits; `tiers` keeps only rows about models of these tiers."""

    table: Slug
    rows: tuple[str, ...] = ()
    columns: tuple[Slug, ...] = ()
    operation: Operation = "value"
    values: tuple[tuple[Slug, str], ...] = ()
    threshold: Threshold | None = None
    tiers: tuple[Tier, ...] = ()


_TABLE_WORDS: tuple[tuple[Slug, str], ...] = (
    ("openness-spectrum", r"\bopenness table\b|\bspectrum table\b|\bopenness spectrum\b"),
    ("competitive-landscape", r"\b(competitive|landscape|funding) table\b|\bcompetitive landscape\b"),
    ("adoption-metrics", r"\badoption (table|metrics)\b|\bmetrics table\b"),
    ("transparency-index", r"\btransparency (index|score|ranking|points?)\b|\bfmti\b"),
)
_ARTICLE = re.compile(r"\b(article'?s?|ainews|table|the piece)\b")
_TEXT_VALUES = ("partial", "minimal", "full", "proprietary", "donations", "apache", "custom", "responsible ai")
_WITHHELD = re.compile(r"\b(no|not|don't|doesn't|didn't|without|withh\w+|closed|missing|hid\w+|keep\w*)\b")
_MISSING = re.compile(r"\b(no|without|missing|undisclosed|not (given|stated|disclosed))\b")


def read_cells(bank: Bank, text: str) -> CellQuestion | None:
    """The cells that a line asks for, or None where it asks for none of any table."""
    lowered = text.casefold()
    best: tuple[int, CellQuestion] | None = None
    for table in bank.tables:
        weight, question = _read_for(table, lowered)
        if question and (best is None or weight > best[0]):
            best = (weight, question)
    return best[1] if best else None


def _read_for(table: Table, lowered: str) -> tuple[int, CellQuestion | None]:
    named = names_table(table, lowered)
    columns = _find_columns(table, lowered)
    rest = _forget_table_names(lowered)
    rows = tuple(row.key for row in table.rows if _names_any((row.key, *row.aliases), rest))
    rows = rows or _find_rows_by_figure(table, columns, lowered)
    values = _read_values(table, columns, lowered) if not rows else ()
    operation = read_operation(lowered)
    threshold = read_threshold(lowered) if not rows else None
    if not columns and named and operation in {"highest", "lowest"}:
        columns = tuple(column for column in table.columns if column.kind == "number")[:1]
    asked = bool(columns) and bool(rows or operation in {"highest", "lowest"} or threshold)
    enough = bool(rows) if table.key == "Metric" else asked or (bool(values) and bool(_ARTICLE.search(lowered)))
    if not (named or enough):
        return 0, None
    question = CellQuestion(
        table=table.id,
        rows=rows,
        columns=tuple(column.id for column in columns),
        operation=operation,
        values=values,
        threshold=threshold,
        tiers=read_tiers(lowered) if operation in {"highest", "lowest"} and not rows else (),
    )
    return 8 * named + 2 * len(columns) + len(rows) + 2 * len(values), question


def _find_rows_by_figure(table: Table, columns: tuple[Column, ...], lowered: str) -> tuple[str, ...]:
    """Rows that hold, in a named number column, a figure with a decimal that stands in the line."""
    figures = {float(figure) for figure in re.findall(r"\d+\.\d+", lowered)}
    numbered = [column.id for column in columns if column.kind == "number"]
    return tuple(row.key for row in table.rows if any(row.cells[column].number in figures for column in numbered))


def _forget_table_names(lowered: str) -> str:
    """The line without the tables' names, whose words would pass for rows."""
    for _slug, pattern in _TABLE_WORDS:
        lowered = re.sub(pattern, " ", lowered)
    return lowered


def _find_columns(table: Table, lowered: str) -> tuple[Column, ...]:
    """Columns named by their aliases, number columns by their title too ('Model' would match every question)."""
    return tuple(
        column
        for column in table.columns
        if _names_any(column.aliases if column.kind == "text" else (column.title, *column.aliases), lowered)
    )


def _read_values(table: Table, columns: tuple[Column, ...], lowered: str) -> tuple[tuple[Slug, str], ...]:
    """Conditions on cells: each named yes-or-no column with yes or no, and words that stand in a text column."""
    found: list[tuple[Slug, str]] = []
    for column in columns:
        if column.kind == "release":
            found.append((column.id, _read_release(column, lowered)))
        elif _MISSING.search(lowered) and column.kind == "number":
            found.append((column.id, "—"))
    for column in table.columns:
        if column.kind in {"text", "money"}:
            words = [word for word in _TEXT_VALUES if re.search(rf"\b{word}\b", lowered)]
            held = {row.cells[column.id].value.casefold() for row in table.rows}
            found += [(column.id, word) for word in words if any(word in value for value in held)]
    return tuple(dict.fromkeys(found))


def _read_release(column: Column, lowered: str) -> str:
    """Yes or no for one component: what is said right behind its name, else before it."""
    for name in (column.title.rstrip("?"), *column.aliases):
        told = re.search(rf"{re.escape(name.casefold())}\s*[:=]?\s*(yes|no)\b", lowered)
        if told:
            return told.group(1)
    return "no" if _WITHHELD.search(lowered) else "yes"


def _names_any(names: tuple[str, ...], lowered: str) -> bool:
    atoms = " ".join(split_atoms(lowered))
    return any(re.search(rf"(?<!\w){re.escape(' '.join(split_atoms(name)))}(?!\w)", atoms) for name in names)


def names_table(table: Table, lowered: str) -> bool:
    """Whether a line names this table."""
    return any(table.id == slug and re.search(pattern, lowered) for slug, pattern in _TABLE_WORDS)


_QUOTES = re.compile(r"\b(the|that|this) (\w+ )?(article|piece|text|note)\b|\bainews\b|\barticle'?s?\b")


def quotes_article(text: str) -> bool:
    """True where a line speaks of what one of the source documents says."""
    return bool(_QUOTES.search(text.casefold()))


def mentions_article(text: str) -> bool:
    """True where the question is limited to the article or its tables."""
    return bool(_ARTICLE.search(text.casefold()))
