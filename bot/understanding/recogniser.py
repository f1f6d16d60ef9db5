"""Scores one line with the trained heads: which intent, which claim, which stance."""

from typing import NamedTuple

import numpy as np

from bot.records.base import Stance
from bot.records.language import INTENTS, ClaimReading, Intent
from bot.retrieval.encoders import Vectors
from bot.understanding.heads import Heads

_STANCES: tuple[Stance, ...] = ("asserts", "denies", "asks")
_CANDIDATES = 5


class Scores(NamedTuple):
    """Probabilities, best first, and the claim reading of the best claim."""

    intents: dict[Intent, float]
    claims: dict[str, float]
    stances: dict[Stance, float]

    @property
    def claim_reading(self) -> ClaimReading:
        claim, claim_confidence = next(iter(self.claims.items()))
        stance, stance_confidence = max(self.stances.items(), key=lambda item: item[1])
        return ClaimReading(
            claim=claim, stance=stance, claim_confidence=claim_confidence, stance_confidence=stance_confidence
        )


class Recogniser:
    """The heads behind one method."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def score(self, text: str, vector: Vectors) -> Scores:
        """Score a normalised line with its unit vector."""
        columns = self._heads.vocabulary.find(text)
        intents = self._heads.intent.score(vector, columns)
        claims = self._heads.claim.score(vector, columns)
        order = np.argsort(-claims)[:_CANDIDATES]
        best = self._heads.claim.labels[order[0]]
        stances = self._heads.stance.score(best, vector, columns)
        return Scores(
            intents=_sort_intents(dict(zip(self._heads.intent.labels, intents.tolist(), strict=True))),
            claims={self._heads.claim.labels[row]: float(claims[row]) for row in order},
            stances={stance: float(stances[self._heads.stance.labels.index(stance)]) for stance in _STANCES},
        )


def _sort_intents(found: dict[str, float]) -> dict[Intent, float]:
    known = {intent: found.get(intent, 0.0) for intent in INTENTS}
    return dict(sorted(known.items(), key=lambda item: -item[1]))
