"""Answers over the data tables: cells as printed with their check, rows that fit, and how many."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.questions import CellQuestion, Threshold
from bot.records.tables import Cell, Column, Row, Table
from bot.replies.cells import (
    add_checks,
    cite_table,
    close_cells,
    list_rows,
    name_column,
    name_row,
    name_table,
    write_cell,
)
from bot.replies.draft import Draft
from bot.replies.licenses import say_stricter
from bot.replies.rankings import can_be_summed, compose_contrast, compose_ranking, compose_total
from bot.replies.standings import compose_standing
from bot.replies.wording import first_sentence, join_words


def compose_cells(bank: Bank, query: str, question: CellQuestion, confidence: float, *, of_all: bool = False) -> Answer:
    """Answer a question over one table; every doubted cell in the answer comes with its correction. `of_all`: who is
    best in a test is asked of all models, not of the table."""
    table = bank.table[question.table]
    draft = Draft(bank, query)
    columns = [column for column in table.columns if column.id in question.columns]
    rows = _select_rows(bank, table, question)
    numbered = len(columns) == 1 and columns[0].holds_figures
    if question.operation in {"sum", "average"} and numbered and can_be_summed(rows, columns[0]):
        return compose_total(draft, table, rows, columns[0], question, confidence)
    if _sets_two_side_by_side(table, question, rows, numbered=numbered):
        return compose_contrast(draft, table, rows, columns, question, confidence)
    if question.standing:
        return compose_standing(draft, table, columns[0], question, confidence)
    leads = bool(columns) and columns[0].holds_figures
    if question.operation in {"highest", "lowest"} and leads and len(question.rows) != 1 and not question.rival:
        return compose_ranking(draft, table, rows, columns[0], question, confidence, bank if of_all else None)
    counts_rows = question.operation == "count" and not question.rows
    if question.selects or question.excluded or counts_rows:
        return _compose_matches(draft, table, rows, columns, question, confidence)
    return _compose_values(bank, draft, table, rows, columns or list(table.columns), question, confidence)


def _sets_two_side_by_side(table: Table, question: CellQuestion, rows: list[Row], *, numbered: bool) -> bool:
    if table.key == "Metric":
        return len(rows) == 1 and question.operation in {"difference", "ratio"}
    return numbered and len(question.rows) == 2


def _select_rows(bank: Bank, table: Table, question: CellQuestion) -> list[Row]:
    """The rows asked for: by name, by tier, by what stands in a cell, by a figure, by a row to surpass."""
    rows = [row for row in table.rows if not question.rows or row.key in question.rows]
    rows = [row for row in rows if row.key not in question.excluded]
    if question.tiers:
        rows = [row for row in rows if row.model and bank.placement[row.model].tier in question.tiers]
    rows = [row for row in rows if all(condition.admits(row) for condition in question.conditions)]
    columns = [column for column in table.columns if column.id in question.columns][:1]
    for column in columns:
        rows = [row for row in rows if _reaches(table, row, column, question)]
    return rows


def _reaches(table: Table, row: Row, column: Column, question: CellQuestion) -> bool:
    """Whether a row's figure passes every threshold and, where a rival is named, lies beyond the rival's."""
    cell = row.cells[column.id]
    if not all(_admits_cell(threshold, cell, column) for threshold in question.thresholds):
        return False
    if question.rival is None:
        return True
    mark = next(other for other in table.rows if other.key == question.rival).cells[column.id].number
    if mark is None or cell.number is None:
        return False
    return cell.number < mark if question.below else cell.number > mark


def _compose_values(
    bank: Bank,
    draft: Draft,
    table: Table,
    rows: list[Row],
    columns: list[Column],
    question: CellQuestion,
    confidence: float,
) -> Answer:
    told = _say_stricter(bank, draft, rows, question)
    draft.add_section("", told)
    if len(rows) * len(columns) == 1:
        headline = write_cell(table, rows[0], columns[0])
        draft.add_section("", draft.add_point(headline, [cite_table(table)], table.as_of))
    else:
        headline = f"{name_table(table)} gives:"
        told_first = draft.mark(headline, [cite_table(table)], table.as_of)
        draft.add_section("", "\n".join((told_first, *list_rows(draft, table, rows, columns))))
    add_checks(draft, table, rows, columns)
    return close_cells(draft, first_sentence(told) if told else headline, rows, confidence)


def _say_stricter(bank: Bank, draft: Draft, rows: list[Row], question: CellQuestion) -> str:
    """Whose licence binds more, where that is asked of two models; the cells themselves do not say it."""
    models = [bank.model[row.model] for row in rows if row.model]
    if question.operation not in {"stricter", "looser"} or len(models) != 2:
        return ""
    return f"By the terms {say_stricter(bank, draft, models)}"


def _compose_matches(
    draft: Draft,
    table: Table,
    rows: list[Row],
    columns: list[Column],
    question: CellQuestion,
    confidence: float,
) -> Answer:
    """The rows that fit a condition, counted and named; rows that do not fit are not mentioned."""
    headline = f"In {name_table(table, inside=True)} {_count_rows(table, rows, columns, question)}"
    draft.add_section("", draft.mark(headline, [cite_table(table)], table.as_of))
    wanted = {condition.column for condition in question.conditions} | {column.id for column in columns}
    if question.tiers and not wanted:
        wanted = {column.id for column in table.columns}
    shown = [column for column in table.columns if column.id in wanted]
    draft.add_section("", "\n".join(list_rows(draft, table, rows, shown)))
    add_checks(draft, table, rows, shown)
    return close_cells(draft, headline, rows, confidence)


def _count_rows(table: Table, rows: list[Row], columns: list[Column], question: CellQuestion) -> str:
    """How many rows fit and which: what the list of them is headed with."""
    names = join_words([name_row(row) for row in rows])
    if not question.selects:
        return f"there are {len(rows)} rows: {names}."
    fit = f"{len(rows)} of the {len(table.rows)} rows" if rows else f"none of the {len(table.rows)} rows"
    listed = f": {names}" if rows else ""
    if question.rival and columns:
        mark = next(row for row in table.rows if row.key == question.rival)
        side = "below" if question.below else "above"
        figure = mark.cells[columns[0].id].value
        verb = "stands" if len(rows) < 2 else "stand"
        return f"{fit} {verb} {side} {name_row(mark)} on {name_column(columns[0])} ({figure}){listed}."
    return f"{fit} {'fits' if len(rows) < 2 else 'fit'}{listed}."


_SCALES = {
    "million": {"million": 1.0, "billion": 1e3, "trillion": 1e6},
    "billion": {"million": 1e-3, "billion": 1.0, "trillion": 1e3},
}


def _admits_cell(threshold: Threshold, cell: Cell, column: Column) -> bool:
    """Whether a cell's figure is on the side kept; '10 billion' is 10,000 where the column counts millions."""
    unit = (cell.unit or column.unit or "").split(" ")[0]
    scale = _SCALES.get(unit, {}).get(threshold.unit, 1.0)
    return threshold.model_copy(update={"figure": threshold.figure * scale}).admits(cell.number)
