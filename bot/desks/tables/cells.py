"""Reads questions over the data tables: which table, rows and columns, and what is to be done with the cells."""

import re
from functools import cache, lru_cache

from bot.desks.tables.conditions import NAMES_MODELS, read_conditions
from bot.desks.tables.standings import read_standing
from bot.desks.tables.together import add_joined
from bot.records.bank import Bank
from bot.records.base import Slug, Tier
from bot.records.questions import CellQuestion, Operation
from bot.records.tables import Column, Table
from bot.replies.wording import MONTHS
from bot.understanding.documents import mentions_article
from bot.understanding.names import split_atoms
from bot.understanding.operations import (
    read_operation,
    read_ranking,
    read_thresholds,
    read_tiers,
)
from bot.understanding.text import find_whole

_TABLE = r"(?:tables?|columns?|rows?|chart)\b"
_TABLE_WORDS: tuple[tuple[Slug, str], ...] = (
    ("openness-spectrum", rf"\b(openness|spectrum|first|1st) {_TABLE}|\bopenness spectrum\b|\btable 1\b"),
    (
        "competitive-landscape",
        (
            rf"\b(competitive|landscape|funding|company|benchmarks?|performance|second|2nd) {_TABLE}|\btable 2\b|"
            r"\bcompetitive landscape\b"
        ),
    ),
    (
        "adoption-metrics",
        (
            rf"\b(adoption|metrics?|satisfaction|third|3rd) {_TABLE}|\btable 3\b|"
            r"\badoption (metrics|figures|numbers|stats|thing)\b"
        ),
    ),
    (
        "transparency-index",
        (
            r"\btransparency (index|scores?|ranking|points?|table|list|totals?|marks?|ratings?)\b|\bfmti\b|"
            r"\bstanford\b.{0,20}\btransparency\b|"
            r"\b(?:scored?|scores|points|marks?) (?:\w+ )?(?:on|in|for) transparency\b"
        ),
    ),
)
_TITLE = re.compile(r"\b(?:funding|performance|benchmarks?)(?: (?:&|and) (?:funding|performance))? (?:table|chart)\b")
"""A table called by the names of its columns, which are then not asked for."""

_ASKED_EXCEPT = re.compile(
    r"\b(?:apart from|other than|except(?: for)?|besides|excluding|aside from|leaving out|not counting)\s+"
    r"(?P<names>[^,;?]+)"
)
_ASKS_FOR_MODEL = re.compile(
    r"\b(?:which|what)(?: \w+){0,2} (?:models?|systems?|version)\b|"
    r"\bwhat (?:did|does|was|were) (?:\w+ ){0,4}"
    r"(?:assess\w*|look at|looked at|grade\w?|evaluat\w+|test\w*|judged?|measured?)\b"
)
"""Words that ask what was measured, not how it fared."""

_MONTHS = [month.casefold() for month in MONTHS]
_DATED = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<year>20[12]\d) (?:index|table|ranking|scores?)\b")
_PAIR = 2
_ON_FIGURES = frozenset({"highest", "lowest", "average", "sum", "difference", "ratio"})
"""What can be done with figures alone: where no column is named, with those of the first that holds any."""

_SURPASSES = re.compile(
    r"\b(?:beat\w*|outscor\w+|outrank\w*|outperform\w*|surpass\w*|top(?:s|ped)?|exceed\w*|pass(?:es|ed)?|"
    r"ahead of|above|over|(?:better|higher|greater|bigger|larger|more\b.{0,30}) than)\b"
)
_FALLS_SHORT = re.compile(
    r"\b(?:behind|below|under|trail\w*|lose\w* to|(?:worse|lower|smaller|less\b.{0,30}|fewer\b.{0,30}) than)\b"
)
_ANYBODY = re.compile(
    r"\b(any|anything|anyone|anybody|which|who|what|whose|how many|list|name|everything|everyone|none)\b"
)


