"""Reads short lines that go on with the last question over a table: 'and MMLU?', 'lowest?', 'how far apart?'."""

from collections.abc import Iterator

from bot.desks.tables.cells import read_question
from bot.records.bank import Bank
from bot.records.questions import CellQuestion, Operation

_LONGEST = 7
"""Words: a longer line asks a question of its own."""

_BARE = 5
"""Words: a longer line that names nothing of the table is about something else, whatever it wants done."""

_ASKS_OPERATION = frozenset({"count", "highest", "lowest", "difference", "ratio", "sum", "average"})
_BETWEEN_ROWS = frozenset({"difference", "ratio"})
_RANKS = frozenset({"highest", "lowest"})


def continue_cells(bank: Bank, last: CellQuestion, recent: tuple[str, ...], text: str) -> Iterator[CellQuestion]:
    """The last question with what a short line changes in it; nothing where the line names nothing of the table.

    `recent` are the rows lately spoken of, the latest first; 'how far apart' and 'who won' are about two of them, and
    'who is last' may be about all.
    """
    lowered = text.casefold()
    if len(lowered.split()) > _LONGEST:
        return
    said = read_question(bank.table[last.table], lowered)
    operation = said.operation if said.operation in _ASKS_OPERATION else None
    named = said.rows or said.columns or said.conditions
    bare = operation in _BETWEEN_ROWS or len(lowered.split()) <= _BARE
    if not named and not (bare and (operation or said.thresholds)):
        return
    yield _change(last, said, operation, recent)
    if operation in _RANKS and last.rows and not said.rows:
        yield _change(last.model_copy(update={"rows": ()}), said, operation, ())


def _change(
    last: CellQuestion, said: CellQuestion, operation: Operation | None, recent: tuple[str, ...]
) -> CellQuestion:
    update: dict[str, object] = {"columns": said.columns or last.columns, "ranking": said.ranking}
    if operation:
        update["operation"] = operation
    if said.rows:
        update |= {"rows": said.rows, "conditions": (), "thresholds": (), "tiers": (), "rival": None}
    elif operation in _BETWEEN_ROWS or (operation in _RANKS and last.rows):
        update["rows"] = recent[:2] if len(recent) > 1 else last.rows
    elif said.conditions or said.thresholds:
        update |= {"rows": (), "conditions": said.conditions, "thresholds": said.thresholds, "tiers": said.tiers}
    return last.model_copy(update=update)
