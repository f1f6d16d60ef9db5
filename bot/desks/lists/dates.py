"""Reads when the models asked for came out: in a year, a month or a season, since or before one, lately."""

import re
from typing import NamedTuple

from bot.records.bank import Bank
from bot.understanding.operations import NUMBERS

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?P<year>20[12]\d)"
_BOUND = re.compile(rf"\b(?P<side>since|after|before|until|up to) (?:(?:{_MONTH}|\w+) )?{_YEAR}\b")
_PREFIXED = re.compile(rf"\bpre[- ]?{_YEAR}\b")
_RANGE = re.compile(
    rf"\b(?:between|from) (?=[a-z]|20)(?:{_MONTH.replace('month', 'first_month')} ?)?(?P<first_year>20[12]\d)? ?"
    rf"(?:and|to|until|till|through|[-–]) ?(?:{_MONTH} )?{_YEAR}\b"
)
_ONWARDS = re.compile(rf"\b(?P<side>from) (?:{_MONTH} )?{_YEAR} on(?:wards?)?\b")
_MONTH_ALONE = re.compile(rf"\b(?P<side>since|after|before) {_MONTH}\b(?! 20)")
_OR_NEWER = re.compile(
    rf"\b{_YEAR}(?P<plus>\+| ?(?:(?:or|and|&) (?:newer|later|younger|after|above|up|on)|onwards?)\b)|"
    rf"\b(?P<side>newer|later|younger) than {_YEAR.replace('year', 'behind')}\b"
)
_OR_OLDER = re.compile(
    rf"\b{_YEAR} ?(?:or|and|&) (?P<until>older|earlier|before)\b|"
    rf"\b(?P<side>older|earlier) than {_YEAR.replace('year', 'behind')}\b"
)
"""A year that is the first or the last of those meant: '2025 or newer', 'older than 2024'."""

_THIS_YEAR = re.compile(r"\bthis year(?:'?s)?\b")
_RELEASED_IN = re.compile(rf"\b(?:{_MONTH} )?{_YEAR}\b")
_NUMBERS = NUMBERS | {"couple of": 2, "few": 3, "twelve": 12}
_SPAN = re.compile(
    rf"\b(?:last|past|previous) (?:(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)}) )?(?P<unit>months?|years?)\b|"
    r"\bthis (?P<now>month)\b"
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = re.compile(rf"\b(?:this|last|in|of) (?P<season>{'|'.join(_SEASONS)})\b(?: (?:of )?{_YEAR})?")
_IN_A_YEAR = 12
_IN_A_SEASON = 3


class Dates(NamedTuple):
    """The first date that counts, the first that does not any more, and the year or month that is meant exactly."""

    since: str | None = None
    until: str | None = None
    released: str | None = None


def read_dates(bank: Bank, lowered: str) -> Dates:
    """When the models that a lower-cased line asks for came out; 'now' is the newest release on record."""
    bounds = (
        _read_open_years(lowered)
        or _read_range(lowered)
        or _read_bounds(lowered)
        or _read_bounds_of_months(bank, lowered)
    )
    if bounds:
        return bounds
    span, season = _SPAN.search(lowered), _SEASON.search(lowered)
    if span:
        return Dates(since=_name(_find_newest(bank) - _count_months(span) + 1))
    if season:
        return _read_season(bank, season)
    if _THIS_YEAR.search(lowered):
        return Dates(released=_name(_find_newest(bank))[:4])
    found = _RELEASED_IN.search(lowered)
    return Dates(released=_join(found.group("year"), found.group("month"))) if found else Dates()


def blank_open_years(lowered: str) -> str:
    """A line without '2025 or newer', which asks for no newest one."""
    return _OR_OLDER.sub(" ", _OR_NEWER.sub(" ", lowered))


def _read_open_years(lowered: str) -> Dates | None:
    newer, older = _OR_NEWER.search(lowered), _OR_OLDER.search(lowered)
    if not (newer or older):
        return None
    since = _open_up(newer) if newer else None
    return Dates(since, _open_up(older) if older else None)


def _open_up(found: re.Match[str]) -> str:
    """The first year that counts, or the first that does not any more."""
    named, is_behind = found.group("year") or found.group("behind"), found.group("side")
    is_next = is_behind in {"newer", "later", "younger"} or (not is_behind and found.re is _OR_OLDER)
    return str(int(named) + is_next)


def _read_range(lowered: str) -> Dates | None:
    """From one month or year to another, which counts too; a month alone is of the year that is named."""
    found = _RANGE.search(lowered)
    first = (found.group("first_year"), found.group("first_month")) if found else (None, None)
    if not found or not any(first):
        return None
    year, month = found.group("year"), found.group("month")
    until = _name(_count(year, month) + 1) if month else str(int(year) + 1)
    return Dates(since=_join(first[0] or year, first[1]), until=until)


def _read_bounds(lowered: str) -> Dates | None:
    """A year or month behind 'since', 'after', 'before' or 'until'."""
    prefixed = _PREFIXED.search(lowered)
    if prefixed:
        return Dates(until=prefixed.group("year"))
    found = [*_BOUND.finditer(lowered), *_ONWARDS.finditer(lowered)]
    bounds = {_find_side(one): _shift(one) for one in found}
    return Dates(bounds.get("since"), bounds.get("until")) if bounds else None


def _find_side(found: re.Match[str]) -> str:
    return "since" if found.group("side") in {"since", "after", "from"} else "until"


def _shift(found: re.Match[str]) -> str:
    """What is named, or what comes next after it: 'after June 2025' is from July on."""
    year, month = found.group("year"), found.group("month")
    if found.group("side") != "after":
        return _join(year, month)
    return _name(_count(year, month) + 1) if month else str(int(year) + 1)


def _read_bounds_of_months(bank: Bank, lowered: str) -> Dates | None:
    """A month without a year is the latest such month on record."""
    found = _MONTH_ALONE.search(lowered)
    if not found:
        return None
    newest = _find_newest(bank)
    month = newest - (newest - _number(found.group("month"))) % _IN_A_YEAR
    named = _name(month + (found.group("side") == "after"))
    return Dates(since=named) if _find_side(found) == "since" else Dates(until=named)


def _count_months(span: re.Match[str]) -> int:
    """How many months 'the last two years' are."""
    count = span.group("count") or "one"
    months = _NUMBERS.get(count) or int(count)
    return months * _IN_A_YEAR if (span.group("unit") or "").startswith("year") else months


def _read_season(bank: Bank, season: re.Match[str]) -> Dates:
    """A season of a year that is named, else the latest that has begun."""
    first, newest = _SEASONS[season.group("season")] - 1, _find_newest(bank)
    begun = newest - (newest - first) % _IN_A_YEAR
    begins = int(season.group("year")) * _IN_A_YEAR + first if season.group("year") else begun
    return Dates(since=_name(begins), until=_name(begins + _IN_A_SEASON))


def _find_newest(bank: Bank) -> int:
    year, _, rest = max(model.released for model in bank.models).partition("-")
    return int(year) * _IN_A_YEAR + int(rest[:2] or 1) - 1


def _join(year: str, month: str | None) -> str:
    return _name(_count(year, month)) if month else year


def _count(year: str, month: str) -> int:
    """Months since the year 0."""
    return int(year) * _IN_A_YEAR + _number(month)


def _number(month: str) -> int:
    """The number of a month, from 0."""
    return _MONTHS.index(month[:3])


def _name(months: int) -> str:
    return f"{months // _IN_A_YEAR}-{months % _IN_A_YEAR + 1:02}"