def read_all_cells(bank: Bank, text: str) -> list[CellQuestion]:
    """The cells that a line asks for of each table, the table that it speaks of most plainly first."""
    lowered = text.casefold()
    found = [
        (weight, question) for table in bank.tables for weight, question in [_read_for(table, lowered)] if question
    ]
    return [question for _weight, question in sorted(found, key=lambda pair: -pair[0])]


def _read_for(table: Table, lowered: str) -> tuple[int, CellQuestion | None]:
    named = names_table(table, lowered)
    if not (named or _touches(table, lowered)):
        return 0, None
    question = read_question(table, lowered)
    if named and not question.columns and (question.operation in _ON_FIGURES or question.thresholds):
        question = question.model_copy(update={"columns": _first_number(table)})
    if not (named or _asks_enough(table, question, lowered)):
        return 0, None
    weight = 2 * len(question.columns) + len(question.rows) + 2 * len(question.conditions)
    return 8 * named + weight, question


def _touches(table: Table, lowered: str) -> bool:
    """Whether a line names anything without which it asks for no cell: most lines need no closer look."""
    if table.key == "Metric":
        return bool(find_rows(table, lowered))
    return mentions_article(lowered) or bool(find_columns(table, lowered))


def read_question(table: Table, lowered: str) -> CellQuestion:
    """What a lower-cased line asks of one table, if it asks anything of it."""
    columns = find_columns(table, _forget_table_names(lowered)) or find_columns(table, lowered)
    rest, excluded = _take_exceptions(table, _forget_table_names(lowered))
    rows = find_rows(table, rest if table.key != "Metric" else lowered)
    rows = rows or _find_rows_by_figure(table, columns, lowered)
    rival = _find_rival(table, rows, columns, rest)
    free = not rows or rival is not None
    numbers = _first_number(table)
    standing = read_standing(rest) if len(rows) == 1 and numbers and table.key != "Metric" else None
    if standing and names_table(table, lowered):
        columns_told = tuple(column.id for column in columns if column.holds_figures) or numbers
        return CellQuestion(table=table.id, rows=rows, columns=columns_told, standing=standing)
    measured = find_models_measured(table, lowered) if rows else ()
    columns = (*(column for column in columns if column.holds_figures and measured), *measured) or columns
    columns = add_joined(table, columns, lowered) if rows and names_table(table, lowered) else columns
    return CellQuestion(
        table=table.id,
        rows=() if rival else rows,
        columns=tuple(column.id for column in columns) or (numbers if rival else ()),
        operation="difference" if len(rows) == _PAIR and _find_comparison(rest) else _read_operation(lowered),
        conditions=read_conditions(table, columns, rest) if free else (),
        thresholds=read_thresholds(lowered) if free else (),
        tiers=_read_tiers(table, columns, lowered) if free else (),
        ranking=read_ranking(lowered),
        rival=rival,
        below=rival is not None and not _SURPASSES.search(rest),
        excluded=excluded,
    )


def _find_comparison(lowered: str) -> re.Match[str] | None:
    """The words by which a line says that one stands above or below another."""
    return _SURPASSES.search(lowered) or _FALLS_SHORT.search(lowered)


def _read_operation(lowered: str) -> Operation:
    """What is to be done with cells; a place in an order counts from the top where no side is named."""
    operation = read_operation(lowered)
    return "highest" if read_ranking(lowered).place > 1 and operation not in _ON_FIGURES else operation


def find_models_measured(table: Table, lowered: str) -> tuple[Column, ...]:
    """The columns that say what was measured, where a line that names the table asks for that."""
    if not names_table(table, lowered) or not _ASKS_FOR_MODEL.search(_forget_table_names(lowered)):
        return ()
    return tuple(column for column in table.columns if column.id in NAMES_MODELS)


def _asks_enough(table: Table, question: CellQuestion, lowered: str) -> bool:
    """Whether a line that does not name a table still asks for cells of it."""
    if table.key == "Metric":
        return bool(question.rows)
    ranks = question.operation in {"highest", "lowest", "average"}
    can_be_ranked = ranks and any(column.id in question.columns for column in table.columns if column.holds_figures)
    if question.columns and (question.rows or can_be_ranked or question.thresholds or question.rival):
        return True
    return bool(question.conditions or question.tiers) and mentions_article(lowered)


