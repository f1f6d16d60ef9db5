"""Trains the head that knows the passages: softmax regression over unit vectors, by Adam in batches."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.training.examples import is_for_judge
from bot.training.following import list_following
from bot.understanding.heads import PassageHead
from bot.understanding.text import normalise

_SEED = 20261128
_EPOCHS = 14
_BATCH = 256
_RATE = 0.05
_DECAY = 1e-3
_SMOOTHING = 0.05

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Turns questions into unit rows."""


class Asked(NamedTuple):
    """A line that one passage answers; one that goes on stands after what was spoken of before it."""

    text: str
    passage: str


def train_passages(bank: Bank, pile: Pile, encode: Encode) -> PassageHead:
    """Fit the head on the questions written for each passage and on the pile's lines that are not the judge's. The same
    lines give the same weights."""
    torch.manual_seed(_SEED)
    asked = list_asked(bank, pile)
    names = tuple(sorted({one.passage for one in asked}))
    rows = encode([one.text for one in asked])
    truth = torch.tensor([names.index(one.passage) for one in asked])
    return PassageHead(names, *_fit(torch.from_numpy(rows), truth, len(names)))


def list_asked(bank: Bank, pile: Pile) -> list[Asked]:
    """The lines, in a fixed order."""
    written = [Asked(normalise(question), passage.id) for passage in bank.passages for question in passage.asks]
    lines = [
        Asked(normalise(line.text), line.answer)
        for line in pile.lines
        if line.answer and line.answer in bank.passage and not is_for_judge(line)
    ]
    following = [Asked(one.text, one.answer) for one in list_following(bank, pile) if one.answer in bank.passage]
    return [*written, *lines, *following]


def _fit(rows: torch.Tensor, truth: torch.Tensor, classes: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights of shape (classes, width) and a bias."""
    weight = nn.Parameter(torch.zeros(classes, rows.shape[1]))
    bias = nn.Parameter(torch.zeros(classes))
    optimizer = torch.optim.AdamW([weight, bias], lr=_RATE, weight_decay=_DECAY)
    for _epoch in range(_EPOCHS):
        for chosen in torch.randperm(len(rows)).split(_BATCH):  # type: ignore[no-untyped-call]
            optimizer.zero_grad()
            logits = rows[chosen] @ weight.T + bias
            loss = nn.functional.cross_entropy(logits, truth[chosen], label_smoothing=_SMOOTHING)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return weight.detach().numpy(), bias.detach().numpy()
