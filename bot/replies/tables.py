"""Answers over the data tables: cells as printed with their check, lists, counts, extremes, differences, ratios."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Cite
from bot.records.tables import Column, Row, Table
from bot.replies.draft import Draft
from bot.replies.facts import add_audit
from bot.replies.wording import join_words, say_date, say_figure
from bot.understanding.tables import CellQuestion

_CELLS_CHECKED = 4


def compose_cells(bank: Bank, query: str, question: CellQuestion, confidence: float) -> Answer:
    """Answer a question over one table; every doubted cell in the answer comes with its correction."""
    table = bank.table[question.table]
    draft = Draft(bank, query)
    columns = [column for column in table.columns if column.id in question.columns]
    rows = _select_rows(bank, table, question)
    pairs = len(question.rows) >= 2 and len(columns) == 1
    if question.operation in {"difference", "ratio"} and (pairs or table.key == "Metric"):
        return _compose_contrast(draft, table, rows, columns, question, confidence)
    if question.operation in {"highest", "lowest"} and columns and not question.rows:
        return _compose_extreme(draft, table, rows, columns[0], question, confidence)
    if question.values or (question.threshold and columns):
        return _compose_matches(draft, table, rows, columns, question, confidence)
    return _compose_values(draft, table, rows, columns or list(table.columns), confidence)


def _select_rows(bank: Bank, table: Table, question: CellQuestion) -> list[Row]:
    """The rows asked for: by name, by tier, by what stands in a cell, by a figure."""
    rows = [row for row in table.rows if not question.rows or row.key in question.rows]
    if question.tiers:
        rows = [row for row in rows if row.model and bank.placement[row.model].tier in question.tiers]
    for column, value in question.values:
        rows = [row for row in rows if value.casefold() in row.cells[column].value.casefold()]
    if question.threshold and question.columns:
        rows = [row for row in rows if question.threshold.admits(row.cells[question.columns[0]].number)]
    return rows


def _compose_values(draft: Draft, table: Table, rows: list[Row], columns: list[Column], confidence: float) -> Answer:
    cite = _cite(table)
    if len(rows) * len(columns) == 1:
        headline = _write_cell(table, rows[0], columns[0])
        draft.add_section("", draft.add_point(headline, [cite], table.as_of))
    else:
        headline = f"{_name_table(table)} gives:"
        draft.add_section("", draft.mark(headline, [cite], table.as_of))
        draft.add_section("", "\n".join(_list_rows(draft, table, rows, columns)))
    _add_checks(draft, table, rows, columns)
    return _close(draft, headline, rows, confidence)


def _compose_matches(
    draft: Draft,
    table: Table,
    rows: list[Row],
    columns: list[Column],
    question: CellQuestion,
    confidence: float,
) -> Answer:
    """The rows that fit a condition, counted and named; rows that do not fit are not mentioned."""
    names = [_name_row(row) for row in rows]
    counted = f"{len(rows)} of the {len(table.rows)} rows fit"
    headline = (
        f"In {_name_table(table, inside=True)} {counted}: {join_words(names)}."
        if rows
        else (f"In {_name_table(table, inside=True)} none of the {len(table.rows)} rows fits.")
    )
    draft.add_section("", draft.mark(headline, [_cite(table)], table.as_of))
    wanted = {slug for slug, _value in question.values} | {column.id for column in columns}
    shown = [column for column in table.columns if column.id in wanted]
    draft.add_section("", "\n".join(_list_rows(draft, table, rows, shown)))
    _add_checks(draft, table, rows, shown)
    return _close(draft, headline, rows, confidence)


def _compose_extreme(
    draft: Draft,
    table: Table,
    rows: list[Row],
    column: Column,
    question: CellQuestion,
    confidence: float,
) -> Answer:
    numbered = [row for row in rows if row.cells[column.id].number is not None]
    ranked = sorted(
        numbered, key=lambda row: row.cells[column.id].number or 0.0, reverse=question.operation == "highest"
    )
    if not ranked:
        return _compose_values(draft, table, rows, [column], confidence)
    best = [row for row in ranked if row.cells[column.id].number == ranked[0].cells[column.id].number]
    names = join_words([_name_row(row) for row in best])
    verb = "is" if len(best) == 1 else "are"
    headline = (
        f"In {_name_table(table, inside=True)} {names} {verb} {question.operation} on {_title(column)}: "
        f"{best[0].cells[column.id].value}."
    )
    draft.add_section("", draft.add_point(headline, [_cite(table)], table.as_of))
    _add_checks(draft, table, best, [column])
    return _close(draft, headline, best, confidence)


def _compose_contrast(
    draft: Draft,
    table: Table,
    rows: list[Row],
    columns: list[Column],
    question: CellQuestion,
    confidence: float,
) -> Answer:
    """The difference or the ratio of two cells: two rows of a column, or the two columns of a metric."""
    if table.key == "Metric":
        columns = list(table.columns)
        cells = [(rows[0], column) for column in columns] if len(rows) == 1 else []
    else:
        cells = [(row, columns[0]) for row in rows[:2]]
    numbers = [row.cells[column.id].number for row, column in cells]
    if len(cells) != 2 or None in numbers:
        return _compose_values(draft, table, rows, columns, confidence)
    low, high = sorted(number for number in numbers if number is not None)
    result = _write_result(question.operation, high, low, cells)
    told = join_words([f"{_name_cell(table, row, column)} {row.cells[column.id].value}" for row, column in cells])
    headline = f"In {_name_table(table, inside=True)}: {told}. {result}"
    draft.add_section("", draft.mark(headline, [_cite(table)], table.as_of))
    used = list(dict.fromkeys(column.id for _row, column in cells))
    _list_rows(draft, table, rows, [column for column in table.columns if column.id in used])
    _add_checks(draft, table, rows, [column for column in table.columns if column.id in used])
    return _close(draft, headline, rows, confidence)


def _write_result(operation: str, high: float, low: float, cells: list[tuple[Row, Column]]) -> str:
    if operation == "ratio":
        return f"The first is {say_figure(high / low)} times the second." if low else "A ratio to zero has no value."
    unit = cells[0][0].cells[cells[0][1].id].unit or cells[0][1].unit or "points"
    difference = high - low
    if unit.startswith("million ") and difference >= 1000:
        return f"The difference is {say_figure(difference / 1000)} billion{unit.removeprefix('million')}."
    return f"The difference is {say_figure(difference)} {unit}."


def _list_rows(draft: Draft, table: Table, rows: list[Row], columns: list[Column]) -> list[str]:
    lines = []
    for row in rows:
        values = "; ".join(f"{_title(column)}: {row.cells[column.id].value}" for column in columns)
        text = f"{_name_row(row)}: {values}" if values else _name_row(row)
        draft.add_point(text, [_cite(table)], table.as_of)
        lines.append(f"- {text}")
    return lines


def _add_checks(draft: Draft, table: Table, rows: list[Row], columns: list[Column]) -> None:
    """Every doubted cell with its correction; a confirmed one only where few cells are shown."""
    cells = [(row, column, row.cells[column.id]) for row in rows for column in columns]
    for row, column, cell in cells:
        if cell.audit and (cell.audit.doubts or len(cells) <= _CELLS_CHECKED):
            about = "" if len(cells) == 1 else f"{row.key}, {_title(column)}: "
            add_audit(draft, _write_cell(table, row, column), cell.audit, about)


def _close(draft: Draft, headline: str, rows: list[Row], confidence: float) -> Answer:
    models = tuple(dict.fromkeys(row.model for row in rows if row.model))
    return draft.close("table", headline, confidence, models=models)


def _cite(table: Table) -> Cite:
    return Cite(source=table.source, locator=table.section)


def _title(column: Column) -> str:
    return column.title.rstrip("?")


def _name_table(table: Table, *, inside: bool = False) -> str:
    owner = f"{'the' if inside else 'The'} {table.owner}"
    return f'{owner} "{table.title}" ({say_date(table.as_of)})'


def _name_row(row: Row) -> str:
    """The row's key; a company comes with its model where the table names one."""
    return f"{row.key} ({row.cells['model'].value})" if "model" in row.cells else row.key


def _name_cell(table: Table, row: Row, column: Column) -> str:
    return f"{row.key}, {_title(column)}" if table.key == "Metric" else f"{_name_row(row)}"


def _write_cell(table: Table, row: Row, column: Column) -> str:
    return f"{_name_table(table)} gives for {row.key}, {_title(column)}: {row.cells[column.id].value}."
