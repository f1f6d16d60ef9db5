"""Exports a sentence-transformers model to ONNX, so that serving needs no torch."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import EncoderError
from bot.retrieval.onnx_encoder import CARD_FILE, MODEL_FILE, TOKENIZER_FILE, EncoderCard
from bot.retrieval.sentence_encoder import SentenceEncoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_OPSET = 17


def export_encoder(encoder: SentenceEncoder, name: str, folder: Path) -> None:
    """Write model, tokenizer and card into `folder`, which must exist. Raises EncoderError if it cannot."""
    model = encoder.model
    try:
        _write_graph(model, folder / MODEL_FILE)
    except (RuntimeError, KeyError, TypeError) as error:
        raise EncoderError(
            f"The encoder {name} cannot be exported to ONNX: choose another with GLASSBOX_ENCODER."
        ) from error
    saved = folder / "saved"
    model.tokenizer.save_pretrained(str(saved))
    shutil.move(saved / "tokenizer.json", folder / TOKENIZER_FILE)
    shutil.rmtree(saved)
    prompts = model.prompts or {}
    card = EncoderCard(
        name=name,
        dimension=encoder.dimension,
        max_tokens=int(model.max_seq_length or 256),
        pad_id=int(model.tokenizer.pad_token_id or 0),
        question_prompt=prompts.get("query", ""),
        passage_prompt=prompts.get("document", ""),
    )
    (folder / CARD_FILE).write_text(card.model_dump_json(indent=1), encoding="utf-8")


def _write_graph(model: SentenceTransformer, path: Path) -> None:
    """Trace all of the model's modules (transformer, pooling, normalising) into one graph."""
    import torch  # noqa: PLC0415  (costs seconds, and serving installs do without)

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.stages = torch.nn.ModuleList(list(model))

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features: Any = {"input_ids": input_ids, "attention_mask": attention_mask}
            for stage in self.stages:
                features = stage(features)
            return features["sentence_embedding"]

    sample = model.tokenizer(["a question of six words here", "two"], padding=True, return_tensors="pt")
    rows_and_tokens = {0: "rows", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that fixed-length inputs never take
        torch.onnx.export(
            Pipeline().eval(),
            (sample["input_ids"], sample["attention_mask"]),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["sentence_embedding"],
            dynamic_axes={
                "input_ids": rows_and_tokens,
                "attention_mask": rows_and_tokens,
                "sentence_embedding": {0: "rows"},
            },
            opset_version=_OPSET,
            dynamo=False,
        )
