"""Linear heads: small weight tables that turn a vector and words into probabilities. No training here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexMissing
from bot.retrieval.encoders import Vectors
from bot.understanding.features import Vocabulary, weigh_words

Weights = NDArray[np.floating[Any]]


class Head:
    """Softmax over labels.

    Weights: `dense` (labels, width) for the vector, `words` (vocabulary, labels) for word sequences, in half precision
    as it is stored, `bias` (labels,). The probabilities are softmax(logits / temperature);
    the temperature is fitted on held-out folds so that they are calibrated (Guo et al., 2017, arXiv 1706.04599).
    """

    def __init__(
        self, labels: Sequence[str], dense: Weights, words: Weights, bias: Weights, temperature: float
    ) -> None:
        self.labels = tuple(labels)
        self.dense = dense
        self.words = words
        self.bias = bias
        self.temperature = temperature

    def score(self, vector: Vectors, columns: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return one probability a label."""
        logits = self.dense @ vector + self.bias
        if len(columns):
            logits = logits + self.words[columns].sum(axis=0, dtype=np.float32) * weigh_words(columns)
        return softmax(np.asarray(logits, dtype=np.float64) / self.temperature)


class StanceHead:
    """Stance given the claim: a shared head plus a correction of its own for every claim.

    `dense` (claims, labels, dimension) and `bias` (claims, labels) hold shared and own weights already summed.
    """

    def __init__(
        self,
        labels: Sequence[str],
        claims: Sequence[str],
        dense: Weights,
        words: Weights,
        bias: Weights,
        temperature: float,
    ) -> None:
        self.labels = tuple(labels)
        self.claims = tuple(claims)
        self._heads = {
            claim: Head(labels, dense[row], words, bias[row], temperature) for row, claim in enumerate(claims)
        }
        self.dense, self.words, self.bias, self.temperature = dense, words, bias, temperature

    def of(self, claim: str) -> Head:
        """The head for lines about one claim."""
        return self._heads[claim]


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of logits, safe for large values."""
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), dtype=np.float64)


class Heads:
    """The trained recogniser: intent, claim and stance over one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, intent: Head, claim: Head, stance: StanceHead) -> None:
        self.vocabulary = vocabulary
        self.intent = intent
        self.claim = claim
        self.stance = stance

    def save(self, file: Path) -> None:
        """Write weights as float16: half the size, and no answer changes by it."""
        arrays: dict[str, NDArray[np.generic]] = {"vocabulary": np.array(self.vocabulary.sequences)}
        for name, head in (("intent", self.intent), ("claim", self.claim), ("stance", self.stance)):
            arrays |= {
                f"{name}_labels": np.array(head.labels),
                f"{name}_dense": head.dense.astype(np.float16),
                f"{name}_words": head.words.astype(np.float16),
                f"{name}_bias": head.bias,
                f"{name}_temperature": np.array(head.temperature),
            }
        arrays["stance_claims"] = np.array(self.stance.claims)
        with file.open("wb") as target:
            np.savez_compressed(target, **cast("dict[str, Any]", arrays))

    @classmethod
    def load(cls, file: Path) -> "Heads":
        """Read what `save` wrote. Raises IndexMissing where it is absent or damaged."""
        try:
            with np.load(file, allow_pickle=False) as arrays:
                parts = {name: arrays[name] for name in arrays.files}
            intent = Head(**_read_head(parts, "intent"))
            claim = Head(**_read_head(parts, "claim"))
            stance = StanceHead(claims=parts["stance_claims"].tolist(), **_read_head(parts, "stance"))
        except (OSError, ValueError, KeyError) as error:
            raise IndexMissing("The recogniser is missing or damaged: run `glassbox build`.") from error
        return cls(Vocabulary(parts["vocabulary"].tolist()), intent, claim, stance)


def _read_head(parts: dict[str, Any], name: str) -> dict[str, Any]:
    return {
        "labels": parts[f"{name}_labels"].tolist(),
        "dense": parts[f"{name}_dense"].astype(np.float32),
        "words": parts[f"{name}_words"],
        "bias": parts[f"{name}_bias"].astype(np.float32),
        "temperature": float(parts[f"{name}_temperature"]),
    }
