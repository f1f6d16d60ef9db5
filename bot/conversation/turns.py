"""What is remembered of a conversation between two lines."""

from typing import NamedTuple

from bot.records.answers import Answer
from bot.records.language import ClaimReading, Reading
from bot.understanding.followups import FollowUp
from bot.understanding.tables import CellQuestion

RECENT = 4
"""Models and rows lately spoken of that are kept."""


class Turn(NamedTuple):
    """The last answer of a conversation and how its question was read.

    `models` are those lately spoken of, the latest first; `group` those last listed or compared, as listed. `cells` is
    the last question over a table with the rows lately asked for; `said` is the claim last answered, as it was read.
    """

    answer: Answer
    reading: Reading | None
    models: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    cells: CellQuestion | None = None
    rows: tuple[str, ...] = ()
    said: ClaimReading | None = None
    follow_up: FollowUp | None = None


def hold_cells(turn: Turn, cells: CellQuestion | None) -> Turn:
    """The turn with the question over a table that it answered, and the rows lately asked for."""
    if cells is None:
        return turn
    recent = (*cells.rows, *turn.rows) if turn.cells is None or turn.cells.table == cells.table else cells.rows
    return turn._replace(cells=cells, rows=tuple(dict.fromkeys(recent))[:RECENT])


def find_group(last: Turn, count: int | None) -> tuple[str, ...]:
    """The models that 'which of them' is about: the last list, or as many as are counted of those spoken of."""
    if last.group and count in {None, len(last.group)}:
        return last.group
    return last.models[: count or 2]


def find_other(last: Turn) -> str:
    """Of the models lately spoken of, the one that the last answer was not about."""
    answered = last.answer.models[:1]
    return next((model for model in (*last.group, *last.models) if model not in answered), last.models[0])
