"""The graph that serving runs, traced from a sentence-transformers model. Imports torch, so it serves building only.

It takes one text, so there is no padding and no mask. The first axis of what goes in are the tokens.
"""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from bot.retrieval.graphs import EMBEDDING, TOKENS, WORDS
from bot.retrieval.layers import ServedLayer

_OPSET = 17
_SAMPLE_TOKENS = 9


def trace_whole(model: SentenceTransformer, path: Path) -> None:
    """Write any model as one graph: token ids in, the embedding out."""
    _trace(_Whole(model), torch.arange(_SAMPLE_TOKENS), TOKENS, path)


def trace_layers(model: SentenceTransformer, path: Path) -> None:
    """Write a model of BERT's kind as a graph that serves faster: vectors of words in, the embedding out.

    Raises AttributeError for other kinds.
    """
    transformer: Any = model[0].auto_model
    sample = torch.zeros(_SAMPLE_TOKENS, int(transformer.config.hidden_size))
    _trace(_Layers(transformer, list(model)[1:]), sample, WORDS, path)


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


class _Layers(torch.nn.Module):
    def __init__(self, transformer: Any, stages: Iterable[Any]) -> None:
        super().__init__()
        self.embeddings = transformer.embeddings
        self.layers = torch.nn.Sequential(*map(ServedLayer, transformer.encoder.layer))
        self.stages = torch.nn.ModuleList(stages)

    def forward(self, words: Any) -> Any:
        row = self.layers(self.embeddings(inputs_embeds=words.unsqueeze(0))[0]).unsqueeze(0)
        mask = torch.ones(row.shape[:2], dtype=torch.int64)
        return _run_stages(self.stages, {"token_embeddings": row, "attention_mask": mask})


def _run_stages(stages: Iterable[Any], features: dict[str, Any]) -> Any:
    for stage in stages:
        features = stage(features)
    return features["sentence_embedding"][0]


def _trace(network: torch.nn.Module, sample: torch.Tensor, given: str, path: Path) -> None:
    """Export in full precision, for any number of tokens."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of branches that inputs of one text never take
        torch.onnx.export(
            network.eval(),
            (sample,),
            str(path),
            input_names=[given],
            output_names=[EMBEDDING],
            dynamic_axes={given: {0: "tokens"}},
            opset_version=_OPSET,
            dynamo=False,
        )
