"""A training goes on from the heads that ship: what was learned is there before the first step."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from bot.training.network import Labels, RecogniserNetwork, unify
from bot.training.resuming import restore_heads
from bot.training.tuning import export
from bot.understanding.heads import DenseHeads

_WIDTH = 8


class _Encoder(nn.Module):
    """As much of an encoder as the network asks for: a width, and no layer to tune."""

    config = SimpleNamespace(hidden_size=_WIDTH, num_hidden_layers=6)


@pytest.fixture
def heads() -> DenseHeads:
    made = np.random.default_rng(3)
    return DenseHeads(
        ("claim", "fact", "gone"),
        ("claim", "gone"),
        made.random((3, _WIDTH)),
        made.random(3),
        made.random((2, 3, _WIDTH)),
        made.random((2, 3)),
    )


def test_old_topics_keep_what_they_learned_and_new_ones_are_added(heads: DenseHeads) -> None:
    labels = Labels(("added", "claim", "fact"), ("added", "claim"))
    network = RecogniserNetwork(_Encoder(), labels)
    restore_heads(network, labels, heads)
    again = export(network, labels).heads
    assert (again.topics, again.stanced) == (labels.topics, labels.stanced)
    np.testing.assert_allclose(again.topic_weight[1:], heads.topic_weight[:2], rtol=1e-5)
    np.testing.assert_allclose(again.topic_bias[1:], heads.topic_bias[:2], rtol=1e-5)
    np.testing.assert_allclose(again.stance_weight[1], heads.stance_weight[0], rtol=1e-5)
    np.testing.assert_allclose(again.stance_bias[1], heads.stance_bias[0], rtol=1e-5)


def test_a_restored_head_scores_a_line_as_before(heads: DenseHeads) -> None:
    labels = Labels(heads.topics, heads.stanced)
    network = RecogniserNetwork(_Encoder(), labels).eval()
    restore_heads(network, labels, heads)
    vector = nn.functional.normalize(torch.ones(1, _WIDTH))
    with torch.no_grad():
        scored = network.topic(unify(vector)).numpy()[0]
    np.testing.assert_allclose(scored, heads.topic_weight @ vector.numpy()[0] + heads.topic_bias, rtol=1e-5)
