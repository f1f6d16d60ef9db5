"""A training goes on from the heads that ship: what was learned is there before the first step."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from bot.training.network import Labels, RecogniserNetwork, unify
from bot.training.resuming import restore_heads
from bot.training.tuning import export
from bot.understanding.features import Vocabulary
from bot.understanding.heads import DeepHead, DenseHeads, Heads, PassageHead, WordHeads

_WIDTH = 8


class _Encoder(nn.Module):
    """As much of an encoder as the network asks for: a width, and no layer to tune."""

    config = SimpleNamespace(hidden_size=_WIDTH, num_hidden_layers=6)


@pytest.fixture
def heads() -> Heads:
    made = np.random.default_rng(3)
    dense = DenseHeads(
        ("claim", "fact", "gone"),
        ("claim", "gone"),
        made.random((3, _WIDTH)),
        made.random(3),
        made.random((2, 3, _WIDTH)),
        made.random((2, 3)),
    )
    words = WordHeads(Vocabulary(()), (), *(np.zeros((0, 0)) for _table in range(4)))
    deep = DeepHead(*(np.zeros((0, 0)) for _table in range(6)))
    return Heads(dense, deep, words, PassageHead(("kept", "gone"), made.random((2, _WIDTH)), made.random(2)))


def test_old_topics_keep_what_they_learned_and_new_ones_are_added(heads: Heads) -> None:
    labels = Labels(("added", "claim", "fact"), ("added", "claim"), ("kept",))
    network = RecogniserNetwork(_Encoder(), labels)
    restore_heads(network, labels, heads)
    again, before = export(network, labels).heads, heads.dense
    assert (again.topics, again.stanced) == (labels.topics, labels.stanced)
    np.testing.assert_allclose(again.topic_weight[1:], before.topic_weight[:2], rtol=1e-5)
    np.testing.assert_allclose(again.topic_bias[1:], before.topic_bias[:2], rtol=1e-5)
    np.testing.assert_allclose(again.stance_weight[1], before.stance_weight[0], rtol=1e-5)
    np.testing.assert_allclose(again.stance_bias[1], before.stance_bias[0], rtol=1e-5)


def test_old_passages_keep_what_they_learned(heads: Heads) -> None:
    labels = Labels(("claim",), ("claim",), ("added", "kept"))
    network = RecogniserNetwork(_Encoder(), labels).eval()
    restore_heads(network, labels, heads)
    vector = nn.functional.normalize(torch.ones(1, _WIDTH))
    with torch.no_grad():
        scored = network.passage(unify(vector)).numpy()[0]
    head = heads.passages
    np.testing.assert_allclose(scored[1], head.weight[0] @ vector.numpy()[0] + head.bias[0], rtol=1e-5)


def test_a_restored_head_scores_a_line_as_before(heads: Heads) -> None:
    labels = Labels(heads.dense.topics, heads.dense.stanced, ("kept",))
    network = RecogniserNetwork(_Encoder(), labels).eval()
    restore_heads(network, labels, heads)
    vector = nn.functional.normalize(torch.ones(1, _WIDTH))
    with torch.no_grad():
        scored = network.topic(unify(vector)).numpy()[0]
    np.testing.assert_allclose(scored, heads.dense.topic_weight @ vector.numpy()[0] + heads.dense.topic_bias, rtol=1e-5)
