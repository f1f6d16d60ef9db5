"""Puts heads that were trained before into the network, so that a new training goes on from there."""

import numpy as np
import torch

from bot.training.network import Labels, RecogniserNetwork
from bot.understanding.heads import DenseHeads, Heads, PassageHead, Weights


def restore_heads(network: RecogniserNetwork, labels: Labels, heads: Heads) -> None:
    """The rows of the topics and passages that there were; those of new ones begin as in a first training."""
    restore_topics(network, labels, heads.dense)
    _restore_passages(network, labels, heads.passages)


def restore_topics(network: RecogniserNetwork, labels: Labels, heads: DenseHeads) -> None:
    """The rows of the topics that there were, with their stances."""
    scale = float(network.topic.weight.shape[1]) ** 0.5
    weight, bias = _to_tensor(heads.topic_weight) / scale, _to_tensor(heads.topic_bias)
    own, own_bias = _to_tensor(heads.stance_weight) / scale, _to_tensor(heads.stance_bias)
    with torch.no_grad():
        network.stance.weight.copy_(own.mean(dim=0))
        network.stance.bias.copy_(own_bias.mean(dim=0))
        for row, place in _match(labels.topics, heads.topics):
            network.topic.weight[row] = weight[place]
            network.topic.bias[row] = bias[place]
        for row, place in _match(labels.stanced, heads.stanced):
            network.own_weight[row] = own[place] - network.stance.weight
            network.own_bias[row] = own_bias[place] - network.stance.bias


def _restore_passages(network: RecogniserNetwork, labels: Labels, head: PassageHead) -> None:
    scale = float(network.passage.weight.shape[1]) ** 0.5
    weight, bias = _to_tensor(head.weight) / scale, _to_tensor(head.bias)
    with torch.no_grad():
        for row, place in _match(labels.passages, head.passages):
            network.passage.weight[row] = weight[place]
            network.passage.bias[row] = bias[place]


def _match(now: tuple[str, ...], before: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where each topic stands now and stood before."""
    return [(row, before.index(topic)) for row, topic in enumerate(now) if topic in before]


def _to_tensor(weights: Weights) -> torch.Tensor:
    return torch.from_numpy(np.asarray(weights, dtype=np.float32))