def _first_number(table: Table) -> tuple[Slug, ...]:
    return tuple(column.id for column in table.columns if column.kind == "number")[:1]


def _read_tiers(table: Table, columns: tuple[Column, ...], lowered: str) -> tuple[Tier, ...]:
    """The tiers of the models asked for, unless a column says it; a fully open model has open weights too."""
    if table.key == "Metric" or any(column.kind == "release" for column in columns):
        return ()
    tiers = read_tiers(lowered)
    return ("open-weights", "fully-open") if tiers == ("open-weights",) else tiers


def _take_exceptions(table: Table, lowered: str) -> tuple[str, tuple[str, ...]]:
    """The line without 'apart from BLOOM', and the rows so named."""
    found = _ASKED_EXCEPT.search(lowered)
    excluded = find_rows(table, found.group("names")) if found else ()
    return (lowered.replace(found.group(), " "), excluded) if found and excluded else (lowered, ())


def _find_rival(table: Table, rows: tuple[str, ...], columns: tuple[Column, ...], lowered: str) -> str | None:
    """The one row named, where the line asks which others stand above or below it."""
    compares = _find_comparison(lowered)
    numbered = any(column.holds_figures for column in columns)
    if len(rows) != 1 or not compares or not (numbered or names_table(table, lowered)):
        return None
    asked = _ANYBODY.search(lowered[: compares.start()])
    named_behind = find_rows(table, lowered[compares.start() :]) == rows
    return rows[0] if asked and named_behind else None


def find_rows(table: Table, lowered: str) -> tuple[str, ...]:
    """The rows that a lower-cased line names, in the table's order."""
    return tuple(row.key for row in table.rows if _names_any((row.key, *row.aliases), lowered))


def _find_rows_by_figure(table: Table, columns: tuple[Column, ...], lowered: str) -> tuple[str, ...]:
    """Rows that hold, in a named number column, a figure with a decimal that stands in the line."""
    figures = {float(figure) for figure in re.findall(r"(?<!\d)\d{1,15}\.\d{1,15}", lowered)}
    numbered = [column.id for column in columns if column.kind == "number"]
    return tuple(row.key for row in table.rows if any(row.cells[column].number in figures for column in numbered))


def _forget_table_names(lowered: str) -> str:
    """The line without the tables' names, whose words would pass for rows."""
    for _slug, pattern in _TABLE_WORDS:
        lowered = re.sub(pattern, " ", lowered)
    return lowered


def find_columns(table: Table, lowered: str) -> tuple[Column, ...]:
    """Columns that a lower-cased line names by their aliases, number columns by their title too ('Model' would match
    every question)."""
    lowered = _TITLE.sub(" ", lowered)
    return tuple(
        column
        for column in table.columns
        if _names_any(column.aliases if column.kind == "text" else (column.title, *column.aliases), lowered)
    )


def _names_any(names: tuple[str, ...], lowered: str) -> bool:
    line = _space_atoms(lowered)
    return any(find_whole(name, line) for name in _space_names(names))


@cache
def _space_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a row or column as their atoms; there are as many as the tables have."""
    return tuple(" ".join(split_atoms(name)) for name in names)


@lru_cache(maxsize=8)
def _space_atoms(lowered: str) -> str:
    """A line as its atoms with spaces between, kept while it is asked about row by row."""
    return " ".join(split_atoms(lowered))


def names_table(table: Table, lowered: str) -> bool:
    """Whether a line names this table, by its name or by the month that it is of."""
    dated = _DATED.search(lowered)
    if dated and table.as_of == f"{dated.group('year')}-{_MONTHS.index(dated.group('month')) + 1:02}":
        return True
    return any(table.id == slug and re.search(pattern, lowered) for slug, pattern in _TABLE_WORDS)
