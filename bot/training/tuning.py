"""Tunes the network and turns it into heads and layers that serving reads without torch."""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.training.examples import Example, Pair
from bot.training.network import TUNED_LAYERS, Labels, RecogniserNetwork, make_batch, tokenise
from bot.training.passages import Asked
from bot.training.resuming import restore_heads
from bot.understanding.heads import DenseHeads, Heads

_SEED = 20261128
_BATCH = 32
_BUCKET = 20
_HEAD_RATE = 1e-3
_DECAY = 0.01
_WARM_UP = 200
_LEAST_RATE = 0.02
_LONGEST_STEP = 1.0
_LONGEST_TEXT = 32
"""Tokens of a record's text that are read in a pair: what it is about stands in front, and long texts cost most."""

Progress = Callable[[str, int, int], None]
T = TypeVar("T", Example, Pair, Asked)


class Lines(NamedTuple):
    """What the network learns from: labelled lines, lines with a text of their record, lines with their passage."""

    examples: Sequence[Example]
    pairs: Sequence[Pair]
    asked: Sequence[Asked]


class Tuned(NamedTuple):
    """The tuned layers by parameter name (float16) and the heads over the vector that they give."""

    layers: dict[str, NDArray[np.float16]]
    heads: DenseHeads


def tune(encoder: SentenceEncoder, lines: Lines, progress: Progress, before: Heads | None = None) -> Tuned:
    """Fit the layers and heads in two stages, half as long where the encoder comes with layers that were tuned before
    and `before` are their heads. The same lines, threads and beginning give the same weights."""
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    labels = list_labels(lines.examples)._replace(passages=tuple(sorted({one.passage for one in lines.asked})))
    transformer, tokenizer = encoder.model[0].auto_model, encoder.model.tokenizer
    network = RecogniserNetwork(transformer, labels)
    if before:
        restore_heads(network, labels, before)
    for stage in _STAGES_AGAIN if before else _STAGES:
        _fit(network, tokenizer, lines._replace(examples=stage.choose(lines.examples)), labels, stage, progress)
    return export(network, labels)


def export(network: RecogniserNetwork, labels: Labels) -> Tuned:
    """The network's layers and heads as serving reads them."""
    network.eval()
    return Tuned(read_layers(network.encoder), _read_heads(network, labels))


class Stage(NamedTuple):
    """One stage of the tuning. Every so many steps learn from pairs and from lines with passages too; `others` is how
    many lines without a stance are left out for each that is kept."""

    name: str
    epochs: int
    rate: float
    pairs_every: int
    asked_every: int
    others: int

    def choose(self, examples: Sequence[Example]) -> list[Example]:
        """The lines of this stage: all that have a stance, and some of the rest."""
        rest = [example for example in examples if example.stance is None]
        return [*(example for example in examples if example.stance), *rest[:: self.others + 1]]


_STAGES = (
    Stage("tuning the encoder", epochs=2, rate=1e-4, pairs_every=4, asked_every=2, others=0),
    Stage("tuning for stances", epochs=2, rate=8e-5, pairs_every=6, asked_every=4, others=4),
)
"""What a line is about is learned in the first; whose side the speaker is on takes longer, so the second goes on with
lines that have one."""

_STAGES_AGAIN = tuple(stage._replace(epochs=stage.epochs // 2, rate=8e-5) for stage in _STAGES)


def list_labels(examples: Sequence[Example]) -> Labels:
    """The topics of some examples, and those among them that have stances."""
    return Labels(
        topics=tuple(sorted({example.topic for example in examples})),
        stanced=tuple(sorted({example.topic for example in examples if example.stance})),
    )


def _fit(
    network: RecogniserNetwork,
    tokenizer: Any,
    lines: Lines,
    labels: Labels,
    stage: Stage,
    progress: Progress,
) -> None:
    """Each step learns from a batch of labelled lines, some from a batch of pairs or of lines with passages too."""
    steps = stage.epochs * math.ceil(len(lines.examples) / _BATCH)
    optimizer = _new_optimizer(network, stage.rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _scale_rate(step, steps))
    numbers = {record: number for number, record in enumerate(sorted({pair.record for pair in lines.pairs}))}
    batches = zip(
        _repeat_batches(lines.examples), _repeat_batches(lines.pairs), _repeat_batches(lines.asked), strict=False
    )
    network.train()
    for step, (chosen, paired, asked) in enumerate(batches):
        if step == steps:
            return
        optimizer.zero_grad()
        loss = network.measure_labels(make_batch(tokenizer, chosen, labels))
        if step % stage.pairs_every == 0:
            loss = loss + network.measure_pairs(
                tokenise(tokenizer, [pair.line for pair in paired], _LONGEST_TEXT),
                tokenise(tokenizer, [pair.text for pair in paired], _LONGEST_TEXT),
                torch.tensor([numbers[pair.record] for pair in paired]),
            )
        if step % stage.asked_every == 0:
            passages = torch.tensor([labels.passages.index(one.passage) for one in asked])
            loss = loss + network.measure_passages(tokenise(tokenizer, [one.text for one in asked]), passages)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
        optimizer.step()
        schedule.step()
        progress(stage.name, step + 1, steps)


def _new_optimizer(network: RecogniserNetwork, rate: float) -> torch.optim.Optimizer:
    layers = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    known = {id(parameter) for parameter in network.encoder.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    groups = [{"params": layers, "lr": rate}, {"params": heads, "lr": _HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=_DECAY)


def _scale_rate(step: int, steps: int) -> float:
    """Warm up, then fall in a line."""
    return min(1.0, step / _WARM_UP) * max(_LEAST_RATE, 1 - step / steps)


def _repeat_batches(rows: Sequence[T]) -> Iterator[list[T]]:
    """Batches without end, in another random order every time round."""
    for _round in cycle((0,)):
        yield from _shuffle_batches(rows)


def _shuffle_batches(rows: Sequence[T]) -> list[list[T]]:
    """Batches of rows of like length, in random order, so that little is padding."""
    order = list(rows)
    random.shuffle(order)
    batches: list[list[T]] = []
    for start in range(0, len(order), _BATCH * _BUCKET):
        bucket = sorted(order[start : start + _BATCH * _BUCKET], key=lambda row: sum(map(len, row[:2])))
        batches += [bucket[first : first + _BATCH] for first in range(0, len(bucket), _BATCH)]
    random.shuffle(batches)
    return batches


def read_layers(transformer: Any) -> dict[str, NDArray[np.float16]]:
    """The parameters of the layers that are tuned, by name."""
    first = transformer.config.num_hidden_layers - TUNED_LAYERS
    kept = tuple(f"encoder.layer.{number}." for number in range(first, transformer.config.num_hidden_layers))
    state = transformer.state_dict()
    return {name: state[name].numpy().astype(np.float16) for name in state if name.startswith(kept)}


def _read_heads(network: RecogniserNetwork, labels: Labels) -> DenseHeads:
    """The heads for unit vectors: the scale that training put before them goes into the weights."""
    scale = float(network.topic.weight.shape[1]) ** 0.5
    own = network.stance.weight[None] + network.own_weight
    own_bias = network.stance.bias[None] + network.own_bias
    return DenseHeads(
        labels.topics,
        labels.stanced,
        network.topic.weight.detach().numpy() * scale,
        network.topic.bias.detach().numpy(),
        own.detach().numpy() * scale,
        own_bias.detach().numpy(),
    )
