"""Text that fits its place: licences by their short names, names on one line or two, what is too long is cut."""

import re
from collections.abc import Callable
from typing import NamedTuple

Measure = Callable[[str, int], float]
"""How wide a line is at a height, both in pixels."""

_FILLING = re.compile(r" ?\b(?:Licen[cs]es?|Agreement)\b", re.IGNORECASE)
_ADDITION = re.compile(r" ?\([^()]*\)$")
_BRIEF = {"Creative Commons Attribution": "CC BY", "-NonCommercial": "-NC", "-ShareAlike": "-SA"}
_JOINTS = (",", "/", "-")
"""A line had better end with one of these than amid a name."""


class Lines(NamedTuple):
    """The lines of a text and the height at which they fit."""

    texts: tuple[str, ...]
    size: int


def shorten_license(name: str) -> str:
    """'Apache License 2.0' is 'Apache 2.0' where it is plain that a licence is meant."""
    short = name
    for long, brief in _BRIEF.items():
        short = short.replace(long, brief)
    return " ".join(_FILLING.sub("", short).split()) or name


def fit_lines(text: str, width: float, sizes: tuple[int, ...], measure: Measure, *, two: bool = True) -> Lines:
    """The text at the greatest height at which one line holds it, else on two lines of less than the greatest height
    where there is room for two, else cut."""
    for size in sizes:
        if measure(text, size) <= width:
            return Lines((text,), size)
    for size in sizes[1:] if two else ():
        pairs = [pair for pair in _split(text) if all(measure(line, size) <= width for line in pair)]
        if pairs:
            return Lines(min(pairs, key=lambda pair: _rate(pair, size, measure)), size)
    return Lines((_cut(text, width, sizes[-1], measure),), sizes[-1])


def _cut(text: str, width: float, size: int, measure: Measure) -> str:
    """The text without what stands in brackets at its end, or up to the last word that fits."""
    kept = _ADDITION.sub("", text)
    if measure(kept, size) <= width:
        return kept
    while kept and measure(f"{kept}...", size) > width:
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return f"{kept}..."


def _split(text: str) -> list[tuple[str, str]]:
    """Every way to break a text at a space."""
    words = text.split()
    return [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]


def _rate(pair: tuple[str, ...], size: int, measure: Measure) -> tuple[bool, float]:
    """How bad a break is: amid a name first, then by the longer line."""
    first, second = pair[0], pair[-1]
    return not (first.endswith(_JOINTS) or second.startswith("(")), max(measure(line, size) for line in pair)
