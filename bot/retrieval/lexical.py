"""Lexical search: BM25 over the same entries, for figures and rare names that embeddings blur."""

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from bot.errors import IndexMissing

LEXICAL_FOLDER = "lexical"
_WORDS_FILE = "words.json"
_WORDS = TypeAdapter(dict[str, int])

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?", re.UNICODE)
_GONE_THROUGH = 100_000
_SHORTLIST = 1_000
"""Entries of lists gone through for one question, and rows kept for the words in longer lists. Up to some 20,000 rows
that is everything; among 300,000 made passages it finds 0.98 of the ten best rows in half the time."""

_STOP = frozenset(
    """a an and are as at be been but by can did do does for from had has have how i if in is it its me my of on or s
    say says so t tell than that the their them then there they this to was we were what when where which who why
    will with would you your about out according article much many""".split()
)


_LINES_KEPT = 32
"""Lines whose words are kept: each is searched for, weighed and read in parts."""


@lru_cache(_LINES_KEPT)
def split_words(text: str) -> tuple[str, ...]:
    """Lower-case words and figures without stop words; the s of a plural or a possessive is dropped."""
    words = (word.replace(",", "").removesuffix("'s") for word in _WORD.findall(text.casefold()))
    return tuple(_singular(word) for word in words if word not in _STOP)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Postings(NamedTuple):
    """Lists of rows and scores, one list a word, end to end."""

    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    scores: NDArray[np.float32]


class LexicalIndex:
    """BM25 (Lucene's variant) over tokenised entries.

    The score of every word in every row is worked out when it is built; `starts[word]` is where the rows and scores
    of a word begin. Searching adds up the lists of the words asked for.
    """

    def __init__(self, words: dict[str, int], postings: Postings) -> None:
        self._words = words
        self._postings = postings

    @classmethod
    def from_texts(cls, texts: list[str]) -> "LexicalIndex":
        import bm25s  # noqa: PLC0415  (for building: it brings SciPy along)

        index = bm25s.BM25(method="lucene")
        index.index([list(split_words(text)) or ["-"] for text in texts], show_progress=False)
        scores = index.scores
        return cls(index.vocab_dict, Postings(scores["indptr"], scores["indices"], scores["data"]))

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Map what `save` wrote into memory. Raises IndexMissing where it is absent or damaged."""
        place = folder / LEXICAL_FOLDER
        try:
            words = _WORDS.validate_json((place / _WORDS_FILE).read_bytes())
            arrays = [np.load(place / f"{name}.npy", mmap_mode="r").view(np.ndarray) for name in Postings._fields]
        except (OSError, ValueError) as error:
            raise IndexMissing("The lexical index is missing or damaged: run `glassbox build`.") from error
        return cls(words, Postings(*arrays))

    def save(self, folder: Path) -> None:
        place = folder / LEXICAL_FOLDER
        place.mkdir()
        (place / _WORDS_FILE).write_bytes(_WORDS.dump_json(self._words))
        for name, values in self._postings._asdict().items():
            np.save(place / f"{name}.npy", values)

    def weigh(self, words: Iterable[str], rows: int) -> dict[str, float]:
        """How telling each word is among so many rows: the logarithm of how rare; an unknown one is the rarest."""
        return {word: math.log1p(rows / (self._count(word) + 0.5)) for word in words}

    def _count(self, word: str) -> int:
        """How many rows have a word."""
        number, starts = self._words.get(word), self._postings.starts
        return 0 if number is None else int(starts[number + 1] - starts[number])

    def search(self, text: str, count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and BM25 scores of the best rows, best first; empty where no word is known."""
        rarer, commoner = self._split_lists(text)
        if not rarer:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        _starts, rows, scores = self._postings
        weights = np.concatenate([scores[part] for part in rarer], dtype=np.float64)
        sums = np.asarray(np.bincount(np.concatenate([rows[part] for part in rarer]), weights), dtype=np.float64)
        found = _choose_best(sums, _SHORTLIST if commoner else count)
        totals = sums[found] + sum(_look_up(found, rows[part], scores[part]) for part in commoner)
        best = np.argsort(-totals, kind="stable")[:count]
        return found[best], totals[best].astype(np.float32)

    def _split_lists(self, text: str) -> tuple[list[slice], list[slice]]:
        """Where the lists of a text's words stand: those that find rows, the shortest first, and those too long for it.

        A word on very many rows says little about any; it only adds to the rows that rarer words found.
        """
        starts = self._postings.starts
        words = (self._words[word] for word in split_words(text) if word in self._words)
        parts = sorted((slice(int(starts[word]), int(starts[word + 1])) for word in words), key=_measure)
        lengths = np.cumsum([_measure(part) for part in parts])
        found = max(1, int(np.searchsorted(lengths, _GONE_THROUGH, side="right")))
        return parts[:found], parts[found:]


def _measure(part: slice) -> int:
    return int(part.stop - part.start)


def _look_up(wanted: NDArray[np.int64], rows: NDArray[np.int32], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores of some rows in one list, whose rows ascend; 0 where a row is not in it."""
    places = np.minimum(np.searchsorted(rows, wanted.astype(rows.dtype)), len(rows) - 1)
    return np.where(rows[places] == wanted, scores[places], np.float32(0))


def _choose_best(sums: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """The rows of the highest sums above zero, best first, the earlier row first where two are equal."""
    rows = np.flatnonzero(sums > 0)
    if len(rows) > count:
        found = sums[rows]
        rows = rows[found >= np.partition(found, -count)[-count]]
    return np.asarray(rows[np.argsort(-sums[rows], kind="stable")][:count], dtype=np.int64)
