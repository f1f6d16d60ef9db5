"""What lies near a line where it is said after something: by itself 'and in coding?' lies near nothing."""

from typing import NamedTuple

import numpy as np

from bot.records.entries import Hit
from bot.retrieval.encoders import QuestionEncoder, Vectors
from bot.retrieval.searching import Retriever
from bot.understanding.heads import PassageHead

_HITS = 40
_LEAST = 1e-9
_WEIGHT = 0.6
"""How much what was spoken of before counts beside the line itself. Of 65 follow-ups of the training pile that a
passage answers it was among the first five by the line alone for 0.58, with 0.6 of the matter before for 0.92, with as
much of it as of the line for 0.86, with both in one text for 0.86."""


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
        """What lies near the line by itself."""
        return self._search(self.text, self.vector)

    def search_after(self, matter: str) -> Found:
        """What lies near the line and what was spoken of before it together."""
        return self._search(f"{self.text} {matter}", mix(self.vector, self.encoder.encode_question(matter)))

    def search_points(self, claim: str) -> list[Hit]:
        """The points of a claim's card, the nearest to the line first."""
        return self.retriever.search_points(claim, self.vector)

    def _search(self, text: str, vector: Vectors) -> Found:
        return Found(self.retriever.search(text, vector, _HITS), self.passages.weigh(vector))


def mix(line: Vectors, matter: Vectors) -> Vectors:
    """The unit vector of a line after what was spoken of before it, from the unit vectors of both."""
    mixed = line + _WEIGHT * matter
    return np.asarray(mixed / max(np.linalg.norm(mixed), _LEAST), dtype=np.float32)
