"""Exports a sentence-transformers model for serving, with the recogniser's tuned layers beside its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.errors import EncoderError
from bot.retrieval.graphs import EMBEDDING, STATES
from bot.retrieval.onnx_encoder import CARD_FILE, EMBEDDING_FILE, READING_FILE, TOKENIZER_FILE, EncoderCard
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.retrieval.shrinking import shrink_graph
from bot.retrieval.words import WORDS_FILE

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from bot.retrieval.tracing import TunedLayers


def export_encoder(encoder: SentenceEncoder, name: str, folder: Path, tuned: TunedLayers | None = None) -> None:
    """Write graphs, tokenizer and card into `folder`, which must exist. Raises EncoderError if it cannot.

    `tuned` holds parameters of upper layers by name, as they are after tuning. With them the lower layers, which both
    share, and the tuned layers make one graph, and the model's own upper layers another.
    """
    model = encoder.model
    try:
        _write_graphs(model, folder, tuned)
    except (RuntimeError, KeyError, TypeError, AttributeError) as error:
        raise EncoderError(
            f"The encoder {name} cannot be exported to ONNX: choose another with GLASSBOX_ENCODER."
        ) from error
    saved = folder / "saved"
    model.tokenizer.save_pretrained(str(saved))
    shutil.move(saved / "tokenizer.json", folder / TOKENIZER_FILE)
    shutil.rmtree(saved)
    card = EncoderCard(
        name=name,
        dimension=encoder.dimension,
        max_tokens=int(model.max_seq_length or 256),
        question_prompt=(model.prompts or {}).get("query", ""),
    )
    (folder / CARD_FILE).write_text(card.model_dump_json(indent=1), encoding="utf-8")


def _write_graphs(model: SentenceTransformer, folder: Path, tuned: TunedLayers | None) -> None:
    from bot.retrieval import tracing  # noqa: PLC0415  (torch costs seconds, and serving installs do without)

    embedding = folder / EMBEDDING_FILE
    if tuned is None:
        tracing.trace_whole(model, embedding)
    else:
        tracing.trace_reading(model, tuned, folder / READING_FILE)
        shrink_graph(folder / READING_FILE, exact=STATES)
        np.save(folder / WORDS_FILE, tracing.read_words(model))
        tracing.trace_embedding(model, tuned, embedding)
    shrink_graph(embedding, exact=EMBEDDING)
