"""The figures of a record: which sizes, versions and dates typed behind a name are its own."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.records.models import ModelRecord
from bot.understanding.pieces import Piece, read_name

Span = tuple[float, float]

_FIGURE = r"(?<!\d)(\d{1,9}(?:\.\d{1,9})?)"
_SIZE = re.compile(rf"{_FIGURE}([bmt])")
_SIZE_SPAN = re.compile(rf"{_FIGURE} ?([BMT]) to [A-Za-z ]{{0,40}}?{_FIGURE} ?([BMT])", re.IGNORECASE)
_VERSION_SPAN = re.compile(rf"(?:v?{_FIGURE}\W{{0,2}})?\bto v?{_FIGURE}(?! ?[BMT\d.])", re.IGNORECASE)
_ANY_MINOR = re.compile(r"\b(\d+)\.x\b")
_ASIDE = re.compile(r"\([^()]*\)")
_SCALE = {"m": 1e6, "b": 1e9, "t": 1e12}

_ROUNDING = 0.06
"""A size that is no whole number is typed rounded: 30b for 31.6B, 120b for 120.6B."""

_LEAD = 2
"""Months by which a date in a name may lie before the month of release that the record gives."""


class Figures(NamedTuple):
    """What the texts of a record say in figures. `has_own_version`: its proper name carries a version; `is_later`: one
    of 2 or more, so that a name without one may be an earlier model."""

    sizes: frozenset[str]
    size_spans: tuple[Span, ...]
    versions: frozenset[str]
    version_spans: tuple[Span, ...]
    has_own_version: bool
    is_later: bool
    released: int

    def has_size(self, size: str) -> bool:
        """Whether a size such as '70b' is one that the record names or spans."""
        return size in self.sizes or self._is_spanned(size) or self._is_rounded(size)

    def has_version(self, version: str) -> bool:
        """Whether a version such as '3.1' is one that the record names or spans."""
        if version in self.versions:
            return True
        if version.count(".") > 1:
            return self.has_version(version.rpartition(".")[0])
        return any(low <= float(version) <= high for low, high in self.version_spans)

    def has_date(self, figure: str) -> bool:
        """Whether a figure may be a date of the record: no date at all fits, one before its release does not."""
        month = read_month(figure)
        return month is None or month >= self.released - _LEAD

    def _is_spanned(self, size: str) -> bool:
        wanted = _weigh(size)
        return any(low <= wanted <= high for low, high in self.size_spans)

    def _is_rounded(self, size: str) -> bool:
        if "." in size or "x" in size:
            return False
        wanted = _weigh(size)
        exact = (_weigh(own) for own in self.sizes if "." in own and "x" not in own)
        return wanted >= 1e10 and any(abs(wanted - own) <= own * _ROUNDING for own in exact)


def read_figures(model: ModelRecord) -> Figures:
    """Gather the figures of a record from its name, id, aliases and parameters."""
    names = (model.name, model.id, *model.aliases)
    pieces = [piece for name in names for piece in read_name(name).pieces]
    sized = [*pieces, *read_name(model.parameters).pieces]
    versions = {piece.text for piece in pieces if piece.kind in {"figure", "version"}}
    proper = _read_versions(read_name(_ASIDE.sub("", model.name)).pieces)
    return Figures(
        sizes=frozenset(piece.text for piece in sized if piece.kind in {"size", "active"}),
        size_spans=tuple(_read_size_spans(model.parameters)),
        versions=frozenset(versions),
        version_spans=tuple(_read_version_spans(model.name)),
        has_own_version=bool(proper),
        is_later=any(version >= 2 for version in proper),
        released=_count_months(int(model.released[:4]), int(model.released[5:7] or 1)),
    )


def read_month(figure: str) -> int | None:
    """The month, counted from the year 0, that a figure such as 2411, 20241022 or 2024 names; None if it names none."""
    if len(figure) in {6, 8} and figure.startswith("20") and _is_month(figure[4:6]):
        return _count_months(int(figure[:4]), int(figure[4:6]))
    if len(figure) in {4, 6} and "22" <= figure[:2] <= "29" and _is_month(figure[2:4]):
        return _count_months(2000 + int(figure[:2]), int(figure[2:4]))
    if len(figure) == 4 and "2017" <= figure <= "2029":
        return _count_months(int(figure), 12)
    return None


def _is_month(digits: str) -> bool:
    return "01" <= digits <= "12"


def _count_months(year: int, month: int) -> int:
    return year * 12 + month


def _read_versions(pieces: Iterable[Piece]) -> list[float]:
    figures = (piece.text for piece in pieces if piece.kind in {"figure", "version"})
    return [float(figure) for figure in figures if figure.count(".") < 2 and read_month(figure) is None]


def _read_size_spans(parameters: str) -> Iterable[Span]:
    for low, low_unit, high, high_unit in _SIZE_SPAN.findall(parameters):
        yield _weigh(f"{low}{low_unit}".casefold()), _weigh(f"{high}{high_unit}".casefold())


def _read_version_spans(name: str) -> Iterable[Span]:
    for low, high in _VERSION_SPAN.findall(name):
        yield float(low or 0), float(high)
    for major in _ANY_MINOR.findall(name):
        yield float(major), float(major) + 0.99


def _weigh(size: str) -> float:
    """'72b' as a number; of '8x22b' the size of one expert, which no span holds."""
    match = _SIZE.fullmatch(size)
    return float(match[1]) * _SCALE[match[2]] if match else -1.0
