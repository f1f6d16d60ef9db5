"""Answers over data: cells of the article's tables as printed with their check, and filters over models."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Cite
from bot.records.models import ModelRecord
from bot.records.tables import Cell, Column, Row, Table
from bot.replies.draft import Draft
from bot.replies.facts import add_audit
from bot.replies.spectrum import build_rows, write_row
from bot.replies.wording import COMPONENT_WORDS, LEVEL_WORDS, TIER_WORDS, join_words, say_date
from bot.understanding.tables import CellQuestion, ModelFilter

_CELLS_CHECKED = 4
_ROWS_SHOWN = 25


def compose_cells(bank: Bank, query: str, question: CellQuestion, confidence: float) -> Answer:
    """The cells asked for, each as printed, with what the check of it found."""
    table = bank.table[question.table]
    draft = Draft(bank, query)
    columns = [column for column in table.columns if column.id in question.columns] or list(table.columns)
    rows = [row for row in table.rows if row.key in question.rows] or list(table.rows)
    cite = Cite(source=table.source, locator=table.section)
    if question.end and question.columns:
        headline = _write_extreme(table, rows, columns[0], question.end)
        rows = _rank(rows, columns[0], question.end)
    elif len(rows) * len(columns) == 1:
        headline = _write_cell(table, rows[0], columns[0])
    else:
        headline = f'The AINews article\'s table "{table.title}" ({say_date(table.as_of)}) gives:'
    draft.add_section("", draft.mark(headline, [cite], table.as_of))
    _add_lines(draft, table, rows, columns, cite)
    _add_checks(draft, table, rows, columns)
    models = tuple(dict.fromkeys(row.model for row in rows if row.model))
    return draft.close("table", headline, confidence, models=models)


def _add_lines(draft: Draft, table: Table, rows: list[Row], columns: list[Column], cite: Cite) -> None:
    lines = []
    for row in rows:
        values = "; ".join(f"{column.title.rstrip('?')} {row.cells[column.id].value}" for column in columns)
        draft.add_point(f"{row.key}: {values}", [cite], table.as_of)
        lines.append(f"- {row.key}: {values}")
    if len(lines) > 1 or len(columns) > 1:
        draft.add_section("", "\n".join(lines))


def _add_checks(draft: Draft, table: Table, rows: list[Row], columns: list[Column]) -> None:
    """Every doubted cell with its correction; a confirmed one only where few cells are shown."""
    cells = [(row, column, row.cells[column.id]) for row in rows for column in columns]
    for row, column, cell in cells:
        if cell.audit.doubts or len(cells) <= _CELLS_CHECKED:
            label = "" if len(cells) == 1 else f" on {row.key}, {column.title.rstrip('?')}"
            statement = _write_cell(table, row, column)
            if label:
                _add_labelled_check(draft, label, statement, cell)
            else:
                add_audit(draft, statement, cell.audit)


def _add_labelled_check(draft: Draft, label: str, statement: str, cell: Cell) -> None:
    checked = draft.mark(cell.audit.note, cell.audit.cites, cell.audit.as_of)
    draft.add_section(f"Check{label}", f"{checked} ({say_date(cell.audit.as_of)})")
    if cell.audit.doubts:
        draft.add_dispute(f"{statement} {checked}")


def _write_cell(table: Table, row: Row, column: Column) -> str:
    value = row.cells[column.id].value
    return (
        f'The AINews article\'s table "{table.title}" ({say_date(table.as_of)}) gives for {row.key}, '
        f"{column.title.rstrip('?')}: {value}."
    )


def _rank(rows: list[Row], column: Column, end: str) -> list[Row]:
    """Rows with a number in the column, the asked-for end first; rows without one stay out."""
    numbered = [row for row in rows if row.cells[column.id].number is not None]
    return sorted(numbered, key=lambda row: row.cells[column.id].number or 0.0, reverse=end == "highest")


def _write_extreme(table: Table, rows: list[Row], column: Column, end: str) -> str:
    ranked = _rank(rows, column, end)
    if not ranked:
        return f'The column {column.title} of the AINews article\'s table "{table.title}" holds no numbers to rank.'
    best = ranked[0]
    name = f"{best.key} ({best.cells['model'].value})" if "model" in best.cells else best.key
    return (
        f'In the AINews article\'s table "{table.title}" ({say_date(table.as_of)}) {name} is {end} '
        f"on {column.title.rstrip('?')}: {best.cells[column.id].value}."
    )


def compose_filter(bank: Bank, query: str, question: ModelFilter, confidence: float) -> Answer:
    """The models that a filter leaves, counted and named, newest first."""
    models = select_models(bank, question)
    draft = Draft(bank, query)
    named = [model.name for model in models[:_ROWS_SHOWN]]
    headline = f"{_say_count(len(models))} of the {len(bank.models)} models in the bank {_say_filter(bank, question)}."
    draft.add_section("", headline)
    more = f" and {len(models) - _ROWS_SHOWN} more" if len(models) > _ROWS_SHOWN else ""
    if not question.count_only or len(models) <= _ROWS_SHOWN:
        draft.add_section("", f"{', '.join(named)}{more}" if named else "")
    for model in models[:_ROWS_SHOWN]:
        part = model.components["weights"]
        draft.add_point(f"{model.name}: {bank.placement[model.id].tier_reason}", part.cites, part.as_of)
    draft.show_spectrum(build_rows(bank, [model.id for model in models], limit=_ROWS_SHOWN))
    return draft.close("table", headline, confidence, models=tuple(model.id for model in models))


def select_models(bank: Bank, question: ModelFilter) -> list[ModelRecord]:
    """The model records that fit every part of a filter, newest first."""
    chosen = [model for model in bank.models if _fits(bank, model, question)]
    return sorted(chosen, key=lambda model: model.released, reverse=True)


def _fits(bank: Bank, model: ModelRecord, question: ModelFilter) -> bool:
    placement = bank.placement[model.id]
    return (
        all(model.components[name].value == value for name, value in question.components)
        and (not question.tiers or placement.tier in question.tiers)
        and (not question.levels or placement.level in question.levels)
        and (not question.licenses or model.license.id in question.licenses)
        and (not question.developer or question.developer.casefold() in model.developer.casefold())
    )


def _say_count(count: int) -> str:
    return "None" if count == 0 else str(count)


def _say_filter(bank: Bank, question: ModelFilter) -> str:
    parts = []
    released = [COMPONENT_WORDS[name] for name, value in question.components if value == "yes"]
    withheld = [COMPONENT_WORDS[name] for name, value in question.components if value == "no"]
    if released:
        parts.append(f"release {join_words(released)}")
    if withheld:
        parts.append(f"do not release {join_words(withheld)}")
    if question.tiers:
        parts.append(f"are {join_words([TIER_WORDS[tier] for tier in question.tiers], 'or')}")
    if question.levels:
        parts.append(f"stand on the level {join_words([LEVEL_WORDS[level] for level in question.levels], 'or')}")
    if question.licenses:
        names = [bank.license[license_id].name for license_id in question.licenses]
        parts.append(f"carry {join_words(names, 'or')}")
    if question.developer:
        parts.append(f"are made by {question.developer}")
    return " and ".join(parts) or "are shown"


def compose_spectrum(bank: Bank, query: str, question: ModelFilter, only: tuple[str, ...] = ()) -> Answer:
    """The spectrum as rows, filtered, or of `only` these models."""
    models = [model for model in select_models(bank, question) if not only or model.id in only]
    draft = Draft(bank, query)
    headline = f"{_say_count(len(models))} of {len(bank.models)} models {_say_filter(bank, question)}."
    rows = build_rows(bank, [model.id for model in models], limit=len(models))
    draft.add_section("", headline)
    draft.add_section("", "\n".join(write_row(row) for row in rows))
    for model in models:
        part = model.components["weights"]
        draft.cite(part.cites, part.as_of)
    draft.show_spectrum(rows)
    return draft.close("table", headline, 1.0, models=tuple(model.id for model in models))
