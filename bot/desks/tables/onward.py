"""Reads lines that go on with the order of a table just spoken of: 'who is on top of that index?', 'dead last?', 'and
next?', 'the full ranking'."""

import re
from collections.abc import Iterator

from bot.desks.tables.cells import names_table
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.questions import CellQuestion, Operation, Ranking
from bot.records.tables import Table
from bot.understanding.operations import PLACES

_LONGEST = 12
"""Words: a longer line asks a question of its own."""

_EVERY_ROW = 99
_RANKS = frozenset({"highest", "lowest"})
_FULL = re.compile(
    r"\b(?:full|whole|entire|complete|rest of the) (?:ranking|order|list|table|index)\b|\brank (?:them|all|everyone)\b|"
    r"\bthe rest\b"
)
_NEXT = re.compile(r"\bnext\b|\brunner[ -]?up\b|\bsecond (?:place|best)\b|\bin second\b")
_LAST = re.compile(r"\blast\b(?! (?:time|year|month|week|line|answer|thing|question))|\b(?:bottom|worst|lowest)\b")
_TOP = re.compile(
    r"\btops?\b|\bnumber one\b|#1\b|\b(?:leads?|leading|wins?|won|best|highest)\b|\b(?:is|who's|came|in) first\b"
)


def rank_spoken(bank: Bank, focus: Focus, lowered: str) -> Iterator[CellQuestion]:
    """The order, or a place in it, that a short lower-cased line asks for of the table that the last answer told of."""
    if len(lowered.split()) > _LONGEST:
        return
    last = focus.subject.cells
    for table in _find_spoken(bank, focus):
        before = last if last and last.operation in _RANKS else None
        wanted = _read_rank(lowered, before)
        column = _find_column(table, last)
        if wanted and column:
            operation, ranking = wanted
            yield CellQuestion(table=table.id, columns=(column,), operation=operation, ranking=ranking)


def _read_rank(lowered: str, before: CellQuestion | None) -> tuple[Operation, Ranking] | None:
    """What of an order is asked for; next is what follows the place told before."""
    if _FULL.search(lowered):
        return "highest", Ranking(count=_EVERY_ROW)
    if _NEXT.search(lowered):
        place = before.ranking.place + 1 if before else 2
        return (before.operation if before else "highest"), _limit(place)
    if _LAST.search(lowered):
        return "lowest", Ranking()
    return ("highest", Ranking()) if _TOP.search(lowered) else None


def _limit(place: int) -> Ranking:
    """A place that there is a word for, else the whole order."""
    return Ranking(place=place) if place <= len(PLACES) else Ranking(count=_EVERY_ROW)


def _find_spoken(bank: Bank, focus: Focus) -> list[Table]:
    """The table whose cells were told, or those that the last line or answer names or cites as their own source."""
    if focus.subject.cells:
        return [bank.table[focus.subject.cells.table]]
    cited = {citation.source for citation in focus.answer.citations}
    owned = [table.source for table in bank.tables]
    return [
        table
        for table in bank.tables
        if names_table(table, f"{focus.text} {focus.answer.text}".casefold())
        or (table.source in cited and owned.count(table.source) == 1)
    ]


def _find_column(table: Table, last: CellQuestion | None) -> str | None:
    """The column of figures just told, else the first of the table."""
    figures = [column.id for column in table.columns if column.holds_figures]
    told = [column for column in (last.columns if last else ()) if column in figures]
    return next(iter((*told, *figures)), None)
