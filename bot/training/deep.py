"""Trains the head over both encoders: several small networks from different beginnings, joined into one."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from bot.training.examples import Example
from bot.training.network import BATCH, STANCES, Batch, Labels, label_examples, run_epochs, unify
from bot.training.passages import Encode
from bot.understanding.heads import DeepHead

_SEEDS = (20261130, 20261131, 20261132)
"""One network each. Of 2,153 hard lines of strangers (development) one reads topic and side of 0.85 to 0.87 right,
three together 0.88, seven no more."""

_SEED_OF_PUBLISHED = 20261133
_HIDDEN = 256
_UNSEEN = 0.1
"""The share of what goes in that each step hides, as dropout does; `_DROPOUT` is that of the hidden layer."""

_DROPOUT = 0.3
_SMOOTHING = 0.02
_EPOCHS = 10
_RATE = 3e-3
_DECAY = 0.1

_SHARE_OF_PUBLISHED = 0.375
"""How much the network that sees the published encoder alone counts among the topics. It tells lines with a claim from
lines beside one best (area 0.91 where those over both have 0.86), and sides worst: among these it does not count."""

Rows = NDArray[np.float32]


class _Network(nn.Module):
    """Logits of topics, and of stances given each topic, of both encoders' vectors side by side."""

    def __init__(self, width: int, labels: Labels) -> None:
        super().__init__()
        self.unseen = nn.Dropout(_UNSEEN)
        self.hidden = nn.Linear(width, _HIDDEN)
        self.dropout = nn.Dropout(_DROPOUT)
        self.topic = nn.Linear(_HIDDEN, len(labels.topics))
        self.stance = nn.Linear(_HIDDEN, len(labels.stanced) * len(STANCES))

    def measure(self, vectors: torch.Tensor, batch: Batch) -> torch.Tensor:
        """Cross-entropy of the topics of all rows and of the stances of those that have one."""
        hidden = self.dropout(torch.relu(self.hidden(self.unseen(vectors))))
        loss = nn.functional.cross_entropy(self.topic(hidden), batch.topics, label_smoothing=_SMOOTHING)
        if bool(batch.marked.any()):
            stances = self.stance(hidden[batch.marked]).unflatten(1, (-1, len(STANCES)))
            own = stances[torch.arange(len(stances)), batch.stanced[batch.marked]]
            truth = batch.stances[batch.marked]
            loss = loss + nn.functional.cross_entropy(own, truth, label_smoothing=_SMOOTHING)
        return loss


def train_deep(examples: Sequence[Example], labels: Labels, encode: Encode, encode_published: Encode) -> DeepHead:
    """Fit the head to lines as both encoders see them. The same lines give the same weights."""
    texts = [one.text for one in examples]
    tuned, published = (unify(torch.from_numpy(_encode(way, texts))) for way in (encode, encode_published))
    batch = label_examples(examples, labels)
    both = [_fit(torch.cat([tuned, published], 1), batch, labels, seed) for seed in _SEEDS]
    alone = _fit(torch.cat([torch.zeros_like(tuned), published], 1), batch, labels, _SEED_OF_PUBLISHED)
    return _join(both, alone)


def _encode(encode: Encode, texts: list[str]) -> Rows:
    return np.asarray(encode(texts), dtype=np.float32)


def _fit(rows: torch.Tensor, whole: Batch, labels: Labels, seed: int) -> _Network:
    torch.manual_seed(seed)
    network = _Network(rows.shape[1], labels)
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    network.train()
    run_epochs(network.measure, rows, whole, optimizer, _EPOCHS, schedule)
    return network


def _join(both: list[_Network], alone: _Network) -> DeepHead:
    """The mean of several networks is one with all their hidden units, whose upper weights carry their shares. The
    scale that training put before unit vectors goes into the lowest weights."""
    own = [(1 - _SHARE_OF_PUBLISHED) / len(both)] * len(both)
    networks = [*both, alone]
    for_topics = list(zip(networks, [*own, _SHARE_OF_PUBLISHED], strict=True))
    for_stances = list(zip(networks, [*([1 / len(both)] * len(both)), 0.0], strict=True))
    scale = float(alone.hidden.in_features // 2) ** 0.5
    return DeepHead(
        np.concatenate([_read(one.hidden.weight) * scale for one in networks]),
        np.concatenate([_read(one.hidden.bias) for one in networks]),
        np.concatenate([share * _read(one.topic.weight) for one, share in for_topics], 1),
        np.sum([share * _read(one.topic.bias) for one, share in for_topics], 0),
        np.concatenate(
            [share * _read(one.stance.weight).reshape(-1, len(STANCES), _HIDDEN) for one, share in for_stances], 2
        ),
        np.sum([share * _read(one.stance.bias).reshape(-1, len(STANCES)) for one, share in for_stances], 0),
    )


def _read(weights: torch.Tensor) -> Rows:
    return np.asarray(weights.detach().numpy(), dtype=np.float32)
