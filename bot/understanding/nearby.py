"""What lies near a line where it is said after something: by itself 'and in coding?' lies near nothing."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.records.entries import Hit
from bot.retrieval.encoders import QuestionEncoder, Vectors
from bot.retrieval.searching import Retriever
from bot.understanding.heads import PassageHead

_HITS = 40


class Found(NamedTuple):
    """Records near a line, best first, and the probability of each passage to answer it as the trained head has it."""

    hits: list[Hit]
    chances: dict[str, float]


class Nearby(NamedTuple):
    """A line, its unit vector, and what can be asked about it."""

    text: str
    vector: Vectors
    encoder: QuestionEncoder
    retriever: Retriever
    passages: PassageHead

    def search(self) -> Found:
        """What lies near the line."""
        return Found(self.retriever.search(self.text, self.vector, _HITS), self.passages.weigh(self.vector))

    def search_points(self, claim: str) -> list[Hit]:
        """The points of a claim's card, the nearest to the line first."""
        return self.retriever.search_points(claim, self.vector)

    def search_notes(self, count: int, sources: Iterable[str] | None) -> list[Hit]:
        """The notes of some sources, or of all, that lie nearest to the line."""
        return self.retriever.search_notes(self.vector, count, sources)

    def follow(self, matter: str) -> "Nearby":
        """The line as said after `matter`: both as one text, as the encoder was trained to read them."""
        text = write_after(matter, self.text)
        return self._replace(text=text, vector=self.encoder.encode_question(text))


def write_after(matter: str, line: str) -> str:
    """A line and what was spoken of before it as one text."""
    return f"{matter.rstrip('.')}. {line}"


def join_turns(before: str, line: str) -> str:
    """The line before and a line as one text, as the heads read them."""
    return f"{before} {line}"
