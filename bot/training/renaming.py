"""Lines about models under other models' names: what a line says of a model does not hang on its name.

Whoever learns from 'Grok 4 has no weights' alone takes every line about Grok 4 for a denial.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence

from bot.records.bank import Bank
from bot.records.lines import STATEMENT, LabelledLine

_COPIES = {STATEMENT: 2, "model": 1, "compare": 1}
"""Kinds of lines whose label holds for any model, and how many copies each line gets."""


class Renamer:
    """Gives lines about models and families the names of others of their kind, drawn by the line itself: the same line
    always gets the same ones."""

    def __init__(self, bank: Bank) -> None:
        self._names = {record.id: _list_names((record.name, *record.aliases)) for record in bank.models}
        families = {family.id: _list_names(family.aliases) for family in bank.families}
        self._names |= {family: names for family, names in families.items() if family not in self._names}
        of_models, of_families = sorted(bank.model), sorted(families)
        self._others = dict.fromkeys(of_families, of_families) | dict.fromkeys(of_models, of_models)

    def rename(self, lines: Iterable[LabelledLine]) -> Iterator[LabelledLine]:
        """Copies of the lines that name what they are about as the bank does."""
        for line in lines:
            yield from self._copy(line, _COPIES.get(line.topic.partition("/")[0], 0))

    def _copy(self, line: LabelledLine, count: int) -> Iterator[LabelledLine]:
        for number in range(count):
            text = line.text
            for subject in line.subjects:
                text = self._rename_subject(text, subject, zlib.crc32(f"{number}{subject}{line.text}".encode()))
            if text != line.text:
                yield line.model_copy(update={"text": text, "subjects": ()})

    def _rename_subject(self, text: str, subject: str, draw: int) -> str:
        """A line with another name for one subject; as it is where that is not named as the bank names it."""
        named = next(filter(None, (_find(name, text) for name in self._names.get(subject, ()))), None)
        if named is None:
            return text
        others = self._others[subject]
        names = self._names[others[draw % len(others)]]
        name = names[draw // len(others) % len(names)]
        shown = name.casefold() if named.group().islower() else name
        return f"{text[: named.start()]}{shown}{text[named.end() :]}"


def _list_names(names: Sequence[str]) -> list[str]:
    """The names without what stands behind them in brackets or after a stroke, the longest first."""
    plain = dict.fromkeys(re.split(r"\s*[(/]", name)[0] for name in names)
    return sorted((name for name in plain if name), key=len, reverse=True)


def _find(name: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
