"""Tunes the network and turns it into heads and layers that serving reads without torch."""

import math
import random
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bot.retrieval.sentence_encoder import SentenceEncoder
from bot.training.linear import fit_temperature
from bot.training.lines import Line
from bot.training.network import STANCES, TUNED_LAYERS, Batch, Labels, RecogniserNetwork, make_batch
from bot.understanding.features import Vocabulary
from bot.understanding.heads import Head, Heads, StanceHead

_SEED = 20261123
_BATCH = 32
_BUCKET = 20
_EPOCHS = 5
_LAYER_RATE = 1e-4
_HEAD_RATE = 2e-3
_DECAY = 0.01
_WARM_UP = 200
_LEAST_RATE = 0.02
_LONGEST_STEP = 1.0

Progress = Callable[[str, int, int], None]


class Tuned(NamedTuple):
    """The tuned layers by parameter name (float16) and the heads over their mean."""

    layers: dict[str, NDArray[np.float16]]
    heads: Heads


def tune(encoder: SentenceEncoder, lines: list[Line], calibration: list[Line], progress: Progress) -> Tuned:
    """Fit on `lines`, set temperatures on `calibration`. The same lines and threads give the same weights."""
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    labels = Labels(
        intents=tuple(sorted({line.intent for line in lines})),
        claims=tuple(sorted({line.claim for line in lines if line.claim})),
    )
    transformer, tokenizer = encoder.model[0].auto_model, encoder.model.tokenizer
    network = RecogniserNetwork(transformer, labels)
    _fit(network, tokenizer, lines, labels, progress)
    network.eval()
    return Tuned(_read_layers(transformer), _read_heads(network, tokenizer, labels, calibration))


def _fit(network: RecogniserNetwork, tokenizer: Any, lines: list[Line], labels: Labels, progress: Progress) -> None:
    steps = _EPOCHS * math.ceil(len(lines) / _BATCH)
    optimizer = _new_optimizer(network)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _scale_rate(step, steps))
    done = 0
    for _epoch in range(_EPOCHS):
        network.train()
        for chosen in _shuffle_batches(lines):
            optimizer.zero_grad()
            network.measure_loss(make_batch(tokenizer, chosen, labels)).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
            optimizer.step()
            schedule.step()
            done += 1
            progress("tuning the recogniser", done, steps)


def _new_optimizer(network: RecogniserNetwork) -> torch.optim.Optimizer:
    layers = [parameter for parameter in network.encoder.parameters() if parameter.requires_grad]
    known = {id(parameter) for parameter in network.encoder.parameters()}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
    groups = [{"params": layers, "lr": _LAYER_RATE}, {"params": heads, "lr": _HEAD_RATE}]
    return torch.optim.AdamW(groups, weight_decay=_DECAY)


def _scale_rate(step: int, steps: int) -> float:
    """Warm up, then fall in a line."""
    return min(1.0, step / _WARM_UP) * max(_LEAST_RATE, 1 - step / steps)


def _shuffle_batches(lines: list[Line]) -> list[list[Line]]:
    """Batches of lines of like length, in random order, so that little is padding."""
    order = list(lines)
    random.shuffle(order)
    batches: list[list[Line]] = []
    for start in range(0, len(order), _BATCH * _BUCKET):
        bucket = sorted(order[start : start + _BATCH * _BUCKET], key=lambda line: len(line.text))
        batches += [bucket[first : first + _BATCH] for first in range(0, len(bucket), _BATCH)]
    random.shuffle(batches)
    return batches


def _read_layers(transformer: Any) -> dict[str, NDArray[np.float16]]:
    first = transformer.config.num_hidden_layers - TUNED_LAYERS
    kept = tuple(f"encoder.layer.{number}." for number in range(first, transformer.config.num_hidden_layers))
    state = transformer.state_dict()
    return {name: state[name].numpy().astype(np.float16) for name in state if name.startswith(kept)}


def _read_heads(network: RecogniserNetwork, tokenizer: Any, labels: Labels, calibration: list[Line]) -> Heads:
    with torch.no_grad():
        batch = make_batch(tokenizer, calibration, labels)
        features = network.pool(batch.tokens)
        temperatures = _fit_temperatures(network, features, batch)
    own = network.stance.weight[None] + network.own_weight
    own_bias = network.stance.bias[None] + network.own_bias
    return Heads(
        Vocabulary(()),
        _as_head(labels.intents, network.intent, temperatures[0]),
        _as_head(labels.claims, network.claim, temperatures[1]),
        StanceHead(
            STANCES,
            labels.claims,
            own.detach().numpy(),
            np.zeros((0, len(STANCES)), dtype=np.float32),
            own_bias.detach().numpy(),
            temperatures[2],
        ),
    )


def _as_head(labels: tuple[str, ...], layer: torch.nn.Linear, temperature: float) -> Head:
    no_words = np.zeros((0, len(labels)), dtype=np.float32)
    return Head(labels, layer.weight.detach().numpy(), no_words, layer.bias.detach().numpy(), temperature)


def _fit_temperatures(network: RecogniserNetwork, features: torch.Tensor, batch: Batch) -> tuple[float, float, float]:
    claims = network.claim(features)[batch.of_claim].double().numpy()
    stances = network.score_stance(features, batch.claims)[batch.of_claim].double().numpy()
    intents = network.intent(features).double().numpy()
    return (
        fit_temperature(intents, batch.intents.numpy()),
        fit_temperature(claims, batch.claims[batch.of_claim].numpy()),
        fit_temperature(stances, batch.stances[batch.of_claim].numpy()),
    )
