"""Fits the heads to more lines on layers that stay as they are: minutes, where tuning the layers takes an hour."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from bot.training.examples import Example
from bot.training.network import Labels, RecogniserNetwork, label_examples, run_epochs
from bot.training.passages import Encode
from bot.training.resuming import restore_topics
from bot.training.tuning import export
from bot.understanding.heads import DenseHeads

_SEED = 20261129
_EPOCHS = 10
_RATE = 5e-4
_DECAY = 0.01


def refit_heads(
    transformer: Any, encode: Encode, examples: Sequence[Example], labels: Labels, before: DenseHeads
) -> DenseHeads:
    """Go on from the heads of before, over the vectors of the layers as they are. `transformer` is the encoder that
    these come from; it is not changed. The same lines and beginning give the same weights."""
    torch.manual_seed(_SEED)
    network = RecogniserNetwork(transformer, labels)
    restore_topics(network, labels, before)
    rows = torch.from_numpy(np.asarray(encode([one.text for one in examples]), dtype=np.float32))
    whole = label_examples(examples, labels)
    heads = [network.topic, network.stance]
    learned = [*(one for head in heads for one in head.parameters()), network.own_weight, network.own_bias]
    optimizer = torch.optim.AdamW(learned, lr=_RATE, weight_decay=_DECAY)
    network.train()
    run_epochs(network.measure_vectors, rows, whole, optimizer, _EPOCHS)
    return export(network, labels).heads
