"""Groups of licences that people name by one word: what the group is called, and which licences are of it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.models import License
from bot.replies.grounds import OPEN_KINDS

COMMONS = "Creative Commons"
"""The group of all Creative Commons licences."""

FAMILY = " licences"
"""How the name of a group ends whose licences share a word of their names: 'Llama licences'."""

_CODE = re.compile(r"CC BY(?:-[A-Z]+)*")
_WORDS = re.compile(r"[a-z]+")
_NAME = re.compile(r"[A-Za-z]{3,}")
_OPEN_RAIL = re.compile(r"open[ -]?rail", re.IGNORECASE)
_MODIFIED_MIT = re.compile(r"modified mit", re.IGNORECASE)


class LicenseGroup(NamedTuple):
    """What a group is called in a sentence ('a permissive licence'), and whether a licence is of it."""

    phrase: str
    holds: Callable[[License], bool]


def _is_custom(record: License) -> bool:
    return not (record.kind in OPEN_KINDS or record.spdx or _OPEN_RAIL.search(record.name))


_GROUPS: dict[str, LicenseGroup] = {
    "proprietary": LicenseGroup("a proprietary licence", lambda record: record.kind == "proprietary"),
    "permissive": LicenseGroup("a permissive licence", lambda record: record.kind == "permissive"),
    "copyleft": LicenseGroup("a copyleft licence", lambda record: record.kind == "copyleft"),
    "custom": LicenseGroup("a custom licence", _is_custom),
    "research": LicenseGroup("a research licence", lambda record: record.kind == "research-only"),
    "non-commercial": LicenseGroup(
        "a non-commercial licence", lambda record: record.kind in {"non-commercial", "research-only"}
    ),
    "community": LicenseGroup("a community licence", lambda record: "Community" in record.name),
    "modified MIT": LicenseGroup("a modified MIT licence", lambda record: bool(_MODIFIED_MIT.search(record.name))),
    "OpenRAIL": LicenseGroup("one of the OpenRAIL licences", lambda record: bool(_OPEN_RAIL.search(record.name))),
    "RAIL": LicenseGroup("one of the RAIL licences", lambda record: "RAIL" in record.name),
    COMMONS: LicenseGroup("one of the Creative Commons licences", lambda record: record.name.startswith(COMMONS)),
}


def find_group(value: str) -> LicenseGroup | None:
    """The group that a value of a sentence names: a kind, a Creative Commons licence by its code, a word that the
    names of several licences share; None where it names one licence."""
    if _CODE.fullmatch(value):
        return LicenseGroup(value, lambda record: read_code(record) == value)
    word = value.removesuffix(FAMILY)
    if word != value and " " not in word:
        return LicenseGroup(f"one of the {value}", lambda record: word.casefold() in list_name_words(record))
    return _GROUPS.get(value)


def name_group(bank: Bank, licenses: tuple[Slug, ...]) -> str | None:
    """What several licences are called in a sentence that are all of a group, or all by whose names a word tells it:
    'one of the Llama licences'; None where they are not."""
    records = [bank.license[one] for one in licenses]
    for group in _GROUPS.values():
        if {record.id for record in bank.licenses if group.holds(record)} == set(licenses):
            return group.phrase
    shared = frozenset.intersection(*map(list_name_words, records)) if records[1:] else frozenset[str]()
    word = next((one for record in records for one in _NAME.findall(record.name) if one.casefold() in shared), None)
    return f"one of the {word}{FAMILY}" if word else None


def read_code(record: License) -> str | None:
    """The code of a Creative Commons licence without its version: 'CC BY-NC'."""
    code = re.fullmatch(r"CC-(BY(?:-[A-Z]+)*)-[\d.]+", record.spdx or record.extends or "")
    return f"CC {code.group(1)}" if code else None


def list_texts(bank: Bank, record: License) -> tuple[License, ...]:
    """The licence and, where it takes another one over whole and adds to it, that one: both may be said of a model."""
    if record.extends is None:
        return (record,)
    return (record, *(other for other in bank.licenses if other.spdx == record.extends))


def list_name_words(record: License) -> frozenset[str]:
    """The words of the names of a licence that one maker wrote, in lower case; none of a licence for everybody."""
    if record.spdx or record.kind == "unknown":
        return frozenset()
    return frozenset(word for name in (record.name, *record.aliases) for word in _WORDS.findall(name.casefold()))
