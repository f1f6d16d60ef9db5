"""Dense and lexical search fused into one ranking of records."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from bot.errors import IndexMissing
from bot.records.entries import Entry, EntryKind, Hit
from bot.retrieval.encoders import Vectors
from bot.retrieval.lexical import LexicalIndex
from bot.retrieval.vectors import VectorIndex

ENTRIES_FILE = "entries.json"

_DEPTH = 90
_LEXICAL_WEIGHT = 0.3
"""How much the best lexical match adds to a cosine. Of 0 to 0.6, measured on 201 questions of fact, 0.3 puts the
right record first most often (0.83) and among the first three in 0.93."""

_Key = tuple[EntryKind, str]
_KEYS = TypeAdapter(tuple[_Key, ...])
_APART: frozenset[EntryKind] = frozenset({"point", "note"})
"""Kinds that are looked for by themselves: there are many, and each is a part of something that answers as a whole."""


class Retriever:
    """Finds the records nearest to a question."""

    def __init__(self, keys: tuple[_Key, ...], vectors: VectorIndex, lexical: LexicalIndex) -> None:
        """`keys` say which record each row stands for."""
        if len(keys) != len(vectors):
            raise IndexMissing(f"The index holds {len(vectors)} vectors for {len(keys)} entries: run `glassbox build`.")
        self._keys = keys
        self._vectors = vectors
        self._lexical = lexical
        self._points: dict[str, list[int]] = defaultdict(list)
        self._notes: dict[str, list[int]] = defaultdict(list)
        for row, (kind, ref) in enumerate(keys):
            if kind == "point":
                self._points[ref.partition("/")[0]].append(row)
            elif kind == "note":
                self._notes[ref.partition("#")[0]].append(row)
        self._note_rows = np.array([row for rows in self._notes.values() for row in rows], dtype=np.int64)
        self._note_vectors = vectors.select(self._note_rows.tolist())

    @classmethod
    def build(cls, entries: tuple[Entry, ...], vectors: Vectors) -> "Retriever":
        """Index entries with their passage vectors, shape (len(entries), dimension)."""
        lexical = LexicalIndex.from_texts([entry.text for entry in entries])
        keys = tuple((entry.kind, entry.ref) for entry in entries)
        return cls(keys, VectorIndex.from_vectors(vectors), lexical)

    @classmethod
    def load(cls, folder: Path) -> "Retriever":
        """Read what `save` wrote. Raises IndexMissing where any part is absent or damaged."""
        try:
            keys = _KEYS.validate_json((folder / ENTRIES_FILE).read_bytes())
        except (OSError, ValueError) as error:
            raise IndexMissing("The index is missing or damaged: run `glassbox build`.") from error
        return cls(keys, VectorIndex.load(folder), LexicalIndex.load(folder))

    def save(self, folder: Path) -> None:
        (folder / ENTRIES_FILE).write_bytes(_KEYS.dump_json(self._keys))
        self._vectors.save(folder)
        self._lexical.save(folder)

    def __len__(self) -> int:
        return len(self._keys)

    def search_vectors(self, vector: Vectors, count: int = 10) -> list[str]:
        """The records of the nearest rows by cosine alone: what a bare look-up does, for comparison."""
        rows, _cosines = self._vectors.search(vector, count)
        return [self._keys[row][1] for row in rows.tolist()]

    def search(self, text: str, vector: Vectors, count: int = 10) -> list[Hit]:
        """Return the best records for a question and its unit vector, best first, each record once. Points of cards
        and notes of sources are no records of their own: see `search_points` and `search_notes`."""
        similarities = self._score_rows(*self._vectors.search(vector, _DEPTH))
        rows, matches = self._lexical.search(text, _DEPTH)
        strongest = float(matches[0]) if len(matches) else 1.0
        lexical = self._score_rows(rows, matches / strongest)
        scores = {
            key: similarities.get(key, 0.0) + _LEXICAL_WEIGHT * lexical.get(key, 0.0)
            for key in {*similarities, *lexical}
            if key[0] not in _APART
        }
        best = sorted(scores, key=lambda key: (-scores[key], key))[:count]
        return [Hit(kind=key[0], ref=key[1], similarity=similarities.get(key, 0.0), score=scores[key]) for key in best]

    def weigh_words(self, words: Iterable[str]) -> dict[str, float]:
        """How telling each word is, in the form in which the lexical index has it: the rarer, the more."""
        return self._lexical.weigh(words, len(self))

    def search_points(self, claim: str, vector: Vectors) -> list[Hit]:
        """All points of one card, the nearest to a unit vector first."""
        return self._list_hits("point", *self._vectors.compare(vector, self._points.get(claim, [])))

    def search_notes(self, vector: Vectors, count: int, sources: Iterable[str] | None = None) -> list[Hit]:
        """The nearest notes of some sources, or of all, to a unit vector, the nearest first."""
        if sources is not None:
            rows, cosines = self._vectors.compare(vector, [row for one in sources for row in self._notes.get(one, [])])
            return self._list_hits("note", rows[:count], cosines[:count])
        if not len(self._note_vectors):
            return []
        places, cosines = self._note_vectors.search(vector, count)
        return self._list_hits("note", self._note_rows[places], cosines)

    def _list_hits(self, kind: EntryKind, rows: NDArray[np.int64], cosines: Vectors) -> list[Hit]:
        pairs = zip(rows.tolist(), cosines.tolist(), strict=True)
        return [Hit(kind=kind, ref=self._keys[row][1], similarity=cosine, score=cosine) for row, cosine in pairs]

    def _score_rows(self, rows: NDArray[np.int64], scores: NDArray[np.float32]) -> dict[_Key, float]:
        """The best score of each record among the rows found."""
        best: dict[_Key, float] = {}
        for row, score in zip(rows.tolist(), scores.tolist(), strict=True):
            key = self._keys[row]
            best[key] = max(best.get(key, 0.0), score)
        return best
