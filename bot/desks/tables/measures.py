"""Reads the measure by which a line ranks: one that no table has must not be swapped for one that a table has."""

import re

from bot.desks.benchmarks import find_benchmark
from bot.desks.lists.criteria import read_sizes
from bot.desks.lists.places import read_places
from bot.desks.tables.cells import find_columns, names_table
from bot.records.bank import Bank
from bot.records.questions import CellQuestion
from bot.records.tables import Table
from bot.replies.benchmarks import find_test
from bot.replies.wording import MONTHS
from bot.understanding.documents import mentions_article
from bot.understanding.operations import read_operation

_MEASURE = re.compile(r"(?<![\w'-])(?P<names>(?:[\w'-]{1,30} ){1,4})(?:index|elo|arena|leaderboard)\b")
_OF_COMPANIES = re.compile(r"\b(?:compan(?:y|ies)|firms?|labs?|makers?|the six|of six)\b")
_RANKS = frozenset({"highest", "lowest"})
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


def is_of_all_models(bank: Bank, cells: CellQuestion, lowered: str) -> bool:
    """Whether a lower-cased line asks who is best or worst in a test of models, and of no table or company: then
    the rows of one table are not all that there is."""
    if cells.operation not in _RANKS or _OF_COMPANIES.search(lowered) or mentions_article(lowered):
        return False
    table = bank.table[cells.table]
    tests = [column for column in table.columns if column.id in cells.columns and find_test(bank, column)]
    return bool(tests) and not names_table(table, lowered)


def ranks_by_more(bank: Bank, cells: CellQuestion, lowered: str) -> bool:
    """Whether such a line asks for the best of a country or a size, by which no row is told from another."""
    ranked = cells.model_copy(update={"operation": read_operation(lowered)})
    return is_of_all_models(bank, ranked, lowered) and bool(read_places(lowered) or read_sizes(lowered))


def is_of_other_test(bank: Bank, cells: CellQuestion, lowered: str) -> bool:
    """Whether cells hold figures of one test and a lower-cased line names another: MMLU is not MMLU-Pro."""
    tests = {find_test(bank, column) for column in bank.table[cells.table].columns if column.id in cells.columns}
    named = find_benchmark(bank, lowered)
    return bool(named and tests - {None}) and named not in tests


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
