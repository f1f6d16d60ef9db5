"""The place of one row in the order of a table's figures, and who stands next to it."""

from bot.records.answers import Answer
from bot.records.questions import CellQuestion
from bot.records.tables import Column, Row, Table
from bot.replies.cells import add_checks, cite_table, close_cells, name_column, name_row, name_table
from bot.replies.draft import Draft
from bot.replies.wording import join_words


def compose_standing(draft: Draft, table: Table, column: Column, question: CellQuestion, confidence: float) -> Answer:
    """The place of the one row from the top with its neighbours, or those right after or right before it."""
    row = next(row for row in table.rows if row.key == question.rows[0])
    groups = _group(table, column)
    place = next((at for at, group in enumerate(groups) if row in group), None)
    if place is None:
        headline = f"{name_table(table)} gives no figure for {name_row(row)}, {name_column(column)}."
        return _close(draft, table, column, headline, [row], confidence)
    if question.standing == "place":
        headline = _say_place(table, column, groups, place, row)
        return _close(draft, table, column, headline, [row], confidence)
    at = place + (1 if question.standing == "after" else -1)
    near = groups[at] if 0 <= at < len(groups) else []
    headline = _say_near(table, column, near, row, question)
    return _close(draft, table, column, headline, [*near, row], confidence)


def _group(table: Table, column: Column) -> list[list[Row]]:
    """The rows from the highest figure to the lowest; those on a par together."""
    figures = {row.cells[column.id].number for row in table.rows} - {None}
    order = sorted((figure for figure in figures if figure is not None), reverse=True)
    return [[row for row in table.rows if row.cells[column.id].number == figure] for figure in order]


def _say_place(table: Table, column: Column, groups: list[list[Row]], place: int, row: Row) -> str:
    number = 1 + sum(len(group) for group in groups[:place])
    count = sum(len(group) for group in groups)
    others = [name_row(other) for other in groups[place] if other != row]
    shared = f", on a par with {join_words(others)}" if others else ""
    above = f" Right before: {_tell(groups[place - 1], column)}." if place else ""
    below = f" Right after: {_tell(groups[place + 1], column)}." if place + 1 < len(groups) else ""
    return (
        f"In {name_table(table, inside=True)} {name_row(row)} has place {number} of {count} by {name_column(column)}, "
        f"highest first: {row.cells[column.id].value}{shared}.{above}{below}"
    )


def _say_near(table: Table, column: Column, near: list[Row], row: Row, question: CellQuestion) -> str:
    own = f"{name_row(row)} ({row.cells[column.id].value})"
    inside = f"In {name_table(table, inside=True)}, {name_column(column)}, highest first"
    if not near:
        return f"{inside}: nobody comes {question.standing} {own}."
    return f"{inside}: right {question.standing} {own} comes {_tell(near, column)}."


def _tell(rows: list[Row], column: Column) -> str:
    return join_words([f"{name_row(row)} ({row.cells[column.id].value})" for row in rows])


def _close(draft: Draft, table: Table, column: Column, headline: str, rows: list[Row], confidence: float) -> Answer:
    draft.add_section("", draft.add_point(headline, [cite_table(table)], table.as_of))
    add_checks(draft, table, rows, [column])
    return close_cells(draft, headline, rows, confidence)
