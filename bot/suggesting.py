"""The order of completion lists: what begins as it was typed comes before what only holds it."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

Entry = TypeVar("Entry")

_BETWEEN_WORDS = re.compile(r"[^\w.]+|\.(?!\w)")


def order_fitting(wanted: str, entries: Iterable[tuple[Entry, Sequence[str]]]) -> list[Entry]:
    """The entries of which each comes with its names and which hold every word that is wanted, in lower case.

    Those whose first name, which is shown, begins so come first, then those of which another does, then those with a
    word that begins so, then the others; within each the order is kept.
    """
    words = tuple(dict.fromkeys(wanted.split()))
    folded = ((entry, [name.casefold() for name in names]) for entry, names in entries)
    fitting = [(_rank(wanted, names), entry) for entry, names in folded if _holds(words, names)]
    return [entry for _rank_of, entry in sorted(fitting, key=lambda pair: pair[0])]


def find_by_words(wanted: str, entries: Iterable[tuple[Entry, Sequence[str]]]) -> list[Entry]:
    """The entries in whose names every word that is wanted stands whole: 'repository' is not about 'osi'."""
    words = set(_split(wanted))
    return [entry for entry, names in entries if words and words <= {part for name in names for part in _split(name)}]


def _split(text: str) -> list[str]:
    return _BETWEEN_WORDS.sub(" ", text.casefold()).split()


def _holds(words: Sequence[str], names: Sequence[str]) -> bool:
    """Whether every word stands in one of the names."""
    text = " ".join(names)
    return all(word in text for word in words)


def _rank(wanted: str, names: Sequence[str]) -> int:
    if any(name.startswith(wanted) for name in names):
        return 0 if names[0].startswith(wanted) else 1
    return 2 if any(f" {wanted}" in _BETWEEN_WORDS.sub(" ", f" {name}") for name in names) else 3
