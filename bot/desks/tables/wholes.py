"""Reads questions for more than single cells: whole rows, whole columns, a whole table, the rows that hold a figure."""

import re
from collections.abc import Iterable, Iterator

from bot.desks.tables.cells import find_columns, find_rows, names_table
from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.questions import CellQuestion
from bot.records.tables import Table

_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w]|\.\d)")
_FIGURE_KINDS = frozenset({"number", "money"})


def read_wholes(bank: Bank, lowered: str, found: Iterable[Slug]) -> Iterator[CellQuestion]:
    """Rows and columns named of the tables that a lower-cased line names or retrieval `found`, each with all its cells;
    the whole of a table that is named; rows by a figure that stands in them."""
    for table in bank.tables:
        named = names_table(table, lowered)
        if not named and table.id not in found:
            continue
        rows = find_rows(table, lowered)
        columns = tuple(column.id for column in find_columns(table, lowered))
        if rows:
            yield CellQuestion(table=table.id, rows=rows)
        if columns and table.key != "Metric":
            yield CellQuestion(table=table.id, columns=columns)
        if rows and columns:
            yield CellQuestion(table=table.id, rows=rows, columns=columns)
        if named:
            yield CellQuestion(table=table.id)
        holding = _find_holding(table, lowered)
        if holding and holding != rows:
            yield CellQuestion(table=table.id, rows=holding)


def _find_holding(table: Table, lowered: str) -> tuple[str, ...]:
    """The rows in which a figure of the line stands as printed."""
    figures = {float(figure) for figure in _FIGURE.findall(lowered)}
    columns = [column.id for column in table.columns if column.kind in _FIGURE_KINDS]
    return tuple(
        row.key
        for row in table.rows
        if figures & {float(figure) for column in columns for figure in _FIGURE.findall(row.cells[column].value)}
    )
