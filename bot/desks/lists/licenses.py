"""Which licences are meant by a line that asks for models: one, those of a series, or all of a group that one word
stands for."""

import re
from typing import NamedTuple

from bot.desks.license_names import LicenseNames
from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.models import License
from bot.replies.license_groups import COMMONS, FAMILY, find_group
from bot.replies.selecting import name_series
from bot.understanding.names import split_atoms

_LISTED = frozenset({"copyleft", "research", "community", "OpenRAIL", "RAIL", COMMONS})
"""Groups that are asked for as such; the others are read as kinds or as a series."""


class MeantLicenses(NamedTuple):
    """The licences that a line asks for, and the words in it that stand for a group of them."""

    licenses: tuple[Slug, ...] = ()
    groups: tuple[str, ...] = ()


def find_meant(bank: Bank, names: LicenseNames, lowered: str, licenses: tuple[Slug, ...]) -> MeantLicenses:
    """The licences of a lower-cased line, of which the records were found by name: 'a llama licence' is any of them."""
    said = names.find_named(lowered, licenses)
    groups = {one.written: held for one in said if (held := _list_members(bank, names, one.value))}
    if not groups:
        return MeantLicenses(licenses)
    named = {one.value for one in said}
    own = (one for one in licenses if bank.license[one].name in named)
    return MeantLicenses(
        tuple(dict.fromkeys((*own, *(one for held in groups.values() for one in held)))), tuple(groups)
    )


def _list_members(bank: Bank, names: LicenseNames, value: str) -> tuple[Slug, ...]:
    group = find_group(value) if value in _LISTED or value.endswith(FAMILY) else None
    word = value.removesuffix(FAMILY).casefold()
    held = [record for record in bank.licenses if group and group.holds(record)]
    is_line = value.endswith(FAMILY) and not names.is_maker(word)
    return tuple(record.id for record in held if not is_line or _bears(names, record, word))


def _bears(names: LicenseNames, record: License, word: str) -> bool:
    """Whether a licence is called by a word, not by what stands behind it: a Llama Nemotron licence is Nemotron's."""
    return word in split_atoms(record.name) or any(
        not names.names_several(behind) for name in record.aliases for behind in re.findall(rf"\b{word}\W+(\w+)", name)
    )


def widen_to_series(bank: Bank, licenses: tuple[Slug, ...], text: str) -> tuple[Slug, ...]:
    """Licences by what they share before a bracket, where a line says no more of one: 'modified MIT' is Kimi's and
    Mistral's."""
    line = f" {' '.join(split_atoms(text))} "
    wide: list[str] = []
    for record in (bank.license[one] for one in licenses):
        stem = name_series(record.name)
        plain = {" ".join(split_atoms(f"{stem}{word}")) for word in ("", " license", " licence")}
        said = {name for name in (" ".join(split_atoms(one)) for one in record.names) if f" {name} " in line}
        kin = [other.id for other in bank.licenses if name_series(other.name) == stem]
        wide += kin if kin[1:] and said and said <= plain else [record.id]
    return tuple(dict.fromkeys(wide))
