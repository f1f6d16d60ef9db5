"""The graphs that serving runs, traced from a sentence-transformers model. Imports torch, so it serves building only.

All take one text at a time, so there is no padding and no mask.
"""

import copy
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from bot.retrieval.graphs import EMBEDDING, FEATURES, STATES, SURFACE, TOKENS, WORDS

TunedLayers = Mapping[str, NDArray[np.float16]]
"""Parameters of tuned upper layers by the names they have in the transformer."""

_OPSET = 17
_SAMPLE_TOKENS = 9


def trace_whole(model: SentenceTransformer, path: Path) -> None:
    """Write the whole model as one graph: token ids in, the embedding out."""
    ids = torch.arange(_SAMPLE_TOKENS).unsqueeze(0)
    _trace(_Whole(model), ids, {TOKENS: 1}, {EMBEDDING: None}, path)


def trace_reading(model: SentenceTransformer, tuned: TunedLayers, path: Path) -> None:
    """Write the graph that the recogniser reads from: vectors of words in, states, surface and features out."""
    transformer: Any = model[0].auto_model
    shared, upper = _split_layers(transformer, tuned)
    network = _Reading(transformer.embeddings, shared, _tune(upper, tuned))
    _trace(network, _sample(transformer), {WORDS: 1}, {STATES: 1, SURFACE: None, FEATURES: None}, path)


def trace_embedding(model: SentenceTransformer, tuned: TunedLayers, path: Path) -> None:
    """Write the graph that goes on from the reading's states to the model's own embedding."""
    transformer: Any = model[0].auto_model
    network = _Embedding(_split_layers(transformer, tuned)[1].values(), list(model)[1:])
    _trace(network, _sample(transformer), {STATES: 1}, {EMBEDDING: None}, path)


def read_words(model: SentenceTransformer) -> NDArray[np.float16]:
    """The table of word vectors, shape (tokens known, width)."""
    table: Any = model[0].auto_model.get_input_embeddings().weight
    return np.asarray(table.detach().numpy(), dtype=np.float16)


class _Whole(torch.nn.Module):
    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.stages = torch.nn.ModuleList(list(model))

    def forward(self, ids: Any) -> Any:
        return _run_stages(self.stages, {"input_ids": ids, "attention_mask": torch.ones_like(ids)})


class _Reading(torch.nn.Module):
    def __init__(self, embeddings: Any, shared: Mapping[int, Any], tuned: Iterable[Any]) -> None:
        super().__init__()
        self.embeddings = embeddings
        self.shared = torch.nn.ModuleList(shared.values())
        self.tuned = torch.nn.ModuleList(tuned)

    def forward(self, words: Any) -> Any:
        states = _run_layers(self.shared, self.embeddings(inputs_embeds=words))
        surface = torch.nn.functional.normalize(states.mean(1), dim=1)
        return states, surface, _run_layers(self.tuned, states).mean(1)


class _Embedding(torch.nn.Module):
    def __init__(self, layers: Iterable[Any], stages: Iterable[Any]) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)
        self.stages = torch.nn.ModuleList(stages)

    def forward(self, states: Any) -> Any:
        mask = torch.ones(states.shape[:2], dtype=torch.int64)
        return _run_stages(self.stages, {"token_embeddings": _run_layers(self.layers, states), "attention_mask": mask})


def _run_layers(layers: Iterable[Any], states: Any) -> Any:
    for layer in layers:
        output = layer(states)
        states = output[0] if isinstance(output, tuple) else output
    return states


def _run_stages(stages: Iterable[Any], features: dict[str, Any]) -> Any:
    for stage in stages:
        features = stage(features)
    return features["sentence_embedding"]


def _split_layers(transformer: Any, tuned: TunedLayers) -> tuple[dict[int, Any], dict[int, Any]]:
    """The layers below the first tuned one, and the rest, by number."""
    first = min(int(name.split(".")[2]) for name in tuned)
    layers = dict(enumerate(transformer.encoder.layer))
    shared = {number: layer for number, layer in layers.items() if number < first}
    return shared, {number: layer for number, layer in layers.items() if number >= first}


def _tune(layers: Mapping[int, Any], tuned: TunedLayers) -> list[Any]:
    """Copies of layers with the tuned parameters in place."""
    copies = []
    for number, layer in layers.items():
        prefix = f"encoder.layer.{number}."
        fresh = copy.deepcopy(layer)
        fresh.load_state_dict(
            {
                name.removeprefix(prefix): torch.from_numpy(values.astype(np.float32))
                for name, values in tuned.items()
                if name.startswith(prefix)
            }
        )
        copies.append(fresh)
    return copies


def _sample(transformer: Any) -> torch.Tensor:
    return torch.zeros(1, _SAMPLE_TOKENS, int(transformer.config.hidden_size))


def _trace(
    network: torch.nn.Module,
    sample: torch.Tensor,
    inputs: Mapping[str, int],
    outputs: Mapping[str, int | None],
    path: Path,
) -> None:
    """Export in full precision. Inputs and outputs are named, with the axis along which tokens lie, if any does."""
    axes = {name: {axis: "tokens"} for name, axis in {**inputs, **outputs}.items() if axis is not None}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that inputs of one text never take
        torch.onnx.export(
            network.eval(),
            (sample,),
            str(path),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )
