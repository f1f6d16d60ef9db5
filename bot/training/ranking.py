"""Trains the judge's networks on lists of candidates, and sets the temperature on lists that trained nothing."""

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn

from bot.judge.features import NAMES
from bot.judge.ranker import Ranker, Table
from bot.training.lists import CandidateList

_SEEDS = (20261128, 20261129)
"""Networks whose scores are averaged: they err on different lines (Lakshminarayanan et al., 2017, arXiv 1612.01474)."""

_FACTS_KEPT = 0.55
"""Of the lists of questions of fact, which are most of all, what the first network learns from; the second learns from
all. With the first way alone claims win what facts lose, with the second the other way round (development)."""

_WIDTHS = (48, 24)
_EPOCHS = 30
_BATCH = 64
_RATE = 2e-3
_DECAY = 1e-3
_DROPOUT = 0.1
_LEAST = 1e-20


def train_ranker(lists: Sequence[CandidateList], held_out: Sequence[CandidateList] = ()) -> Ranker:
    """Fit the networks and join them into one; `held_out` are lists of lines that trained neither heads nor judge, for
    the temperature. The same lists give the same weights."""
    rows = np.concatenate([one.rows for one in lists])
    shift, scale = rows.mean(0), 1 / (rows.std(0) + 1e-3)
    piles = (_thin_facts(lists), lists)
    ranker = _join([_fit(pile, shift, scale, seed) for pile, seed in zip(piles, _SEEDS, strict=True)], shift, scale)
    return set_temperature(ranker, held_out) if held_out else ranker


def _thin_facts(lists: Sequence[CandidateList]) -> list[CandidateList]:
    """The lists without some of those of questions of fact, always the same."""
    drawn = np.random.default_rng(_SEEDS[0]).random(len(lists)) < _FACTS_KEPT
    return [one for one, kept in zip(lists, drawn, strict=True) if kept or one.topic != "fact"]


def _fit(lists: Sequence[CandidateList], shift: Table, scale: Table, seed: int) -> nn.Sequential:
    random.seed(seed)
    torch.manual_seed(seed)
    network = _make_network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, _EPOCHS)
    for _epoch in range(_EPOCHS):
        network.train()
        order = random.sample(lists, len(lists))
        for start in range(0, len(order), _BATCH):
            optimizer.zero_grad()
            loss = _measure_loss(network, order[start : start + _BATCH], shift, scale)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        steps.step()
    return network.eval()


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


def _join(networks: Sequence[nn.Sequential], shift: Table, scale: Table) -> Ranker:
    """One network of all: their hidden units side by side, none of one looking at those of another."""
    states = [{name: values.numpy() for name, values in network.state_dict().items()} for network in networks]
    return Ranker(
        shift.astype(np.float32),
        scale.astype(np.float32),
        np.concatenate([state["0.weight"].T for state in states], axis=1),
        np.concatenate([state["0.bias"] for state in states]),
        _stack_blocks([state["3.weight"].T for state in states]),
        np.concatenate([state["3.bias"] for state in states]),
        np.concatenate([state["5.weight"][0] / np.float32(len(states)) for state in states]),
        np.array(1.0, dtype=np.float32),
    )


def _stack_blocks(blocks: Sequence[Table]) -> Table:
    """Blocks of one shape along the diagonal, zeros beside them."""
    rows, columns = blocks[0].shape
    table = np.zeros((rows * len(blocks), columns * len(blocks)), dtype=np.float32)
    for place, block in enumerate(blocks):
        table[place * rows : (place + 1) * rows, place * columns : (place + 1) * columns] = block
    return table


def set_temperature(ranker: Ranker, held_out: Sequence[CandidateList]) -> Ranker:
    """The ranker with the temperature that makes its probabilities likeliest on these lists (Guo et al., 2017, arXiv
    1706.04599)."""
    grid = np.geomspace(0.2, 3.0, 60, dtype=np.float32)
    losses = [_score(ranker._replace(temperature=np.array(one)), held_out) for one in grid]
    return ranker._replace(temperature=np.array(grid[int(np.argmin(losses))]))


def _score(ranker: Ranker, lists: Sequence[CandidateList]) -> float:
    return float(np.mean([-np.log(ranker.weigh(one.rows)[one.right].sum() + 1e-9) for one in lists]))
