"""What a sentence about models says beside its predicate: countries, makers, licences, clauses, and of how much."""

import re
from collections.abc import Iterable, Sequence

from bot.desks.license_names import LicenseNames
from bot.desks.lists.makers import find_developers
from bot.desks.lists.places import read_places
from bot.desks.predicates import CLAUSE_PATTERNS
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.lines import Scope
from bot.records.models import ClauseName
from bot.records.questions import CLAUSES, Predicate
from bot.understanding.reading import Reading

_VALUES = 3
"""Licences, or countries, named in one line that are proposed."""

_SCOPES: tuple[tuple[Scope, str], ...] = (
    ("only", r"\b(?:only|nobody but|nothing but|sole)\W+(?:\w+\W+){0,2}$"),
    ("all", r"\b(?:all|every|each)\W+(?:\w+\W+){0,2}$"),
)
"""What stands right before a name and says of how many the sentence is."""

_EVERYONE = re.compile(
    r"\b(?:any|every)(?:one|body|\s+(?:company|business|firm|corporation|startup|host))\b|\bhowever (?:big|large)\b|"
    r"\bregardless of|\bno matter (?:how|what|the)\b|\bwithout (?:asking|any|conditions?|strings)\b|\bno strings\b|"
    r"\bunconditional\w*|\b(?:totally|completely|entirely) free\b"
)
"""By which a commercial use is said to be everybody's, whatever the licence asks."""

_CONDITIONS = re.compile(
    r"\bconditions?\b|\bcaps?\b|\bas long as\b|\bso long as\b|\bprovided\b|\bif (?:you|we|they|your|i|u)\b|\bunless\b|"
    r"\b(?:under|below|up to|less than|fewer than|until|till)\b.{0,40}?\d|\b(?:most|small\w*)\b|"
    r"\bwith (?:limits?|strings)\b|\bexcept\b|\bunder a certain\b"
)
"""By which a commercial use is said to have conditions."""

_PLACE = re.compile(r"\b(?:in|within|from inside) (?:the )?([a-z ]+)")
"""Where somebody would use a model."""


def find_values(
    bank: Bank, names: LicenseNames, reading: Reading, focus: Focus | None, predicate: Predicate
) -> Sequence[str | None]:
    """What a predicate says of its models: countries, makers, licences, clauses, where they would be used; one None for
    those that say nothing more."""
    if predicate == "made-in":
        return read_places(reading.lowered)[:_VALUES]
    if predicate == "made-by":
        return _shorten(find_developers(bank, reading.beside_models))[:_VALUES]
    if predicate == "license":
        return _find_licenses(bank, names, reading, focus)
    if predicate in CLAUSES:
        return _find_clauses(reading, focus, predicate)
    if predicate != "commercial-use":
        return (None,)
    place = _PLACE.search(reading.lowered)
    used_in = read_places(place.group(1))[:1] if place else ()
    return used_in or (None, *read_places(reading.lowered)[:1])


def find_scope(lowered: str, predicate: Predicate, names: str) -> Scope | None:
    """Of how much a lower-cased line says it: of all models or only one, and a commercial use to everybody or with
    conditions."""
    if predicate == "commercial-use" and _EVERYONE.search(lowered):
        return "everyone"
    if predicate == "commercial-use" and _CONDITIONS.search(lowered):
        return "conditions"
    head, name, _rest = lowered.partition(names.casefold().split(" ")[0])
    before = head if name else ""
    return next((scope for scope, pattern in _SCOPES if re.search(pattern, before)), None)


def find_clause_words(reading: Reading, name: ClauseName) -> list[str]:
    """The words of a line that speak of a clause: 'Large' in the name of a model speaks of no firm's size."""
    return CLAUSE_PATTERNS[name].findall(reading.beside_models)


def _find_clauses(reading: Reading, focus: Focus | None, predicate: Predicate) -> Sequence[str]:
    """The clauses of a predicate that a line has words of, else the one spoken of before, else all of them."""
    names = CLAUSES[predicate]
    said = [name for name in names if find_clause_words(reading, name)]
    before = focus.subject.statement if focus else None
    carried = [before.value] if before and before.predicate == predicate and before.value else []
    return said or carried or names


def _find_licenses(bank: Bank, names: LicenseNames, reading: Reading, focus: Focus | None) -> list[str]:
    """The licences that a line names, else the one before, of a sentence or of a list."""
    before = focus.subject.statement if focus else None
    carried = [before.value] if before and before.value and before.predicate == "license" else []
    listed = focus.subject.listed.licenses if focus and focus.subject.listed else ()
    return names.find(reading)[:_VALUES] or carried or [bank.license[one].name for one in listed[:1]]


def _shorten(makers: Iterable[str]) -> list[str]:
    """The shortest of the makers whose names begin alike: 'Google' stands for 'Google DeepMind' too."""
    shortest: dict[str, str] = {}
    for maker in sorted(makers, key=len):
        shortest.setdefault(maker.split()[0].casefold(), maker)
    return list(shortest.values())
