"""The heads: trained from exemplars, the same every time, calibrated, saved and read back."""

from pathlib import Path

import numpy as np
import pytest

from bot.errors import GlassboxError, IndexMissing
from bot.records.passages import Exemplar
from bot.training.linear import fit_temperature, train_heads
from bot.understanding.heads import Heads
from tests.fakes import HashedWordsEncoder

_OPEN = ("llama is {} source", "so llama, that is {} source", "llama is {} source for sure", "llama {} source yes")
_SAFE = ("weights are {} dangerous", "i say weights are {} dangerous", "weights {} dangerous folks", "oh {} dangerous")
_CHEAP = ("open models are {} cheap", "are they {} cheap", "cheap {} is what open models are", "{} cheap to run")
_SKELETONS = {
    "llama-is-open-source": _OPEN,
    "open-weights-are-too-dangerous": _SAFE,
    "open-weights-are-cheaper": _CHEAP,
}


def _exemplars() -> list[Exemplar]:
    lines = []
    for claim, skeletons in _SKELETONS.items():
        for skeleton in skeletons:
            for stance, word in (("asserts", "really"), ("denies", "never"), ("asks", "maybe ?")):
                content = {"text": skeleton.format(word), "claim": claim, "stance": stance, "intent": "claim"}
                lines.append(Exemplar.model_validate(content))
    lines += [Exemplar(text=f"hello number {number}", intent="chitchat") for number in range(9)]
    lines += [Exemplar(text=f"cake with {number} eggs", intent="offtopic") for number in range(9)]
    return lines


@pytest.fixture(scope="module")
def heads() -> Heads:
    exemplars = _exemplars()
    return train_heads(exemplars, HashedWordsEncoder().encode_questions([line.text for line in exemplars]))


def _stance(heads: Heads, text: str) -> str:
    vector = HashedWordsEncoder().encode_questions([text])[0]
    scores = heads.stance.of("llama-is-open-source").score(vector, heads.vocabulary.find(text))
    assert scores.sum() == pytest.approx(1)
    return heads.stance.labels[int(scores.argmax())]


def test_stance_follows_the_word_that_turns_the_sentence(heads: Heads) -> None:
    assert _stance(heads, "llama is really source") == "asserts"
    assert _stance(heads, "llama is never source") == "denies"


def test_training_twice_gives_the_same_weights(heads: Heads) -> None:
    exemplars = _exemplars()
    again = train_heads(exemplars, HashedWordsEncoder().encode_questions([line.text for line in exemplars]))
    assert np.array_equal(again.claim.dense, heads.claim.dense)
    assert np.array_equal(again.stance.dense, heads.stance.dense)


def test_heads_survive_the_disk(heads: Heads, tmp_path: Path) -> None:
    heads.save(tmp_path / "heads.npz")
    read = Heads.load(tmp_path / "heads.npz")
    text = "llama is never source"
    vector = HashedWordsEncoder().encode_questions([text])[0]
    columns = read.vocabulary.find(text)
    assert np.allclose(read.claim.score(vector, columns), heads.claim.score(vector, columns), atol=1e-2)


def test_damaged_heads_say_to_build(tmp_path: Path) -> None:
    (tmp_path / "heads.npz").write_bytes(b"damaged")
    with pytest.raises(IndexMissing, match="glassbox build"):
        Heads.load(tmp_path / "heads.npz")


def test_vectors_must_match_exemplars() -> None:
    with pytest.raises(GlassboxError, match="came with"):
        train_heads(_exemplars(), np.zeros((1, 8), dtype=np.float32))


def test_the_temperature_cools_logits_that_are_too_bold() -> None:
    logits = np.array([[4.0, 0.0], [4.0, 0.0], [4.0, 0.0], [4.0, 0.0]])
    assert fit_temperature(logits, np.array([0, 0, 1, 1])) > fit_temperature(logits, np.array([0, 0, 0, 0]))
