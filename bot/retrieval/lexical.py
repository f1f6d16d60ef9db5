"""Lexical search: BM25 over the same entries, for figures and rare names that embeddings blur."""

import re
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
_STOP = frozenset(
    """a an and are as at be been but by can did do does for from had has have how i if in is it its me my of on or s
    say says so t tell than that the their them then there they this to was we were what when where which who why
    will with would you your about out according article much many""".split()
)


def split_words(text: str) -> list[str]:
    """Lower-case words and figures without stop words; the s of a plural or a possessive is dropped."""
    words = (word.replace(",", "").removesuffix("'s") for word in _WORD.findall(text.casefold()))
    return [_singular(word) for word in words if word not in _STOP]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Postings(NamedTuple):
    """Lists of rows and scores, one list a word, end to end."""

    starts: NDArray[np.int64]
    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


class LexicalIndex:
    """BM25 (Lucene's variant) over tokenised entries.

    The score of every word in every row is worked out when it is built; `starts[word]` is where the rows and scores
    of a word begin. Searching adds up the lists of the words asked for.
    """

    def __init__(self, words: dict[str, int], postings: Postings, size: int) -> None:
        self._words = words
        self._postings = postings
        self._size = size

    @classmethod
    def from_texts(cls, texts: list[str]) -> "LexicalIndex":
        import bm25s  # noqa: PLC0415  (for building: it brings SciPy along)

        index = bm25s.BM25(method="lucene")
        index.index([split_words(text) or ["-"] for text in texts], show_progress=False)
        scores = index.scores
        return cls(index.vocab_dict, Postings(scores["indptr"], scores["indices"], scores["data"]), len(texts))

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Map what `save` wrote into memory. Raises IndexMissing where it is absent or damaged."""
        place = folder / LEXICAL_FOLDER
        try:
            words = _WORDS.validate_json((place / _WORDS_FILE).read_bytes())
            arrays = [np.load(place / f"{name}.npy", mmap_mode="r") for name in Postings._fields]
        except (OSError, ValueError) as error:
            raise IndexMissing("The lexical index is missing or damaged: run `glassbox build`.") from error
        return cls(words, Postings(*arrays), size)

    def save(self, folder: Path) -> None:
        place = folder / LEXICAL_FOLDER
        place.mkdir()
        (place / _WORDS_FILE).write_bytes(_WORDS.dump_json(self._words))
        for name, values in self._postings._asdict().items():
            np.save(place / f"{name}.npy", values)

    def search(self, text: str, count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and BM25 scores of the best rows, best first; empty where no word is known."""
        known = [self._words[word] for word in split_words(text) if word in self._words]
        if not known:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        starts, rows, scores = self._postings
        parts = [slice(int(starts[word]), int(starts[word + 1])) for word in known]
        sums = np.bincount(
            np.concatenate([rows[part] for part in parts]),
            weights=np.concatenate([scores[part] for part in parts]),
            minlength=self._size,
        ).astype(np.float32)
        best = _choose_best(sums, min(count, self._size))
        return best, sums[best]


def _choose_best(sums: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The rows of the highest sums above zero, best first, the earlier row first where two are equal."""
    floor = np.partition(sums, -count)[-count]
    rows = np.flatnonzero((sums >= floor) & (sums > 0))
    return np.asarray(rows[np.argsort(-sums[rows], kind="stable")][:count], dtype=np.int64)
