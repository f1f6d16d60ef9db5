"""Names however they are spaced, and the mending of words that are a slip away from one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.words import EVERYDAY, REAL_WORDS

Atoms = tuple[str, ...]

_ATOM = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|\+", re.UNICODE)
_SHORT_NAME = 4
_SHORTEST_TYPO = 5
_SHORTEST_NUMBERED_TYPO = 4
"""A four-letter slip counts only before a figure: 'lama 3.3', but not 'lame'."""

_LONGEST_TYPO = 24
_ARTICLES = frozenset({"a", "an"})
"""No name begins with one unless it is written so: 'a GPL licence' is not that of AGPL."""

_LONG_WORD = 9
"""Letters from which two slips are mended."""
_LINES_KEPT = 16
"""Lines whose atoms are kept: tables, licences and terms are looked for in the same ones."""

_MENDED_KEPT = 4096
"""Words whose nearest name is remembered: people use the same few thousand."""


@lru_cache(_LINES_KEPT)
def split_atoms(text: str) -> Atoms:
    """Runs of letters and figures: 'GPT-4o' is ('gpt', '4', 'o'), 'Llama3.1 405B' is ('llama', '3.1', '405', 'b')."""
    return tuple("plus" if atom == "+" else atom.removesuffix("'s") for atom in _ATOM.findall(text.casefold()))


def join(atoms: Iterable[str]) -> str:
    """Atoms written together, figures kept apart: spaces, dashes and capitals make no difference between names."""
    joined = ""
    for atom in atoms:
        joined = append(joined, atom)
    return joined


def append(joined: str, atom: str) -> str:
    return f"{joined} {atom}" if joined[-1:].isdigit() and atom[0].isdigit() else joined + atom


def write_name(atoms: Iterable[str]) -> str:
    """Atoms as a name to show: short ones together ('k2'), longer ones spaced ('llama 3.1')."""
    joined = join(atoms)
    return joined if len(joined) <= _SHORT_NAME else " ".join(atoms)


class Mender:
    """Mends words that are one slip (two in long words) from a known one; figures stay as typed."""

    def __init__(self, known: Iterable[str], real: frozenset[str] = frozenset()) -> None:
        """`real` are words that are no slip for a known one."""
        self._known = frozenset(known)
        self._real = REAL_WORDS | (real - self._known)
        self._plural = frozenset(word for word in self._known if len(word) >= _SHORTEST_NUMBERED_TYPO) - self._real
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= _SHORTEST_NUMBERED_TYPO:
                self._alike[word[0]].append(word)
        self._squeezed = {_squeeze(word): word for words in self._alike.values() for word in words}
        self.mend = lru_cache(_MENDED_KEPT)(self._mend)

    def _mend(self, word: str, is_numbered: bool) -> str:
        """The known word that was meant, or the word itself: WhisperX is no slip for Whisper. `is_numbered`: a figure
        stands behind it."""
        shortest = _SHORTEST_NUMBERED_TYPO if is_numbered else _SHORTEST_TYPO
        if not shortest <= len(word) <= _LONGEST_TYPO or word in self._known or not word.isalpha():
            return word
        if len(word) > _SHORT_NAME and word.endswith("s") and word[:-1] in self._plural:
            return word[:-1]
        if word in self._real:
            return word
        if (alike := self._squeezed.get(_squeeze(word))) is not None:
            return alike
        if word[:-1] in self._known:
            return word
        slips = 1 if len(word) < _LONG_WORD else 2
        best = process.extractOne(word, self._alike.get(word[0], ()), scorer=OSA.distance, score_cutoff=slips)
        if best is None:
            return word
        is_nearer = process.extractOne(word, EVERYDAY, scorer=OSA.distance, score_cutoff=int(best[1])) is not None
        return word if is_nearer and best[0] not in EVERYDAY else best[0]


def _squeeze(word: str) -> str:
    """A word with no letter twice in a row: 'lamma', 'lama' and 'llama' are one."""
    return "".join(letter for letter, _ in groupby(word))


class Found(NamedTuple):
    """A name in a line, from one atom up to another."""

    start: int
    end: int
    targets: tuple[str, ...]


class NameTable:
    """Names however they are spaced, longest match first."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._targets: dict[str, list[str]] = defaultdict(list)
        letters: set[str] = set()
        firsts: set[str] = set()
        for name, target in names:
            atoms = split_atoms(name)
            key = join(atoms)
            if key and target not in self._targets[key]:
                self._targets[key].append(target)
            letters |= {atom for atom in atoms if atom.isalpha()}
            firsts |= set(atoms[:1])
        self._articles = _ARTICLES - firsts
        self._beginnings = {key[:length] for key in self._targets for length in range(1, len(key) + 1)}
        self._mender = Mender(letters)

    def find(self, atoms: Atoms) -> list[Found]:
        """Every name in a line, left to right, without overlaps."""
        found: list[Found] = []
        start = 0
        while start < len(atoms):
            may_begin = atoms[start] in self._beginnings and atoms[start] not in self._articles
            match = self._match_at(atoms, start) if may_begin else None
            if match:
                found.append(match)
            start = match.end if match else start + 1
        return found

    def correct(self, atoms: Atoms) -> Atoms:
        """Mend letter atoms that are one slip (two in long words) from a known name; figures stay as typed."""
        followers = (*atoms[1:], "")[: len(atoms)]
        return tuple(
            self._mender.mend(atom, follower[:1].isdigit()) for atom, follower in zip(atoms, followers, strict=True)
        )

    def _match_at(self, atoms: Atoms, start: int) -> Found | None:
        """The longest name that begins at an atom: atoms are added while some name still begins like them."""
        longest: Found | None = None
        joined = ""
        for end in range(start + 1, len(atoms) + 1):
            joined = append(joined, atoms[end - 1])
            if joined not in self._beginnings:
                break
            if joined in self._targets:
                longest = Found(start, end, tuple(self._targets[joined]))
        return longest
