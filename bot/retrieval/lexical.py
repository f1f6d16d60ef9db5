"""Lexical search: BM25 over the same entries, for figures and rare names that embeddings blur."""

import re
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexMissing

LEXICAL_FOLDER = "lexical"

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


class LexicalIndex:
    """BM25 (Lucene's variant) over tokenised entries."""

    def __init__(self, index: bm25s.BM25, size: int) -> None:
        self._index = index
        self._size = size

    @classmethod
    def from_texts(cls, texts: list[str]) -> "LexicalIndex":
        index = bm25s.BM25(method="lucene")
        index.index([split_words(text) or ["-"] for text in texts], show_progress=False)
        return cls(index, len(texts))

    @classmethod
    def load(cls, folder: Path, size: int) -> "LexicalIndex":
        """Read what `save` wrote. Raises IndexMissing where it is absent or damaged."""
        try:
            return cls(bm25s.BM25.load(str(folder / LEXICAL_FOLDER)), size)
        except (OSError, ValueError, KeyError) as error:
            raise IndexMissing("The lexical index is missing or damaged: run `glassbox build`.") from error

    def save(self, folder: Path) -> None:
        self._index.save(str(folder / LEXICAL_FOLDER), show_progress=False)

    def search(self, text: str, count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return row numbers and BM25 scores of the best rows, best first; empty where no word is known."""
        words = [word for word in split_words(text) if word in self._index.vocab_dict]
        if not words:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        scores = np.asarray(self._index.get_scores(words), dtype=np.float32)
        best = np.argsort(-scores, kind="stable")[: min(count, self._size)]
        best = best[scores[best] > 0]
        return best.astype(np.int64), scores[best]
