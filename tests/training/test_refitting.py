"""Heads fitted to more lines on layers as they are: what is new is learned, what was known stays."""

from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray
from torch import nn

from bot.training.examples import Example
from bot.training.network import Labels
from bot.training.refitting import refit_heads
from bot.understanding.heads import DenseHeads

_WIDTH = 16
_LINES = {
    "claim": ("they hide it", "nobody sees inside"),
    "statement/made-by": ("olmo is a meta model", "phi is microsoft's"),
    "fact": ("when was it", "who said so"),
}


class _Encoder(nn.Module):
    config = SimpleNamespace(hidden_size=_WIDTH, num_hidden_layers=6)


def _encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """A unit row of its own for each text."""
    rows = np.array([np.random.default_rng(sum(map(ord, text))).normal(size=_WIDTH) for text in texts])
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def before() -> DenseHeads:
    """Heads that know two of the topics and have learned nothing yet."""
    return DenseHeads(
        ("claim", "fact"), ("claim",), np.zeros((2, _WIDTH)), np.zeros(2), np.zeros((1, 3, _WIDTH)), np.zeros((1, 3))
    )


def test_a_new_topic_is_told_from_the_old_ones(before: DenseHeads) -> None:
    examples = [
        Example(text, topic, "asserts" if topic != "fact" else None)
        for topic, texts in _LINES.items()
        for text in texts
        for _copy in range(3000)
    ]
    labels = Labels(tuple(sorted(_LINES)), ("claim", "statement/made-by"))
    heads = refit_heads(_Encoder(), _encode, examples, labels, before)
    assert heads.topics == labels.topics
    for topic, texts in _LINES.items():
        scores = _encode(texts) @ heads.topic_weight.T + heads.topic_bias
        assert [heads.topics[place] for place in scores.argmax(axis=1)] == [topic, topic]


def test_the_same_lines_give_the_same_heads(before: DenseHeads) -> None:
    examples = [Example(text, topic, None) for topic, texts in _LINES.items() for text in texts]
    labels = Labels(tuple(sorted(_LINES)), ("claim",))
    first, second = (refit_heads(_Encoder(), _encode, examples, labels, before) for _time in range(2))
    np.testing.assert_array_equal(first.topic_weight, second.topic_weight)
