"""Trains the head over the encoder as it was published: one hidden layer, topics and stances above it."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from bot.training.examples import Example
from bot.training.network import STANCES, Batch, Labels, label_examples, unify
from bot.training.passages import Encode
from bot.understanding.heads import PublishedHead

_SEED = 20261130
_HIDDEN = 512
_DROPOUT = 0.3
_SMOOTHING = 0.02
_EPOCHS = 10
_BATCH = 256
_RATE = 3e-3
_DECAY = 0.01


class _Network(nn.Module):
    """Logits of topics, and of stances given each topic, shape (rows, stanced topics, 3)."""

    def __init__(self, width: int, labels: Labels) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, _HIDDEN)
        self.dropout = nn.Dropout(_DROPOUT)
        self.topic = nn.Linear(_HIDDEN, len(labels.topics))
        self.stance = nn.Linear(_HIDDEN, len(labels.stanced) * len(STANCES))

    def measure(self, vectors: torch.Tensor, batch: Batch) -> torch.Tensor:
        """Cross-entropy of the topics of all rows and of the stances of those that have one."""
        hidden = self.dropout(torch.relu(self.hidden(unify(vectors))))
        loss = nn.functional.cross_entropy(self.topic(hidden), batch.topics, label_smoothing=_SMOOTHING)
        if bool(batch.marked.any()):
            stances = self.stance(hidden[batch.marked]).unflatten(1, (-1, len(STANCES)))
            own = stances[torch.arange(len(stances)), batch.stanced[batch.marked]]
            truth = batch.stances[batch.marked]
            loss = loss + nn.functional.cross_entropy(own, truth, label_smoothing=_SMOOTHING)
        return loss

    def export(self) -> PublishedHead:
        """The head for unit vectors: the scale that training put before it goes into the weights."""
        scale = float(self.hidden.in_features) ** 0.5
        return PublishedHead(
            self.hidden.weight.detach().numpy() * scale,
            self.hidden.bias.detach().numpy(),
            self.topic.weight.detach().numpy(),
            self.topic.bias.detach().numpy(),
            self.stance.weight.detach().numpy().reshape(-1, len(STANCES), _HIDDEN),
            self.stance.bias.detach().numpy().reshape(-1, len(STANCES)),
        )


def train_published(examples: Sequence[Example], labels: Labels, encode: Encode) -> PublishedHead:
    """Fit the head to lines; `encode` is the published encoder's. The same lines give the same weights."""
    torch.manual_seed(_SEED)
    rows = torch.from_numpy(np.asarray(encode([one.text for one in examples]), dtype=np.float32))
    whole = label_examples(examples, labels)
    network = _Network(rows.shape[1], labels)
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * -(-len(rows) // _BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    network.train()
    for _epoch in range(_EPOCHS):
        for chosen in torch.randperm(len(rows)).split(_BATCH):  # type: ignore[no-untyped-call]
            optimizer.zero_grad()
            loss = network.measure(rows[chosen], whole.take(chosen))
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.export()
