"""The network that is tuned: the encoder's upper layers under four tasks that share one vector."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import torch
from torch import nn

from bot.records.base import Stance
from bot.retrieval.sentence_encoder import average_tokens
from bot.training.examples import Example

TUNED_LAYERS = 6
"""How many of the encoder's layers, counted from above, are tuned; those below stay as published."""

STANCES: tuple[Stance, ...] = ("asserts", "denies", "asks")
_DROPOUT = 0.1
_SMOOTHING = 0.05
BATCH = 256
"""Lines a step where vectors are there already."""

_LONGEST = 128
"""Tokens of a line that the tuning reads."""

_SHARPNESS = 20.0
"""Cosines are multiplied by this before the softmax over a batch, as sentence-transformers does for in-batch negatives
(Henderson et al., 2017, arXiv 1705.00652)."""


class Labels(NamedTuple):
    """The classes, in the order of the heads' rows. `stanced` are the topics that a speaker can hold or reject."""

    topics: tuple[str, ...]
    stanced: tuple[str, ...]
    passages: tuple[str, ...] = ()


class Batch(NamedTuple):
    """Tokens of some lines and their classes; `marked` are the rows that have a stance."""

    tokens: dict[str, torch.Tensor]
    topics: torch.Tensor
    marked: torch.Tensor
    stanced: torch.Tensor
    stances: torch.Tensor

    def take(self, rows: torch.Tensor) -> "Batch":
        """Some rows, without their tokens."""
        return Batch({}, self.topics[rows], self.marked[rows], self.stanced[rows], self.stances[rows])


class RecogniserNetwork(nn.Module):
    """Encoder, mean pooling, and heads for the topic, for the stance given the topic, and for the passage that answers.

    The stance head is shared by all topics plus a correction of each topic's own. The pooled vector itself is tuned to
    lie near the records that answer a line.
    """

    def __init__(self, encoder: Any, labels: Labels) -> None:
        super().__init__()
        width, stanced = int(encoder.config.hidden_size), len(labels.stanced)
        self.encoder = encoder
        self.dropout = nn.Dropout(_DROPOUT)
        self.topic = nn.Linear(width, len(labels.topics))
        self.passage = nn.Linear(width, len(labels.passages) or 1)  # a training may know no passages
        self.stance = nn.Linear(width, len(STANCES))
        self.own_weight = nn.Parameter(torch.zeros(stanced, len(STANCES), width))
        self.own_bias = nn.Parameter(torch.zeros(stanced, len(STANCES)))
        _freeze_lower_layers(encoder)

    def pool(self, tokens: dict[str, torch.Tensor]) -> torch.Tensor:
        """The mean of the last layer over real tokens, shape (lines, width)."""
        states = self.encoder(**tokens).last_hidden_state
        pooled: torch.Tensor = average_tokens(states, tokens["attention_mask"])
        return pooled

    def score_stance(self, vectors: torch.Tensor, stanced: torch.Tensor) -> torch.Tensor:
        """Logits of the stances given each row's topic."""
        own = torch.einsum("bsh,bh->bs", self.own_weight[stanced], vectors)
        scored: torch.Tensor = self.stance(vectors) + own + self.own_bias[stanced]
        return scored

    def measure_labels(self, batch: Batch) -> torch.Tensor:
        """Cross-entropy of the topics of all rows and of the stances of those that have one."""
        return self.measure_vectors(self.pool(batch.tokens), batch)

    def measure_vectors(self, pooled: torch.Tensor, batch: Batch) -> torch.Tensor:
        """The same over vectors that are there already."""
        vectors = self.dropout(unify(pooled))
        loss = _cross_entropy(self.topic(vectors), batch.topics)
        if bool(batch.marked.any()):
            rows = vectors[batch.marked]
            stances = self.score_stance(rows, batch.stanced[batch.marked])
            loss = loss + _cross_entropy(stances, batch.stances[batch.marked])
        return loss

    def measure_passages(self, lines: Any, passages: torch.Tensor) -> torch.Tensor:
        """Cross-entropy of the passages that answer some lines."""
        return _cross_entropy(self.passage(self.dropout(unify(self.pool(lines)))), passages)

    def measure_pairs(self, lines: Any, texts: Any, records: torch.Tensor) -> torch.Tensor:
        """How far each line is from its own record's text, against the other records' texts of the batch."""
        left = nn.functional.normalize(self.pool(lines))
        right = nn.functional.normalize(self.pool(texts))
        scores = left @ right.T * _SHARPNESS
        same = (records[:, None] == records[None]) & ~torch.eye(len(records), dtype=torch.bool)
        return nn.functional.cross_entropy(scores.masked_fill(same, -1e4), torch.arange(len(records)))


def run_epochs(
    measure: Callable[[torch.Tensor, Batch], torch.Tensor],
    rows: torch.Tensor,
    whole: Batch,
    optimizer: torch.optim.Optimizer,
    epochs: int,
    schedule: torch.optim.lr_scheduler.LRScheduler | None = None,
) -> None:
    """Take all rows in batches, in a new order each epoch, and step down the loss that `measure` finds."""
    for _epoch in range(epochs):
        for chosen in torch.randperm(len(rows)).split(BATCH):  # type: ignore[no-untyped-call]
            optimizer.zero_grad()
            measure(rows[chosen], whole.take(chosen)).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            if schedule:
                schedule.step()


def unify(vectors: torch.Tensor) -> torch.Tensor:
    """Unit rows times the square root of their width, so that the heads' weights have a usual size."""
    scaled: torch.Tensor = nn.functional.normalize(vectors) * float(vectors.shape[1]) ** 0.5
    return scaled


def tokenise(tokenizer: Any, texts: Sequence[str], longest: int = _LONGEST) -> dict[str, torch.Tensor]:
    """Padded tokens of some texts."""
    encoded = tokenizer(list(texts), padding=True, truncation=True, max_length=longest, return_tensors="pt")
    return {name: encoded[name] for name in ("input_ids", "attention_mask")}


def make_batch(tokenizer: Any, examples: Sequence[Example], labels: Labels) -> Batch:
    """Tokenise examples and number their classes."""
    return label_examples(examples, labels)._replace(tokens=tokenise(tokenizer, [one.text for one in examples]))


def label_examples(examples: Sequence[Example], labels: Labels) -> Batch:
    """The classes of examples as one batch without tokens."""
    topics = {topic: place for place, topic in enumerate(labels.topics)}
    stanced = {topic: place for place, topic in enumerate(labels.stanced)}
    return Batch(
        tokens={},
        topics=torch.tensor([topics[one.topic] for one in examples]),
        marked=torch.tensor([one.stance is not None for one in examples]),
        stanced=torch.tensor([stanced[one.topic] if one.stance else 0 for one in examples]),
        stances=torch.tensor([STANCES.index(one.stance) if one.stance else 0 for one in examples]),
    )


def _freeze_lower_layers(encoder: Any) -> None:
    first = encoder.config.num_hidden_layers - TUNED_LAYERS
    tuned = tuple(f"encoder.layer.{number}." for number in range(first, encoder.config.num_hidden_layers))
    for name, parameter in encoder.named_parameters():
        parameter.requires_grad = name.startswith(tuned)


def _cross_entropy(logits: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    return nn.functional.cross_entropy(logits, truth, label_smoothing=_SMOOTHING)
