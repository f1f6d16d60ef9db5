"""Reads the measure by which a line ranks: one that no table has must not be swapped for one that a table has."""

import re

from bot.desks.tables.cells import find_columns, names_table
from bot.records.bank import Bank
from bot.records.tables import Table
from bot.replies.wording import MONTHS

_MEASURE = re.compile(r"(?<![\w'-])(?P<names>(?:[\w'-]{1,30} ){1,4})(?:index|elo|arena|leaderboard)\b")
_NO_NAMES = frozenset(
    "a an the by on in of per at to from for with that this same your his their its an which what who is has it and or "
    "top best highest most first last rank ranked open models model labs lab companies right now another any some full "
    "whole other".split()
) | {month.casefold() for month in MONTHS}
"""Words before 'index' that say nothing of which."""

_STEM = 6
"""Letters that a word shares with another of its kind: disclosure, disclose."""


def names_other_measure(bank: Bank, lowered: str) -> bool:
    """Whether a lower-cased line names a measure, as 'the intelligence index', and no table is or has it."""
    named = [found for found in _MEASURE.finditer(lowered) if _list_names(found)]
    return bool(named) and not any(_has(table, found) for table in bank.tables for found in named)


def _has(table: Table, found: re.Match[str]) -> bool:
    told = {word[:_STEM] for word in re.findall(r"\w+", f"{table.title} {table.owner} {table.topic}".casefold())}
    is_told = {word[:_STEM] for word in _list_names(found)} <= told
    return is_told or names_table(table, found.group()) or bool(find_columns(table, found.group()))


def _list_names(found: re.Match[str]) -> set[str]:
    """The words that stand right before the measure and name it."""
    names: set[str] = set()
    for word in reversed(found.group("names").removesuffix(" ").split(" ")):
        if word in _NO_NAMES or word.isdigit():
            break
        names.add(word.removesuffix("'s"))
    return names
