"""Dense and lexical search fused into one ranking of records."""

from collections import defaultdict
from pathlib import Path

from pydantic import TypeAdapter

from bot.errors import IndexMissing
from bot.records.entries import Entry, Hit
from bot.retrieval.encoders import Vectors
from bot.retrieval.lexical import LexicalIndex
from bot.retrieval.vectors import VectorIndex

ENTRIES_FILE = "entries.json"

_DEPTH = 60
_RANK_OFFSET = 60
"""Reciprocal rank fusion with k = 60 (Cormack, Clarke and Buettcher, SIGIR 2009)."""

_ENTRIES = TypeAdapter(tuple[Entry, ...])


class Retriever:
    """Finds the records nearest to a question."""

    def __init__(self, entries: tuple[Entry, ...], vectors: VectorIndex, lexical: LexicalIndex) -> None:
        if len(entries) != len(vectors):
            raise IndexMissing(
                f"The index holds {len(vectors)} vectors for {len(entries)} entries: run `glassbox build`."
            )
        self._entries = entries
        self._vectors = vectors
        self._lexical = lexical

    @classmethod
    def build(cls, entries: tuple[Entry, ...], vectors: Vectors) -> "Retriever":
        """Index entries with their passage vectors, shape (len(entries), dimension)."""
        lexical = LexicalIndex.from_texts([entry.text for entry in entries])
        return cls(entries, VectorIndex.from_vectors(vectors), lexical)

    @classmethod
    def load(cls, folder: Path) -> "Retriever":
        """Read what `save` wrote. Raises IndexMissing where any part is absent or damaged."""
        try:
            entries = _ENTRIES.validate_json((folder / ENTRIES_FILE).read_bytes())
        except (OSError, ValueError) as error:
            raise IndexMissing("The index is missing or damaged: run `glassbox build`.") from error
        return cls(entries, VectorIndex.load(folder), LexicalIndex.load(folder, len(entries)))

    def save(self, folder: Path) -> None:
        (folder / ENTRIES_FILE).write_bytes(_ENTRIES.dump_json(self._entries))
        self._vectors.save(folder)
        self._lexical.save(folder)

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str, vector: Vectors, count: int = 10) -> list[Hit]:
        """Return the best records for a question and its unit vector, best first, each record once."""
        scores: dict[tuple[str, str], float] = defaultdict(float)
        similarities: dict[tuple[str, str], float] = defaultdict(float)
        rows, cosines = self._vectors.search(vector, _DEPTH)
        for key, rank, row in self._rank_records(rows.tolist()):
            scores[key] += 1 / (_RANK_OFFSET + rank)
            similarities[key] = max(similarities[key], float(cosines[row]))
        rows, _ = self._lexical.search(text, _DEPTH)
        for key, rank, _row in self._rank_records(rows.tolist()):
            scores[key] += 1 / (_RANK_OFFSET + rank)
        best = sorted(scores, key=lambda key: (-scores[key], -similarities[key], key))[:count]
        return [
            Hit.model_validate({"kind": key[0], "ref": key[1], "similarity": similarities[key], "score": scores[key]})
            for key in best
        ]

    def _rank_records(self, rows: list[int]) -> list[tuple[tuple[str, str], int, int]]:
        """Each record once with its rank among records and the position of its best row."""
        ranked: dict[tuple[str, str], int] = {}
        for position, row in enumerate(rows):
            entry = self._entries[row]
            ranked.setdefault((entry.kind, entry.ref), position)
        return [(key, rank, position) for rank, (key, position) in enumerate(ranked.items())]
