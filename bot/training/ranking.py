"""Trains the judge's networks on lists of candidates, and sets the temperature on lists that trained nothing."""

import random
from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from bot.judge.features import NAMES
from bot.judge.ranker import Ranker, Table
from bot.records.lines import CHOSEN, LAST
from bot.training.lists import CandidateList

_SEEDS = (20261128, 20261129)
"""Networks whose scores are averaged: they err on different lines (Lakshminarayanan et al., 2017, arXiv 1612.01474)."""

_AFTER, _WITHIN = NAMES.index("focus"), NAMES.index("same message")
"""The columns that say whether a line comes after something, and whether that is an earlier part of the same message:
one for all candidates of a list, or none. A line goes on from a reply where it has the first without the second."""

_APART = 1000.0
"""More than any hidden unit takes in: added where a line goes on, or does not, it silences the unit or leaves it."""

_FACTS_KEPT = 0.55
"""Of the lists of questions of fact, which are most of all, what the first network learns from; the second learns from
all. With the first way alone claims win what facts lose, with the second the other way round (development)."""

_SPOKEN = f"{LAST}/{CHOSEN}"
"""The topic of lists of turns that people typed to the bot itself."""

_BESIDE = 6000
"""Other lists among which the networks learn those turns at last. Of 5,183 such turns that go on from a reply, in four
parts of which each was kept out once, the first reading fits for 0.63 with that, and for 0.59 with a fifth of them;
learned among all lists from the beginning they are learned by heart."""

_WIDTHS = (48, 24)
_BATCH = 64
_DECAY = 1e-3
_LEAST = 1e-20


class _Course(NamedTuple):
    """How long, how fast and with how much forgetting a network learns."""

    epochs: int
    rate: float
    dropout: float


_FIRST = _Course(30, 2e-3, 0.1)
_AT_LAST = _Course(6, 5e-4, 0.2)


def train_ranker(lists: Sequence[CandidateList], held_out: Sequence[CandidateList] = ()) -> Ranker:
    """Fit the networks and join them into one; `held_out` are first lines that trained neither heads nor judge, for the
    temperature. Turns of real conversations are learned at last: who goes on is judged by what came of that alone, who
    begins by the networks as they were before it too. The same lists give the same weights."""
    spoken = [one for one in lists if one.topic == _SPOKEN]
    others = [one for one in lists if one.topic != _SPOKEN]
    rows = np.concatenate([one.rows for one in others])
    shift, scale = rows.mean(0), 1 / (rows.std(0) + 1e-3)
    before, after = [], []
    for pile, seed in zip((_thin_facts(others), others), _SEEDS, strict=True):
        network = _fit(_make_network(seed), pile, shift, scale, _FIRST)
        before.append(network)
        if spoken:
            beside = random.sample(others, min(_BESIDE, len(others)))
            after.append(_fit(deepcopy(network), [*spoken, *beside], shift, scale, _AT_LAST))
    first = _join([*before, *after], shift, scale)
    first = set_temperature(first, held_out) if held_out else first
    return _join_moments(first, _join(after, shift, scale)) if after else first


def _thin_facts(lists: Sequence[CandidateList]) -> list[CandidateList]:
    """The lists without some of those of questions of fact, always the same."""
    drawn = np.random.default_rng(_SEEDS[0]).random(len(lists)) < _FACTS_KEPT
    return [one for one, kept in zip(lists, drawn, strict=True) if kept or one.topic != "fact"]


def _fit(
    network: nn.Sequential, lists: Sequence[CandidateList], shift: Table, scale: Table, course: _Course
) -> nn.Sequential:
    for layer in network:
        if isinstance(layer, nn.Dropout):
            layer.p = course.dropout
    optimizer = torch.optim.AdamW(network.parameters(), lr=course.rate, weight_decay=_DECAY)
    steps = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, course.epochs)
    for _epoch in range(course.epochs):
        network.train()
        order = random.sample(lists, len(lists))
        for start in range(0, len(order), _BATCH):
            optimizer.zero_grad()
            loss = _measure_loss(network, order[start : start + _BATCH], shift, scale)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
        steps.step()
    return network.eval()


def _make_network(seed: int) -> nn.Sequential:
    """A network to be trained, with all that is drawn by chance from here on."""
    random.seed(seed)
    torch.manual_seed(seed)
    first, second = _WIDTHS
    return nn.Sequential(
        nn.Linear(len(NAMES), first),
        nn.ReLU(),
        nn.Dropout(),
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


def _join_moments(first: Ranker, later: Ranker) -> Ranker:
    """One network that scores lines with no reply before them as `first` does, and lines that go on from one as `later`
    does: the hidden units of each are silent at the other's moment, and what is left of them is the same for all
    candidates. Both have one shift and scale; their temperatures go into the weights."""
    weights, biases = [], []
    for ranker, own, sign in ((first, 0, -1), (later, 1, 1)):
        table, step = ranker.first.copy(), np.float32(sign * _APART)
        table[_AFTER] += step / ranker.scale[_AFTER]
        table[_WITHIN] -= step / ranker.scale[_WITHIN]
        weights.append(table)
        biases.append(ranker.first_bias + step * (ranker.shift[_AFTER] - ranker.shift[_WITHIN] - own))
    return Ranker(
        first.shift,
        first.scale,
        np.concatenate(weights, axis=1),
        np.concatenate(biases),
        _stack_blocks([first.second, later.second]),
        np.concatenate([first.second_bias, later.second_bias]),
        np.concatenate([one.last / one.temperature for one in (first, later)]),
        np.array(1.0, dtype=np.float32),
    )


def _stack_blocks(blocks: Sequence[Table]) -> Table:
    """Blocks along the diagonal, zeros beside them."""
    table = np.zeros(np.sum([block.shape for block in blocks], axis=0), dtype=np.float32)
    row = column = 0
    for block in blocks:
        rows, columns = block.shape
        table[row : row + rows, column : column + columns] = block
        row, column = row + rows, column + columns
    return table


def set_temperature(ranker: Ranker, held_out: Sequence[CandidateList]) -> Ranker:
    """The ranker with the temperature that makes its probabilities likeliest on these lists (Guo et al., 2017, arXiv
    1706.04599)."""
    grid = np.geomspace(0.2, 3.0, 60, dtype=np.float32)
    losses = [_score(ranker._replace(temperature=np.array(one)), held_out) for one in grid]
    return ranker._replace(temperature=np.array(grid[int(np.argmin(losses))]))


def _score(ranker: Ranker, lists: Sequence[CandidateList]) -> float:
    return float(np.mean([-np.log(ranker.weigh(one.rows)[one.right].sum() + 1e-9) for one in lists]))
