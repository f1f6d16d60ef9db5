"""Trains the heads that read word sequences: softmax regression over unit rows, by Adam in batches."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from bot.training.examples import Example
from bot.training.network import STANCES, Labels
from bot.understanding.features import Vocabulary, list_sequences, weigh_words
from bot.understanding.heads import WordHeads

_RAREST = 3
"""A word sequence counts when at least this many lines hold it."""

_SEED = 20261128
_EPOCHS = 12
_BATCH = 256
_RATE = 0.02
_DECAY = 2e-6
_PARTS = 128
"""Weights are kept to so many parts of one: the table packs to a third of its size, and a line's score, a sum of some
thirty of them, moves by a hundredth at most."""


def train_words(examples: Sequence[Example], labels: Labels) -> WordHeads:
    """Fit both heads. The same lines give the same weights."""
    torch.manual_seed(_SEED)
    vocabulary = _choose_vocabulary(examples)
    columns = [torch.from_numpy(vocabulary.find(example.text)) for example in examples]
    topics = torch.tensor([labels.topics.index(example.topic) for example in examples])
    topic = _fit(columns, topics, len(vocabulary), len(labels.topics))
    marked = [row for row, example in enumerate(examples) if example.stance]
    stances = torch.tensor([STANCES.index(examples[row].stance or "asks") for row in marked])
    stance = _fit([columns[row] for row in marked], stances, len(vocabulary), len(STANCES))
    return WordHeads(vocabulary, labels.topics, *topic, *stance)


def _choose_vocabulary(examples: Sequence[Example]) -> Vocabulary:
    counts = Counter(sequence for example in examples for sequence in list_sequences(example.text))
    return Vocabulary(sorted(sequence for sequence, count in counts.items() if count >= _RAREST))


def _fit(
    columns: Sequence[torch.Tensor], truth: torch.Tensor, width: int, classes: int
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float32]], np.ndarray[tuple[int], np.dtype[np.float32]]]:
    """Weights of shape (width, classes) and a bias."""
    table = nn.EmbeddingBag(width, classes, mode="sum")
    nn.init.zeros_(table.weight)
    bias = nn.Parameter(torch.zeros(classes))
    groups: list[dict[str, Any]] = [{"params": table.parameters(), "weight_decay": 2 * _DECAY}, {"params": [bias]}]
    optimizer = torch.optim.Adam(groups, lr=_RATE, fused=True)
    for _epoch in range(_EPOCHS):
        for chosen in torch.randperm(len(columns)).split(_BATCH):  # type: ignore[no-untyped-call]
            rows = [columns[row] for row in chosen.tolist()]
            starts = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
            weights = torch.cat([torch.full((len(row),), weigh_words(row.numpy())) for row in rows])
            logits = table(torch.cat(rows), starts, per_sample_weights=weights) + bias
            loss = nn.functional.cross_entropy(logits, truth[chosen])
            optimizer.zero_grad(set_to_none=False)  # the gradient of a large table is too dear to be laid out anew
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    weights = (table.weight.detach() * _PARTS).round() / _PARTS
    return weights.numpy(), bias.detach().numpy()
