"""Puts a recogniser that was trained before into the network, so that a new training goes on from there."""

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bot.training.network import Labels, RecogniserNetwork
from bot.understanding.heads import DenseHeads, Weights


class Tuned(NamedTuple):
    """The tuned layers by parameter name (float16) and the heads over the vector that they give."""

    layers: dict[str, NDArray[np.float16]]
    heads: DenseHeads


def restore(network: RecogniserNetwork, labels: Labels, before: Tuned) -> None:
    """Layers as they were, and the rows of the heads whose topics there were; new topics begin from nothing."""
    state = network.encoder.state_dict()
    network.encoder.load_state_dict(
        state | {name: torch.from_numpy(held).float() for name, held in before.layers.items()}
    )
    heads = before.heads
    scale = float(network.topic.weight.shape[1]) ** 0.5
    own, own_bias = _to_tensor(heads.stance_weight) / scale, _to_tensor(heads.stance_bias)
    with torch.no_grad():
        network.stance.weight.copy_(own.mean(dim=0))
        network.stance.bias.copy_(own_bias.mean(dim=0))
        for row, topic in enumerate(labels.topics):
            if topic in heads.topics:
                place = heads.topics.index(topic)
                network.topic.weight[row] = _to_tensor(heads.topic_weight)[place] / scale
                network.topic.bias[row] = _to_tensor(heads.topic_bias)[place]
        for row, topic in enumerate(labels.stanced):
            if topic in heads.stanced:
                place = heads.stanced.index(topic)
                network.own_weight[row] = own[place] - network.stance.weight
                network.own_bias[row] = own_bias[place] - network.stance.bias


def _to_tensor(weights: Weights) -> torch.Tensor:
    return torch.from_numpy(np.asarray(weights, dtype=np.float32))
