"""The reference encoder: sentence-transformers. Imports torch, so it serves building only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import EncoderError
from bot.retrieval.choice import EncoderChoice
from bot.retrieval.encoders import Vectors, check_vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceEncoder:
    """A sentence-transformers model behind the Encoder protocol."""

    def __init__(self, choice: EncoderChoice) -> None:
        """Load the model, from disk alone for the shipped one. Raises EncoderError with the remedy."""
        place = choice.locate()
        self.model = _load_model(place, offline=choice.is_default)
        self._dimension = int(self.model.get_embedding_dimension() or 0)

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._check(self.model.encode_document(list(texts), show_progress_bar=False), len(texts))

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._check(self.model.encode_query(list(texts), show_progress_bar=False), len(texts))

    def encode_surfaces(self, texts: Sequence[str], tuned_layers: int) -> Vectors:
        """Return a unit row a text: the mean of its tokens' states below the `tuned_layers` uppermost layers."""
        import torch  # noqa: PLC0415  (costs seconds)

        transformer: Any = self.model[0].auto_model
        tokens = self.model.tokenizer(
            list(texts), padding=True, truncation=True, max_length=self.model.max_seq_length, return_tensors="pt"
        )
        kept = {name: tokens[name] for name in ("input_ids", "attention_mask")}
        with torch.no_grad():
            states = transformer(**kept, output_hidden_states=True).hidden_states[-1 - tuned_layers]
            means = average_tokens(states, kept["attention_mask"])
        return check_vectors(means.numpy(), len(texts), int(states.shape[2]))

    def _check(self, vectors: object, count: int) -> Vectors:
        return check_vectors(np.asarray(vectors, dtype=np.float32), count, self._dimension)


def average_tokens(states: Any, attention_mask: Any) -> Any:
    """The mean over real tokens, shape (texts, width), of states of shape (texts, tokens, width)."""
    mask = attention_mask.unsqueeze(-1).to(states.dtype)
    return (states * mask).sum(1) / mask.sum(1)


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
