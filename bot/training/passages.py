"""Trains the head that knows the passages: softmax regression over unit vectors, by Adam in batches."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from bot.corpus.lines import Pile
from bot.records.bank import Bank
from bot.records.lines import Dialogue, Thread
from bot.records.passages import Passage
from bot.training.examples import is_for_judge, is_kept_from_heads
from bot.understanding.heads import PassageHead
from bot.understanding.nearby import mix
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
    """A line that one passage answers, and what was spoken of before it."""

    text: str
    passage: str
    matter: str = ""


def train_passages(bank: Bank, pile: Pile, encode: Encode) -> PassageHead:
    """Fit the head on the questions written for each passage and on the pile's lines that are not the judge's; on those
    that go on from a reply together with what it was about. The same lines give the same weights."""
    torch.manual_seed(_SEED)
    asked = list_asked(bank, pile)
    names = tuple(sorted({one.passage for one in asked}))
    matters = sorted({one.matter for one in asked if one.matter})
    before = dict(zip(matters, encode(matters), strict=True)) if matters else {}
    own = encode([normalise(one.text) for one in asked])
    rows = [mix(row, before[one.matter]) if one.matter else row for row, one in zip(own, asked, strict=True)]
    truth = torch.tensor([names.index(one.passage) for one in asked])
    return PassageHead(names, *_fit(torch.from_numpy(np.array(rows)), truth, len(names)))


def list_asked(bank: Bank, pile: Pile) -> list[Asked]:
    """The lines, in a fixed order."""
    written = [Asked(question, passage.id) for passage in bank.passages for question in passage.asks]
    lines = [
        Asked(line.text, line.answer)
        for line in pile.lines
        if line.answer and line.answer in bank.passage and not is_for_judge(line)
    ]
    asides = [asked for thread in pile.threads for asked in _list_asides(bank, thread)]
    answers = {one.text: bank.passage[one.passage] for one in written}
    turns = [asked for dialogue in pile.dialogues for asked in _list_turns(bank, dialogue, answers)]
    return [*written, *lines, *asides, *turns]


def _list_asides(bank: Bank, thread: Thread) -> Iterator[Asked]:
    matter = bank.passage[thread.told].title if thread.told in bank.passage else bank.claim[thread.told].statement
    for aside in thread.then:
        if aside.answer in bank.passage and not is_kept_from_heads(aside.text):
            yield Asked(aside.text, aside.answer, matter)


def _list_turns(bank: Bank, dialogue: Dialogue, answers: dict[str, Passage]) -> Iterator[Asked]:
    """Turns that mean a question written for a passage, after the line before them and the licence that it is of."""
    for before, turn in pairwise(dialogue.turns):
        passage = answers.get(turn.means or "")
        if passage and not is_kept_from_heads(turn.text):
            names = [bank.license[license_id].name for license_id in passage.licenses[:1]]
            yield Asked(turn.text, passage.id, ". ".join([before.text, *names]))


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
