"""Reads questions for more than single cells: whole rows, columns and tables, the rows that hold a figure, and ranks by
columns that nobody names ('who leads?')."""

import re
from collections.abc import Iterable, Iterator

from bot.desks.tables.cells import find_columns, find_models_measured, find_rows, names_table
from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.questions import CellQuestion
from bot.records.tables import Table
from bot.understanding.operations import read_operation, read_ranking, read_thresholds

_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w]|\.\d)")
_ON_FIGURES = frozenset({"highest", "lowest", "average", "sum"})


def read_wholes(bank: Bank, lowered: str, found: Iterable[Slug]) -> Iterator[CellQuestion]:
    """Rows and columns named of the tables that a lower-cased line names or retrieval `found`, each with all its cells;
    the whole of a table that is named; rows by a figure that stands in them."""
    for table in bank.tables:
        named = names_table(table, lowered)
        if not named and table.id not in found:
            continue
        rows = find_rows(table, lowered)
        told = (rows and find_models_measured(table, lowered)) or find_columns(table, lowered)
        columns = tuple(column.id for column in told)
        if rows:
            yield CellQuestion(table=table.id, rows=rows)
        if columns and table.key != "Metric":
            yield CellQuestion(table=table.id, columns=columns)
        if rows and columns:
            yield CellQuestion(table=table.id, rows=rows, columns=columns)
        if named:
            yield CellQuestion(table=table.id)
        yield from _rank_by_each(table, columns, lowered)
        holding = _find_holding(table, lowered)
        if holding and holding != rows:
            yield CellQuestion(table=table.id, rows=holding)


def _rank_by_each(table: Table, named: tuple[Slug, ...], lowered: str) -> Iterator[CellQuestion]:
    """What a line wants done with figures, of each column that holds some, or of those that it names; 'who is ninth'
    counts from the top."""
    thresholds, ranking = read_thresholds(lowered), read_ranking(lowered)
    operation = read_operation(lowered)
    if ranking.place > 1 and operation not in _ON_FIGURES:
        operation = "highest"
    if operation in _ON_FIGURES or (operation == "count" and thresholds):
        figures = [column.id for column in table.columns if column.holds_figures and table.key != "Metric"]
        for column in [figure for figure in figures if figure in named] or figures:
            yield CellQuestion(
                table=table.id, columns=(column,), operation=operation, thresholds=thresholds, ranking=ranking
            )


def _find_holding(table: Table, lowered: str) -> tuple[str, ...]:
    """The rows in which a figure of the line stands as printed."""
    figures = {float(figure) for figure in _FIGURE.findall(lowered)}
    columns = [column.id for column in table.columns if column.holds_figures]
    return tuple(
        row.key
        for row in table.rows
        if figures & {float(figure) for column in columns for figure in _FIGURE.findall(row.cells[column].value)}
    )
