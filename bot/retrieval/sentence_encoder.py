"""The reference encoder: sentence-transformers. Imports torch, so it serves building only."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import EncoderError
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.encoders import Vectors, check_vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

TunedLayers = Mapping[str, NDArray[np.float16]]
"""Parameters of tuned upper layers by the names they have in the transformer."""


class SentenceEncoder:
    """A sentence-transformers model behind the Encoder protocol."""

    def __init__(self, choice: EncoderChoice, tuned: TunedLayers | None = None) -> None:
        """Load the model, from disk alone for the shipped one, with tuned layers in the place of its own.

        Raises EncoderError with the remedy.
        """
        place = choice.locate()
        self.model = _load_model(place, offline=choice.is_default)
        if tuned:
            _put_in_place(self.model, tuned)
        self._dimension = int(self.model.get_embedding_dimension() or 0)

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._check(self.model.encode_document(list(texts), show_progress_bar=False), len(texts))

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._check(self.model.encode_query(list(texts), show_progress_bar=False), len(texts))

    def _check(self, vectors: object, count: int) -> Vectors:
        return check_vectors(np.asarray(vectors, dtype=np.float32), count, self._dimension)


def average_tokens(states: Any, attention_mask: Any) -> Any:
    """The mean over real tokens, shape (texts, width), of states of shape (texts, tokens, width)."""
    mask = attention_mask.unsqueeze(-1).to(states.dtype)
    return (states * mask).sum(1) / mask.sum(1)


def _put_in_place(model: SentenceTransformer, tuned: TunedLayers) -> None:
    import torch  # noqa: PLC0415  (costs seconds)

    transformer: Any = model[0].auto_model
    state = {name: torch.from_numpy(values.astype(np.float32)) for name, values in tuned.items()}
    unexpected = transformer.load_state_dict(state, strict=False).unexpected_keys
    if unexpected:
        raise EncoderError("The tuned layers belong to another encoder: run `glassbox train`.")


def _load_model(place: str, *, offline: bool) -> SentenceTransformer:
    if offline:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  (torch costs seconds)
    except ImportError as error:
        raise EncoderError(
            "Building needs sentence-transformers, which this serving install leaves out: "
            "pip install 'glassbox[build]', or copy a built data folder here."
        ) from error
    try:
        return SentenceTransformer(place, device="cpu", local_files_only=offline)
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"The encoder {place} cannot be loaded: check GLASSBOX_ENCODER, or leave it out for the shipped one."
        ) from error
