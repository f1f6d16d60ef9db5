"""The doors to sentence encoders: one for building, one for serving, and the vectors that go through them."""

from collections.abc import Sequence
from typing import Protocol

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


class QuestionEncoder(Protocol):
    """Turns one question into a vector, for the heads and for retrieval alike."""

    def encode_question(self, text: str) -> Vectors:
        """Return the unit vector of a text, shape (dimension,)."""
        ...

    def encode_published(self, text: str) -> Vectors:
        """Return the unit vector that the encoder as it was published gives a text, shape (dimension,)."""
        ...


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
