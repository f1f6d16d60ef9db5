"""The licences that a line names: by their own names, by the word for several, by a code; the longest name wins."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bot.replies.license_groups import COMMONS, FAMILY, list_name_words, read_code
from bot.understanding.nametable import split_atoms

if TYPE_CHECKING:  # looking a model up needs no encoder, which a reading brings along
    from collections.abc import Iterator

    from bot.records.bank import Bank
    from bot.records.models import License
    from bot.understanding.reading import Reading

_LICENSE = r"(?:[ -]?(?:licen[cs](?:es?|ed|ing)|terms))"
_LICENSE_BEHIND = re.compile(rf"{_LICENSE}$")
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (value, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"))
    for value, pattern in (
        ("proprietary", rf"proprietary{_LICENSE}?"),
        ("permissive", rf"permissive(?:ly)?{_LICENSE}?"),
        ("copyleft", rf"copyleft(?:ed)?{_LICENSE}?"),
        ("custom", rf"(?:custom|bespoke|home-?made|home-?grown|own|self-?written|special){_LICENSE}"),
        ("research", rf"(?:academic|research)(?:[ -]only)?{_LICENSE}|research[ -]only"),
        ("non-commercial", rf"(?:non-?commercial|nc){_LICENSE}"),
        ("community", rf"community{_LICENSE}"),
        ("modified MIT", rf"(?:modified|tweaked|altered) (?:version of )?(?:the )?mit{_LICENSE}?"),
        ("OpenRAIL", rf"open[ -]?rail(?:[ -]?m)?{_LICENSE}?"),
        ("RAIL", rf"rail{_LICENSE}?"),
    )
)
"""Words for several licences, each with how people say it."""

_COMMONS = re.compile(
    r"(?<![\w-])(?:cc|creative commons)"
    r"((?:[ -]?(?:by|attribution)|[ -](?:nc|sa|nd|non[ -]?commercial|share[ -]?alike|no[ -]?deriv\w*))*)(?![a-z])"
    rf"{_LICENSE}?"
)
_PARTS = (("NC", r"nc|non[ -]?commercial"), ("ND", r"nd|no[ -]?deriv"), ("SA", r"sa|share[ -]?alike"))
"""What a Creative Commons licence may add to credit, in the order of its code."""

_OF_MAKER = re.compile(rf"(?<![\w-])([a-z]{{3,}})(?:'s)?(?: own| model| community)?{_LICENSE}(?![\w-])")


class NamedLicense(NamedTuple):
    """What a line says as atoms, the licence or the group of them that it stands for, and how a group stands in it."""

    text: str
    value: str
    written: str = ""


class LicenseNames:
    """Knows the licences of a bank, and their groups, by what people call them."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._groups = _list_groups(bank)
        self._makers = frozenset(maker.split()[0].casefold() for maker in bank.developers)
        self._codes = {code: record.name for record in bank.licenses if record.spdx and (code := read_code(record))}

    def find(self, reading: Reading) -> list[str]:
        """The names of records and of groups that a line has, without those that are a piece of another one: 'cc-by-nc'
        names no CC BY."""
        return list(dict.fromkeys(one.value for one in self.find_named(reading.lowered, reading.licenses)))

    def find_named(self, lowered: str, licenses: tuple[str, ...]) -> list[NamedLicense]:
        """The same with what stands in a lower-cased line, of which the records were found by name."""
        line = _write(lowered)
        groups = {one.text: one for one in reversed(list(self._find_groups(lowered)))}
        records = [one for one in self._find_records(licenses, line) if one.text not in groups]
        found = [*reversed(groups.values()), *records]
        return [one for one in found if not any(_is_piece(one.text, other.text, line) for other in found)]

    def is_maker(self, word: str) -> bool:
        """Whether a maker's name begins with a word."""
        return word in self._makers

    def names_several(self, word: str) -> bool:
        """Whether several licences are called by a word."""
        return word in self._groups

    def _find_groups(self, lowered: str) -> Iterator[NamedLicense]:
        for said in _COMMONS.finditer(lowered):
            yield NamedLicense(_cut(said.group()), self._read_commons(said.group(1)), said.group())
        for value, pattern in _PATTERNS:
            yield from (NamedLicense(_cut(said.group()), value, said.group()) for said in pattern.finditer(lowered))
        for said in _OF_MAKER.finditer(lowered):
            if said.group(1) in self._groups:
                yield NamedLicense(_cut(said.group()), self._groups[said.group(1)], said.group())

    def _read_commons(self, parts: str) -> str:
        """A Creative Commons licence by what it adds to credit: the record of it, else its code; all of them where
        nothing is added."""
        code = "-".join(("CC BY", *(code for code, pattern in _PARTS if re.search(pattern, parts))))
        return self._codes.get(code, code) if parts else COMMONS

    def _find_records(self, licenses: tuple[str, ...], line: str) -> Iterator[NamedLicense]:
        """The records named, each with the longest of its names that the line has; a misspelt one as it should be."""
        for license_id in licenses:
            record = self._bank.license[license_id]
            said = [name for name in record.names if _write(name) in line]
            yield NamedLicense(max(map(_cut, said or record.names), key=len), record.name)


def _write(text: str) -> str:
    """The atoms of a text between spaces, with the licence in one spelling."""
    return f" {' '.join(split_atoms(text))} ".replace("licence", "license")


def _cut(text: str) -> str:
    """A name without the word 'licence' behind it, which tells none from another."""
    return _write(_LICENSE_BEHIND.sub("", text.casefold()))


def _is_piece(text: str, other: str, line: str) -> bool:
    """Whether a name stands in a line only as a piece of another one."""
    return text != other and text in other and line.count(text) <= line.count(other)


def _list_groups(bank: Bank) -> dict[str, str]:
    """The words that the names of several licences share and by which people call them, the maker or the family; MIT is
    a maker, and a licence."""
    held: dict[str, list[License]] = defaultdict(list)
    for record in bank.licenses:
        for word in list_name_words(record):
            held[word].append(record)
    called = {alias.casefold() for family in bank.families for alias in family.aliases}
    called |= {maker.split()[0].casefold() for maker in bank.developers}
    called -= {(record.spdx or "").casefold() for record in bank.licenses}
    return {
        word: f"{_spell(word, records)}{FAMILY}" for word, records in held.items() if word in called and records[1:]
    }


def _spell(word: str, records: list[License]) -> str:
    """A word with the capitals that it has in the name of a licence."""
    pattern = re.compile(rf"(?<![^\W\d_]){word}(?![^\W\d_])", re.IGNORECASE)
    found = (pattern.search(record.name) for record in records)
    return next((one.group() for one in found if one), word.title())
