"""The graphs that serving runs, traced from a sentence-transformers model. Imports torch, so it serves building only.

All take one text, so there is no padding and no mask. Their first axis are its tokens.
"""

import copy
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from bot.retrieval.graphs import EMBEDDING, FEATURES, STATES, SURFACE, TOKENS, WORDS
from bot.retrieval.layers import ServedLayer

TunedLayers = Mapping[str, NDArray[np.float16]]
"""Parameters of tuned upper layers by the names they have in the transformer."""

_OPSET = 17
_SAMPLE_TOKENS = 9
_BY_TOKEN = frozenset({TOKENS, WORDS, STATES})


def trace_whole(model: SentenceTransformer, path: Path) -> None:
    """Write the whole model as one graph: token ids in, the embedding out."""
    _trace(_Whole(model), torch.arange(_SAMPLE_TOKENS), TOKENS, [EMBEDDING], path)


def trace_reading(model: SentenceTransformer, tuned: TunedLayers, path: Path) -> None:
    """Write the graph that the recogniser reads from: vectors of words in, states, surface and features out."""
    transformer: Any = model[0].auto_model
    shared, upper = _split_layers(transformer, tuned)
    network = _Reading(transformer.embeddings, shared, _tune(upper, tuned))
    _trace(network, _sample(transformer), WORDS, [STATES, SURFACE, FEATURES], path)


def trace_embedding(model: SentenceTransformer, tuned: TunedLayers, path: Path) -> None:
    """Write the graph that goes on from the reading's states to the model's own embedding."""
    transformer: Any = model[0].auto_model
    network = _Embedding(_split_layers(transformer, tuned)[1], list(model)[1:])
    _trace(network, _sample(transformer), STATES, [EMBEDDING], path)


def read_words(model: SentenceTransformer) -> NDArray[np.float16]:
    """The table of word vectors, shape (tokens known, width)."""
    table: Any = model[0].auto_model.get_input_embeddings().weight
    return np.asarray(table.detach().numpy(), dtype=np.float16)


class _Whole(torch.nn.Module):
    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.stages = torch.nn.ModuleList(list(model))

    def forward(self, ids: Any) -> Any:
        row = ids.unsqueeze(0)
        return _run_stages(self.stages, {"input_ids": row, "attention_mask": torch.ones_like(row)})


class _Reading(torch.nn.Module):
    def __init__(self, embeddings: Any, shared: Iterable[Any], tuned: Iterable[Any]) -> None:
        super().__init__()
        self.embeddings = embeddings
        self.shared = torch.nn.Sequential(*map(ServedLayer, shared))
        self.tuned = torch.nn.Sequential(*map(ServedLayer, tuned))

    def forward(self, words: Any) -> Any:
        states = self.shared(self.embeddings(inputs_embeds=words.unsqueeze(0))[0])
        surface = torch.nn.functional.normalize(states.mean(0), dim=0)
        return states, surface, self.tuned(states).mean(0)


class _Embedding(torch.nn.Module):
    def __init__(self, layers: Iterable[Any], stages: Iterable[Any]) -> None:
        super().__init__()
        self.layers = torch.nn.Sequential(*map(ServedLayer, layers))
        self.stages = torch.nn.ModuleList(stages)

    def forward(self, states: Any) -> Any:
        row = self.layers(states).unsqueeze(0)
        mask = torch.ones(row.shape[:2], dtype=torch.int64)
        return _run_stages(self.stages, {"token_embeddings": row, "attention_mask": mask})


def _run_stages(stages: Iterable[Any], features: dict[str, Any]) -> Any:
    for stage in stages:
        features = stage(features)
    return features["sentence_embedding"][0]


def list_layers(tuned: TunedLayers) -> list[int]:
    """The numbers of the layers that were tuned, from the lowest."""
    return sorted({int(name.split(".")[2]) for name in tuned})


def _split_layers(transformer: Any, tuned: TunedLayers) -> tuple[list[Any], list[Any]]:
    """The layers below the first tuned one, and the rest."""
    layers, first = list(transformer.encoder.layer), list_layers(tuned)[0]
    return layers[:first], layers[first:]


def _tune(layers: Iterable[Any], tuned: TunedLayers) -> list[Any]:
    """Copies of the upper layers with the tuned parameters in place."""
    copies = [copy.deepcopy(layer) for layer in layers]
    for number, layer in zip(list_layers(tuned), copies, strict=True):
        prefix = f"encoder.layer.{number}."
        layer.load_state_dict(
            {
                name.removeprefix(prefix): torch.from_numpy(values.astype(np.float32))
                for name, values in tuned.items()
                if name.startswith(prefix)
            }
        )
    return copies


def _sample(transformer: Any) -> torch.Tensor:
    return torch.zeros(_SAMPLE_TOKENS, int(transformer.config.hidden_size))


def _trace(network: torch.nn.Module, sample: torch.Tensor, given: str, wanted: Sequence[str], path: Path) -> None:
    """Export in full precision, for any number of tokens."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that inputs of one text never take
        torch.onnx.export(
            network.eval(),
            (sample,),
            str(path),
            input_names=[given],
            output_names=list(wanted),
            dynamic_axes={name: {0: "tokens"} for name in (given, *wanted) if name in _BY_TOKEN},
            opset_version=_OPSET,
            dynamo=False,
        )
