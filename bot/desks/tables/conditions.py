"""Reads conditions on the cells of a table: a yes or a no, a word that stands in a cell, a figure or none, a row."""

import re
from collections.abc import Iterable

from bot.records.questions import Condition
from bot.records.tables import Cell, Column, Table
from bot.understanding.names import split_atoms
from bot.understanding.polarity import is_denied
from bot.understanding.text import find_whole

NAMES_MODELS = frozenset({"model", "assessed"})
"""Columns that name a model: their words stand for the row, not for a condition."""

_NO_CONDITION = frozenset({"license", "licence", "type", "commercial", "use", "allowed", "falcon"})
_SYMBOLS = ((r"\beuros?\b", "€"), (r"\bdonat\w+|\bcharit\w+", "donations"))
_BLANK = re.compile(
    r"\b(dash(es|ed)?|blanks?|empty|missing|undisclosed|n/a|not (given|stated|disclosed|listed)|unstated|unknown)\b"
)
_STATED = re.compile(
    r"\b(stated|disclosed|given|known|actual|concrete) (\w+ )?(amount|figure|number|sum|size|value)s?\b"
)
_EVERYTHING = re.compile(
    r"\b(everything(?! (?:under|over|above|below|with|that|but|from|in))|every (column|component|part)|"
    r"all (columns|components|parts))\b"
)
_OTHER_THAN = re.compile(r"\b(other than|instead of|except|anything but|besides|apart from) (\w+ ){0,2}$")
_BEHIND = re.compile(r"['\"]? ?\??['\"]? ?[:=]? ?(?:column ?)?[:=]? ?['\"]?(yes|no)\b")


def read_conditions(table: Table, columns: tuple[Column, ...], lowered: str) -> tuple[Condition, ...]:
    """Every condition that a lower-cased line puts on the cells of a table, given the columns that it names."""
    found = _read_words(table, lowered)
    told = {condition.column for condition in found}
    asked = columns
    if _EVERYTHING.search(lowered):
        asked = tuple(column for column in table.columns if column.kind == "release")
    for column in asked:
        if column.kind == "release":
            found.append(_read_release(column, lowered))
        elif column.id not in told and column.id not in NAMES_MODELS:
            found += _read_presence(table, column, lowered)
    return tuple(dict.fromkeys(found))


def _read_words(table: Table, lowered: str) -> list[Condition]:
    """Words of a line that stand in cells of text, each under its negation."""
    found = []
    line = lowered
    for pattern, symbol in _SYMBOLS:
        line = re.sub(pattern, symbol, line)
    for column in table.columns:
        if column.kind == "release" or column.id in NAMES_MODELS or table.key == "Metric":
            continue
        for word in _list_words(row.cells[column.id] for row in table.rows):
            match = find_whole(word, line)
            if match:
                found.append(Condition(column=column.id, value=word, denied=_excludes(line, match)))
    return found


def _excludes(line: str, match: re.Match[str]) -> bool:
    return is_denied(line, *match.span()) or bool(_OTHER_THAN.search(line[: match.start()]))


def _list_words(cells: Iterable[Cell]) -> list[str]:
    """What people may quote of cells: words of three letters or more, and signs of money."""
    words = dict.fromkeys(atom for cell in cells for atom in (*split_atoms(cell.value), *re.findall("€", cell.value)))
    return [word for word in words if word == "€" or (len(word) > 2 and word.isalpha() and word not in _NO_CONDITION)]


def _read_release(column: Column, lowered: str) -> Condition:
    """Yes or no for one component: what is said right behind its name, else what governs it."""
    for name in sorted((column.title.rstrip("?"), *column.aliases), key=len, reverse=True):
        found = find_whole(name.casefold(), lowered)
        if not found:
            continue
        told = _BEHIND.match(lowered, found.end())
        denied = told.group(1) == "no" if told else is_denied(lowered, *found.span())
        return Condition(column=column.id, value="yes", denied=denied)
    return Condition(column=column.id, value="yes", denied=bool(re.search(r"\b(no|nothing|none)\b", lowered)))


def _read_presence(table: Table, column: Column, lowered: str) -> list[Condition]:
    """Whether a figure, or any documents, should be there."""
    named = [find_whole(name.casefold(), lowered) for name in (column.title, *column.aliases)]
    denied = any(is_denied(lowered, *match.span()) for match in named if match)
    if column.kind == "text":
        held = {row.cells[column.id].value.casefold() for row in table.rows}
        return [Condition(column=column.id, value="no")] if denied and "no" in held else []
    if _STATED.search(lowered) and not denied:
        return [Condition(column=column.id)]
    return [Condition(column=column.id, denied=True)] if denied or _BLANK.search(lowered) else []
