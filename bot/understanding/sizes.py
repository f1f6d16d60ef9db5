"""Sizes and versions behind a name: '405b', '3.7', 'v9', and whether a model has that size."""

import re

_SIZE_UNITS = frozenset({"b", "m", "t"})
_VERSION_LETTERS = frozenset("vrkm")


def read_beyond(atoms: tuple[str, ...], end: int) -> str:
    """A figure right behind a name, with the letter that makes it a size or version: '406b', '3.7', 'v9'."""
    rest = atoms[end : end + 3]
    if len(rest) > 1 and rest[0] in _VERSION_LETTERS and rest[1][0].isdigit():
        return rest[0] + rest[1]
    if not rest or not rest[0][0].isdigit():
        return ""
    unit = rest[1] if len(rest) > 1 and rest[1] in _SIZE_UNITS else ""
    return rest[0] + unit


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([BMT])\b", re.IGNORECASE)
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*([BMT]) to (?:\D*?)(\d+(?:\.\d+)?)\s*([BMT])", re.IGNORECASE)
_SCALE = {"m": 1e6, "b": 1e9, "t": 1e12}


def has_size(parameters: str, beyond: str) -> bool:
    """Whether a size such as '70b' is one that a model's parameters name or span."""
    match = _SIZE.fullmatch(beyond)
    if not match:
        return False
    wanted = _scale(match.group(1), match.group(2))
    sizes = {_scale(number, unit) for number, unit in _SIZE.findall(parameters)}
    if wanted in sizes:
        return True
    spans = _RANGE.findall(parameters)
    return any(_scale(low, a) <= wanted <= _scale(high, b) for low, a, high, b in spans)


def _scale(number: str, unit: str) -> float:
    return float(number) * _SCALE[unit.casefold()]
