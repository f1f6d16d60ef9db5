"""The head over both encoders learns topics and sides; the layers that are kept lie between both encoders."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.training.deep import train_deep
from bot.training.examples import Example
from bot.training.mixing import mix_layers
from bot.training.network import STANCES, Labels

_WIDTH = 16
_LABELS = Labels(("claim", "fact"), ("claim",))


def _encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """A unit row of its own for each text."""
    rows = np.array([np.random.default_rng(sum(map(ord, text))).normal(size=_WIDTH) for text in texts])
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _encode_published(texts: Sequence[str]) -> NDArray[np.float32]:
    return _encode([text[::-1] + "." for text in texts])


def _list_examples() -> list[Example]:
    own = [Example("they hide it", "claim", "asserts"), Example("they show it", "claim", "denies")]
    return [*own, Example("when was it", "fact", None)] * 400


def test_topics_and_sides_are_learned() -> None:
    head = train_deep(_list_examples(), _LABELS, _encode, _encode_published)
    for one in _list_examples()[:3]:
        topics, stances = head.weigh(_encode([one.text])[0], _encode_published([one.text])[0])
        assert _LABELS.topics[int(topics.argmax())] == one.topic
        if one.stance:
            assert STANCES[int(stances[0].argmax())] == one.stance


def test_the_same_lines_give_the_same_head() -> None:
    first, second = (train_deep(_list_examples(), _LABELS, _encode, _encode_published) for _time in range(2))
    np.testing.assert_array_equal(first.topic_weight, second.topic_weight)


def test_kept_layers_lie_between_the_published_and_the_tuned() -> None:
    mixed = mix_layers({"layer": np.zeros(2, dtype=np.float32)}, {"layer": np.ones(2, dtype=np.float16)})
    assert np.all((mixed["layer"] > 0.5) & (mixed["layer"] < 1))
    assert mixed["layer"].dtype == np.float16
