"""Exports a sentence-transformers model for serving."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.errors import EncoderError
from bot.retrieval.onnx_encoder import CARD_FILE, GRAPH_FILE, PUBLISHED_FILE, TOKENIZER_FILE, EncoderCard
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.retrieval.words import WORDS_FILE

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_SMALL = 1024
"""Bytes up to which a weight stays in the graph's own file."""

_BLOCK = 128
"""Weights that share a scale. Of 300 lines the vectors stay within a cosine of 0.9986 of those in full precision,
0.9994 in the mean, and a pass takes 3.4 ms for 6.0; with 64 it is 0.9996 and 3.7 ms, and where what is multiplied is in
eight bits as a whole too 0.994 and 1.9 ms. Claims, sides and facts of 1,680 lines (development) were right as often."""

_IN_BYTES = 4
"""The runtime's word for multiplying bytes instead of making floats of the weights first."""


def export_encoder(encoder: SentenceEncoder, published: SentenceEncoder, name: str, folder: Path) -> None:
    """Write graphs, tokenizer and card into `folder`, which must exist. `published` is the same encoder before it was
    tuned. Raises EncoderError if it cannot."""
    model = encoder.model
    try:
        _write_graph(model, folder)
        _write_published(published.model, folder)
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


def _write_graph(model: SentenceTransformer, folder: Path) -> None:
    """The faster graph where the model is of BERT's kind, else the whole model as it is."""
    from bot.retrieval import tracing  # noqa: PLC0415  (torch costs seconds, and serving installs do without)

    path = folder / GRAPH_FILE
    if _trace(model, path):
        np.save(folder / WORDS_FILE, tracing.read_words(model))
    _shorten_weights(path)
    _map_weights(path)


def _shorten_weights(path: Path) -> None:
    """Write the weights in eight bits, a scale for each block of them; what is multiplied with them is rounded block by
    block while it runs, so that little is lost."""
    import onnx  # noqa: PLC0415  (for building)

    with _hush():
        from onnxruntime.quantization.matmul_nbits_quantizer import (  # noqa: PLC0415  (needs onnx)
            DefaultWeightOnlyQuantConfig,
            MatMulNBitsQuantizer,
        )

        config = DefaultWeightOnlyQuantConfig(block_size=_BLOCK, is_symmetric=True, accuracy_level=_IN_BYTES, bits=8)
        quantizer = MatMulNBitsQuantizer(onnx.load(str(path)), algo_config=config)
        quantizer.process()
        quantizer.model.save_model_to_file(str(path), False)


@contextmanager
def _hush() -> Iterator[None]:
    """Keep the library that shortens weights quiet: it would set up a log of its own and tell of every step."""
    quiet = logging.NullHandler()
    logging.root.addHandler(quiet)
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        logging.root.removeHandler(quiet)


def _trace(model: SentenceTransformer, path: Path) -> bool:
    """Write the faster graph where the model is of BERT's kind, else the whole one; whether it is the faster."""
    from bot.retrieval import tracing  # noqa: PLC0415

    try:
        tracing.trace_layers(model, path)
    except AttributeError:
        tracing.trace_whole(model, path)
        return False
    return True


def _write_published(model: SentenceTransformer, folder: Path) -> None:
    """The same kind of graph with its weights in eight bits, a scale for each column: cosines with the full weights are
    0.99, and one pass takes a quarter of the time where the processor multiplies bytes."""
    whole = folder / "whole.onnx"
    _trace(model, whole)
    with _hush():
        from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415  (needs onnx, for building)

        quantize_dynamic(
            str(whole),
            str(folder / PUBLISHED_FILE),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # processors without instructions for bytes would overflow
            extra_options={"MatMulConstBOnly": True},
        )
    whole.unlink()


def _map_weights(path: Path) -> None:
    """Move the weights to a file beside the graph, which the runtime maps instead of copying it."""
    import onnx  # noqa: PLC0415  (for building)

    model = onnx.load(str(path))
    weights = path.with_suffix(".bin")
    onnx.save(model, str(path), save_as_external_data=True, location=weights.name, size_threshold=_SMALL)
    weights.chmod(0o644)  # the library leaves it to its owner alone
