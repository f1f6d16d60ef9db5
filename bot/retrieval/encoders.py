"""The door to sentence encoders: one protocol, and the vectors that go through it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.errors import EncoderError

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors; questions and passages may be encoded differently."""

    @property
    def dimension(self) -> int: ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, shape (len(texts), dimension)."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text, shape (len(texts), dimension)."""
        ...


class QuestionReader(Encoder, Protocol):
    """An encoder that also gives what the recogniser reads, in the same pass."""

    def read_question(self, text: str) -> "Question":
        """Return the vectors of one question."""
        ...


class Question(NamedTuple):
    """One question as vectors: `embedding` is a unit vector for retrieval, `features` are for the recogniser.

    Without tuned layers both are the same vector.
    """

    embedding: Vectors
    features: Vectors


def check_vectors(vectors: Vectors, count: int, dimension: int) -> Vectors:
    """Return the vectors as contiguous float32 unit rows, or raise EncoderError naming both shapes."""
    if vectors.shape != (count, dimension):
        raise EncoderError(
            f"The encoder gave vectors of shape {vectors.shape} where {(count, dimension)} was due: "
            "run `glassbox build`."
        )
    rows = np.ascontiguousarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-12), dtype=np.float32)
