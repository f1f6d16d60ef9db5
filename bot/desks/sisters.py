"""Which passages tell of another model or licence what was just told of one: their titles differ in its name alone."""

from collections.abc import Callable
from functools import lru_cache

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.focus import Focus
from bot.understanding.names import split_atoms

_SHARED = 3
"""Words that the titles of two passages of a kind share at least, before and behind what tells them apart."""

_APART = 4
"""Words at most by which they are told apart."""

_MOST = 3
_KINDS_KEPT = 64
"""Passages lately told whose kind is kept."""


class Sisters:
    """Knows the passages of a bank by their titles."""

    def __init__(self, bank: Bank) -> None:
        self._titles = {passage.id: tuple(passage.title.rstrip("?.").split()) for passage in bank.passages}
        self._list_kind = lru_cache(_KINDS_KEPT)(self._collect_kind)

    def find(self, focus: Focus | None, lowered: str, is_about: Callable[[Slug], bool]) -> tuple[Slug, ...]:
        """Passages of the kind of the one told last, or of one told before it, that a lower-cased line asks for: it has
        the words that tell them apart, or names what they are about."""
        said = set(split_atoms(lowered))
        for subject in focus.subjects if focus else ():
            if not subject.passages:
                continue
            kind = self._list_kind(subject.passages[0])
            found = [ref for ref, own in kind.items() if own <= said]
            found = found or [ref for ref in kind if is_about(ref)]
            if found:
                return tuple(sorted(found, key=lambda ref: -len(kind[ref])))[:_MOST]
        return ()

    def _collect_kind(self, told: Slug) -> dict[Slug, set[str]]:
        """The passages of the kind of one, each with the atoms of what its title says in the place of that one's."""
        title = self._titles[told]
        apart = {ref: _tell_apart(title, other) for ref, other in self._titles.items() if ref != told}
        return {ref: set(split_atoms(own.casefold())) for ref, own in apart.items() if own}


def _tell_apart(title: tuple[str, ...], other: tuple[str, ...]) -> str:
    """What another title says in the place of what this one says; nothing where they share too little."""
    most = min(len(title), len(other))
    before = next((place for place in range(most) if title[place] != other[place]), most)
    behind = next((place for place in range(most - before) if title[-1 - place] != other[-1 - place]), most - before)
    own, others = title[before : len(title) - behind], other[before : len(other) - behind]
    is_kin = before + behind >= _SHARED and 0 < len(own) <= _APART and 0 < len(others) <= _APART
    return " ".join(others) if is_kin else ""
