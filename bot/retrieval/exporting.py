"""Exports a sentence-transformers model to ONNX, with the recogniser's tuned layers beside its own."""

from __future__ import annotations

import copy
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import EncoderError
from bot.retrieval.onnx_encoder import CARD_FILE, EMBEDDING, FEATURES, MODEL_FILE, TOKENIZER_FILE, EncoderCard
from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.retrieval.shrinking import shrink_graph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    TunedLayers = Mapping[str, NDArray[np.float16]]

_OPSET = 17


def export_encoder(encoder: SentenceEncoder, name: str, folder: Path, tuned: TunedLayers | None = None) -> None:
    """Write model, tokenizer and card into `folder`, which must exist. Raises EncoderError if it cannot.

    `tuned` holds replaced parameters of upper layers by name; the graph then runs the shared lower layers once
    and gives `features`, the mean of the tuned upper layers, beside `sentence_embedding`.
    """
    model = encoder.model
    try:
        write_graph(model, folder / MODEL_FILE, tuned)
        shrink_graph(folder / MODEL_FILE, EMBEDDING)
    except (RuntimeError, KeyError, TypeError, AttributeError) as error:
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


def write_graph(model: SentenceTransformer, path: Path, tuned: TunedLayers | None = None) -> None:
    """Trace the model into one graph of variable rows and tokens, in full precision."""
    import torch  # noqa: PLC0415  (costs seconds, and serving installs do without)

    sample = model.tokenizer(["a question of six words here", "two"], padding=True, return_tensors="pt")
    rows_and_tokens = {0: "rows", 1: "tokens"}
    outputs = [EMBEDDING, FEATURES] if tuned else [EMBEDDING]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that fixed-length inputs never take
        torch.onnx.export(
            _build_pipeline(model, tuned),
            (sample["input_ids"], sample["attention_mask"]),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=outputs,
            dynamic_axes={
                "input_ids": rows_and_tokens,
                "attention_mask": rows_and_tokens,
                **{output: {0: "rows"} for output in outputs},
            },
            opset_version=_OPSET,
            dynamo=False,
        )


def _build_pipeline(model: SentenceTransformer, tuned: TunedLayers | None) -> Any:
    """All of the model's modules (transformer, pooling, normalising), and the tuned branch if there is one."""
    import torch  # noqa: PLC0415

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.stages = torch.nn.ModuleList(list(model))
            transformer: Any = model[0]
            self.transformer = transformer.auto_model
            self.upper = _tune_layers(self.transformer, tuned) if tuned else None

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features: Any = {"input_ids": input_ids, "attention_mask": attention_mask}
            if self.upper is None:
                return self._embed(features)
            branch = len(self.transformer.encoder.layer) - len(self.upper)
            shared = self.transformer(**features, output_hidden_states=True).hidden_states[branch]
            return self._embed(features), self._read(shared, attention_mask)

        def _embed(self, features: Any) -> Any:
            for stage in self.stages:
                features = stage(features)
            return features["sentence_embedding"]

        def _read(self, states: Any, attention_mask: Any) -> Any:
            hidden = (1.0 - attention_mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
            for layer in self.upper or ():
                output = layer(states, hidden)
                states = output[0] if isinstance(output, tuple) else output
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            return (states * mask).sum(1) / mask.sum(1)

    return Pipeline().eval()


def _tune_layers(transformer: Any, tuned: TunedLayers) -> Any:
    """Copies of the upper layers that `tuned` names, with its parameters in place."""
    import torch  # noqa: PLC0415

    numbers = sorted({int(name.split(".")[2]) for name in tuned})
    layers = torch.nn.ModuleList(copy.deepcopy(transformer.encoder.layer[number]) for number in numbers)
    for position, number in enumerate(numbers):
        prefix = f"encoder.layer.{number}."
        state = {
            name.removeprefix(prefix): torch.from_numpy(values.astype("float32"))
            for name, values in tuned.items()
            if name.startswith(prefix)
        }
        layers[position].load_state_dict(state)
    return layers
