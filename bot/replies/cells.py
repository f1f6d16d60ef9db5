"""How the cells, rows and columns of a data table are said, each with the check of it."""

from bot.records.answers import Answer
from bot.records.base import Cite, Slug
from bot.records.tables import Column, Row, Table
from bot.replies.checks import add_audit
from bot.replies.draft import Draft
from bot.replies.wording import say_date

_CELLS_CHECKED = 4


def list_rows(draft: Draft, table: Table, rows: list[Row], columns: list[Column]) -> list[str]:
    """One line a row with the cells asked for, each put down as a point."""
    lines = []
    for row in rows:
        values = "; ".join(f"{name_column(column)}: {row.cells[column.id].value}" for column in columns)
        text = f"{name_row(row)}: {values}" if values else name_row(row)
        draft.add_point(text, [cite_table(table)], table.as_of)
        lines.append(f"- {text}")
    return lines


def add_checks(draft: Draft, table: Table, rows: list[Row], columns: list[Column]) -> None:
    """Every doubted cell with its correction; a confirmed one only where few cells are shown."""
    cells = [(row, column, row.cells[column.id]) for row in rows for column in columns]
    for row, column, cell in cells:
        if cell.audit and (cell.audit.doubts or len(cells) <= _CELLS_CHECKED):
            about = "" if len(cells) == 1 else f"{row.key}, {name_column(column)}: "
            add_audit(draft, write_cell(table, row, column), cell.audit, about)


def close_cells(
    draft: Draft, headline: str, rows: list[Row], confidence: float, beyond: tuple[Slug, ...] = ()
) -> Answer:
    """The finished answer, with the models that the rows are about and those told before them."""
    models = tuple(dict.fromkeys((*beyond, *(row.model for row in rows if row.model))))
    return draft.close("table", headline, confidence, models=models)


def cite_table(table: Table) -> Cite:
    return Cite(source=table.source, locator=table.section)


def name_column(column: Column) -> str:
    return column.title.rstrip("?")


def name_table(table: Table, *, inside: bool = False) -> str:
    """The table's owner and title, `inside` a sentence or at its beginning. "Stanford's" takes no article."""
    article = "" if table.owner.endswith("'s") else "the " if inside else "The "
    return f'{article}{table.owner} "{table.title}" ({say_date(table.as_of)})'


def name_row(row: Row) -> str:
    """The row's key; a company comes with its model where the table names one."""
    return f"{row.key} ({row.cells['model'].value})" if "model" in row.cells else row.key


def name_cell(table: Table, row: Row, column: Column) -> str:
    """What a figure belongs to, where several are set side by side."""
    return f"{row.key}, {name_column(column)}" if table.key == "Metric" else name_row(row)


def write_cell(table: Table, row: Row, column: Column) -> str:
    return f"{name_table(table)} gives for {row.key}, {name_column(column)}: {row.cells[column.id].value}."


def say_unit(row: Row, column: Column) -> str:
    return row.cells[column.id].unit or column.unit or "points"
