"""Trains the judge's ranker on lists of candidates, and sets its temperature on lists that trained nothing."""

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from bot.judge.features import NAMES
from bot.judge.ranker import Ranker, Table
from bot.training.lists import CandidateList

_SEED = 20261128
_WIDTHS = (48, 24)
_EPOCHS = 30
_BATCH = 64
_RATE = 2e-3
_DECAY = 1e-3
_DROPOUT = 0.1
_LEAST = 1e-20
_HELD_OUT = 6
"""One list in so many sets the temperature."""


def train_ranker(lists: Sequence[CandidateList]) -> Ranker:
    """Fit the network. The same lists give the same weights."""
    random.seed(_SEED)
    torch.manual_seed(_SEED)
    fitted = [one for number, one in enumerate(lists) if number % _HELD_OUT]
    held_out = [one for number, one in enumerate(lists) if not number % _HELD_OUT]
    rows = np.concatenate([one.rows for one in fitted])
    shift, scale = rows.mean(0), 1 / (rows.std(0) + 1e-3)
    network = _make_network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, _EPOCHS)
    for _epoch in range(_EPOCHS):
        network.train()
        order = random.sample(fitted, len(fitted))
        for start in range(0, len(order), _BATCH):
            optimizer.zero_grad()
            loss = _measure_loss(network, order[start : start + _BATCH], shift, scale)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        steps.step()
    return _export(network.eval(), shift, scale, held_out)


def _make_network() -> nn.Sequential:
    first, second = _WIDTHS
    return nn.Sequential(
        nn.Linear(len(NAMES), first),
        nn.ReLU(),
        nn.Dropout(_DROPOUT),
        nn.Linear(first, second),
        nn.ReLU(),
        nn.Linear(second, 1, bias=False),
    )


def _measure_loss(network: nn.Sequential, lists: Sequence[CandidateList], shift: Table, scale: Table) -> torch.Tensor:
    """The mean negative logarithm of the probability that all right candidates have together."""
    rows = torch.from_numpy((np.concatenate([one.rows for one in lists]) - shift) * scale)
    scores = network(rows)[:, 0]
    right = torch.from_numpy(np.concatenate([one.right for one in lists]))
    groups = torch.repeat_interleave(torch.arange(len(lists)), torch.tensor([len(one.right) for one in lists]))
    powers = torch.exp(scores - scores.detach().max())
    whole = torch.zeros(len(lists)).index_add(0, groups, powers)
    of_right = torch.zeros(len(lists)).index_add(0, groups[right], powers[right])
    return (torch.log(whole + _LEAST) - torch.log(of_right + _LEAST)).mean()


def _export(network: nn.Sequential, shift: Table, scale: Table, held_out: Sequence[CandidateList]) -> Ranker:
    state = {name: values.numpy() for name, values in network.state_dict().items()}
    ranker = Ranker(
        shift.astype(np.float32),
        scale.astype(np.float32),
        state["0.weight"].T.copy(),
        state["0.bias"],
        state["3.weight"].T.copy(),
        state["3.bias"],
        state["5.weight"][0],
        np.array(1.0, dtype=np.float32),
    )
    grid = np.geomspace(0.5, 3.0, 40, dtype=np.float32)
    losses = [_score(ranker._replace(temperature=np.array(one)), held_out) for one in grid]
    return ranker._replace(temperature=np.array(grid[int(np.argmin(losses))]))


def _score(ranker: Ranker, lists: Sequence[CandidateList]) -> float:
    return float(np.mean([-np.log(ranker.weigh(one.rows)[one.right].sum() + 1e-9) for one in lists]))
