"""Figures of a data table set in order, set against each other, or added up."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.questions import CellQuestion
from bot.records.tables import Column, Row, Table
from bot.replies.beyond import tell_beyond
from bot.replies.cells import (
    add_checks,
    cite_table,
    close_cells,
    list_rows,
    name_cell,
    name_column,
    name_row,
    name_table,
    say_unit,
    write_cell,
)
from bot.replies.draft import Draft
from bot.replies.wording import join_words, say_figure
from bot.understanding.operations import PLACES


def compose_ranking(
    draft: Draft,
    table: Table,
    rows: list[Row],
    column: Column,
    question: CellQuestion,
    confidence: float,
    wider: Bank | None = None,
) -> Answer:
    """The row at the top or the bottom, those next to it where more are asked for; rows on a par come together. Before
    them what all the models of a `wider` bank have in that test, where these are others."""
    chosen = _rank(rows, column, question)
    beyond = tell_beyond(draft, wider, chosen, column, question) if wider else ()
    if not chosen:
        headline = f"{name_table(table)} gives no figure for {name_column(column)} there."
        draft.add_section("", draft.mark(headline, [cite_table(table)], table.as_of))
        return close_cells(draft, headline, rows, confidence)
    if question.ranking.count > 1 or len(question.rows) > 1:
        headline = f"{name_table(table)}, {name_column(column)}, {question.operation} first:"
        draft.add_section("", draft.mark(headline, [cite_table(table)], table.as_of))
        draft.add_section("", "\n".join(list_rows(draft, table, chosen, [column])))
    else:
        headline = _say_extreme(table, chosen, column, question)
        draft.add_section("", draft.add_point(headline, [cite_table(table)], table.as_of))
    add_checks(draft, table, chosen, [column])
    return close_cells(draft, headline, chosen, confidence, beyond)


def _rank(rows: list[Row], column: Column, question: CellQuestion) -> list[Row]:
    numbered = [row for row in rows if row.cells[column.id].number is not None]
    ranked = sorted(
        numbered, key=lambda row: row.cells[column.id].number or 0.0, reverse=question.operation != "lowest"
    )
    if len(question.rows) > 1:
        return ranked
    figures = list(dict.fromkeys(row.cells[column.id].number for row in ranked))
    start = question.ranking.place - 1
    if question.ranking.count == 1:
        return [row for row in ranked if row.cells[column.id].number in figures[start : start + 1]]
    last = ranked[: question.ranking.count][-1:]
    return [
        row for position, row in enumerate(ranked) if position < question.ranking.count or _on_par(row, last, column)
    ]


def _on_par(row: Row, last: list[Row], column: Column) -> bool:
    return any(row.cells[column.id].number == other.cells[column.id].number for other in last)


def _say_extreme(table: Table, best: list[Row], column: Column, question: CellQuestion) -> str:
    names = join_words([name_row(row) for row in best])
    place = f"{PLACES[question.ranking.place - 1]} " if question.ranking.place > 1 else ""
    return (
        f"In {name_table(table, inside=True)} {names} {'is' if len(best) == 1 else 'are'} {place}{question.operation} "
        f"on {name_column(column)}: {best[0].cells[column.id].value}."
    )


def compose_contrast(
    draft: Draft, table: Table, rows: list[Row], columns: list[Column], question: CellQuestion, confidence: float
) -> Answer:
    """Two cells with their difference or ratio: two rows of a column, or the two columns of a metric."""
    both = table.key == "Metric"
    columns = list(table.columns) if both else columns
    cells = [(rows[0], column) for column in columns] if both else [(row, columns[0]) for row in rows[:2]]
    told = join_words([f"{name_cell(table, row, column)} {row.cells[column.id].value}" for row, column in cells])
    headline = f"In {name_table(table, inside=True)}: {told}.{_write_result(table, question.operation, cells)}"
    draft.add_section("", draft.mark(headline, [cite_table(table)], table.as_of))
    for row, column in cells:
        draft.add_point(write_cell(table, row, column), [cite_table(table)], table.as_of)
    add_checks(draft, table, rows, columns)
    return close_cells(draft, headline, rows, confidence)


def _write_result(table: Table, operation: str, cells: list[tuple[Row, Column]]) -> str:
    """The ratio where it is asked for, else who is ahead and by how much; nothing where a figure is missing."""
    numbers = [row.cells[column.id].number for row, column in cells]
    if None in numbers:
        return " Where there is no figure, nothing can be compared."
    order = sorted(range(len(cells)), key=lambda position: numbers[position] or 0.0, reverse=True)
    high, low = (numbers[position] or 0.0 for position in order)
    if operation == "ratio":
        return (
            f" The larger is {say_figure(high / low)} times the smaller." if low else " A ratio to zero has no value."
        )
    row, column = cells[order[0]]
    amount = _say_amount(high - low, say_unit(row, column))
    if high == low:
        return " They are equal."
    ahead = name_column(column) if table.key == "Metric" else name_row(row)
    return f" The difference is {amount}; {ahead} is higher."


def _say_amount(figure: float, unit: str) -> str:
    if unit.startswith("million ") and figure >= 1000:
        return f"{say_figure(figure / 1000)} billion{unit.removeprefix('million')}"
    return f"{say_figure(figure)} {unit.removesuffix('s') if figure == 1 else unit}"


def can_be_summed(rows: list[Row], column: Column) -> bool:
    return any(row.cells[column.id].number is not None for row in rows)


def compose_total(
    draft: Draft, table: Table, rows: list[Row], column: Column, question: CellQuestion, confidence: float
) -> Answer:
    """The sum or the mean of a column over the rows asked for; rows without a figure are left out and counted."""
    told = [row for row in rows if row.cells[column.id].number is not None]
    total = sum(row.cells[column.id].number or 0.0 for row in told)
    figure = total / len(told) if question.operation == "average" else total
    word = "mean" if question.operation == "average" else "sum"
    left_out = f" ({len(rows) - len(told)} rows give no figure)" if len(told) < len(rows) else ""
    headline = (
        f"In {name_table(table, inside=True)} the {word} of {name_column(column)} over {len(told)} rows{left_out} is "
        f"{_say_amount(figure, say_unit(told[0], column))}."
    )
    draft.add_section("", draft.mark(headline, [cite_table(table)], table.as_of))
    draft.add_section("", "\n".join(list_rows(draft, table, told, [column])))
    add_checks(draft, table, told, [column])
    return close_cells(draft, headline, told, confidence)
