"""The heads: trained from labelled lines, the same every time, saved and read back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.errors import EncoderError, IndexMissing
from bot.training.examples import Example
from bot.training.tuning import list_labels
from bot.training.words import train_words
from bot.understanding.heads import STANCES, Heads, Opinion, WordHeads, softmax
from bot.understanding.shipped import ShippedRecogniser, TrainingReport
from tests.fakes import FakeMind

_SKELETONS = {
    "llama-is-open-source": ("llama is {} source", "so llama, that is {} source", "llama is {} source for sure"),
    "open-weights-are-cheaper": ("open models are {} cheap", "are they {} cheap", "{} cheap is what open models are"),
    "statement/open-source": ("gemma is {} source", "they say gemma is {} source", "gemma {} source yes"),
}
_WORDS = (("asserts", "really"), ("denies", "never"), ("asks", "maybe ?"))


def _read(mind: FakeMind, heads: Heads, text: str) -> Opinion:
    return heads.read(text, mind.encoder.encode_question(text), mind.encoder.encode_published(text))


def _list_examples() -> list[Example]:
    stanced = [
        Example(skeleton.format(word), topic, stance)  # type: ignore[arg-type]
        for topic, skeletons in _SKELETONS.items()
        for skeleton in skeletons
        for stance, word in _WORDS
    ]
    plain = [Example(f"hello number {number}", "bot/greeting", None) for number in range(9)]
    return [*stanced, *plain, *(Example(f"cake with {n} eggs", "silence/off-topic", None) for n in range(9))]


@pytest.fixture(scope="module")
def words() -> WordHeads:
    examples = _list_examples()
    return train_words(examples, list_labels(examples))


@pytest.fixture(scope="module")
def heads(mind: FakeMind, words: WordHeads) -> Heads:
    return Heads(mind.heads.dense, mind.heads.deep, words, mind.heads.passages)


@pytest.mark.parametrize(
    ("text", "stance"),
    [("llama is really source", "asserts"), ("llama is never source", "denies"), ("gemma is maybe ?", "asks")],
)
def test_stance_follows_the_word_that_turns_the_sentence(mind: FakeMind, heads: Heads, text: str, stance: str) -> None:
    opinion = _read(mind, heads, text)
    assert sum(opinion.stances_by_words) == pytest.approx(1)
    assert STANCES[int(np.argmax(opinion.stances_by_words))] == stance


@pytest.mark.parametrize(
    ("text", "topic"),
    [("llama is source", "llama-is-open-source"), ("hello number 77", "bot/greeting"), ("cake", "silence/off-topic")],
)
def test_topics_follow_the_words(mind: FakeMind, heads: Heads, text: str, topic: str) -> None:
    opinion = _read(mind, heads, text)
    assert sum(opinion.by_words.values()) == pytest.approx(1)
    assert max(opinion.by_words, key=lambda name: opinion.by_words[name]) == topic


def test_both_kinds_give_their_own_opinion(mind: FakeMind, heads: Heads) -> None:
    opinion = _read(mind, heads, "llama is open source")
    assert sum(opinion.by_vector.values()) == pytest.approx(1)
    assert set(opinion.by_vector) != set(opinion.by_words)
    assert set(opinion.stances_by_vector) == set(heads.dense.stanced)
    assert all(sum(stances) == pytest.approx(1) for stances in opinion.stances_by_vector.values())


def test_the_opinion_by_vector_lies_between_those_of_both_encoders(mind: FakeMind, heads: Heads) -> None:
    """A topic on which the published encoder is as sure as the tuned one stays; where they differ, neither wins."""
    own, other = "llama is open source", "open models are cheaper"
    vector, foreign = mind.encoder.encode_question(own), mind.encoder.encode_published(other)
    agreed = _read(mind, heads, own).by_vector["llama-is-open-source"]
    torn = heads.read(own, vector, foreign).by_vector["llama-is-open-source"]
    assert heads.read(own, foreign, foreign).by_vector["llama-is-open-source"] < torn < agreed


def test_a_line_without_a_known_word_is_read_all_the_same(mind: FakeMind, heads: Heads) -> None:
    opinion = _read(mind, heads, "xyzzy")
    assert sum(opinion.by_words.values()) == pytest.approx(1)


def test_training_twice_gives_the_same_weights(words: WordHeads) -> None:
    examples = _list_examples()
    again = train_words(examples, list_labels(examples))
    assert np.array_equal(again.topic_weight, words.topic_weight)
    assert np.array_equal(again.stance_weight, words.stance_weight)
    assert np.array_equal(again.vocabulary.sequences, words.vocabulary.sequences)


def _ship(heads: Heads, folder: Path) -> Heads:
    heads.save(folder / "heads.npz")
    return Heads.load(folder / "heads.npz")


def _serve(heads: Heads, folder: Path) -> Heads:
    heads.export(folder)
    return Heads.open(folder)


@pytest.mark.parametrize("pass_on", [_ship, _serve])
def test_heads_survive_the_disk(
    mind: FakeMind, heads: Heads, tmp_path: Path, pass_on: Callable[[Heads, Path], Heads]
) -> None:
    read = pass_on(heads, tmp_path)
    for text in ("llama is never source", "hello number 3", "xyzzy"):
        before, after = _read(mind, heads, text), _read(mind, read, text)
        assert list(after.by_vector) == list(before.by_vector)
        assert list(after.by_vector.values()) == pytest.approx(list(before.by_vector.values()), abs=1e-2)
        assert after.stances_by_words == pytest.approx(before.stances_by_words, abs=1e-2)


def test_damaged_heads_say_to_train(tmp_path: Path) -> None:
    (tmp_path / "heads.npz").write_bytes(b"damaged")
    with pytest.raises(IndexMissing, match="glassbox train"):
        Heads.load(tmp_path / "heads.npz")
    with pytest.raises(IndexMissing, match="glassbox build"):
        Heads.open(tmp_path)


def test_chances_of_large_logits_stay_finite() -> None:
    assert softmax(np.array([1e4, 0.0, -1e4])).tolist() == pytest.approx([1, 0, 0])


_REPORT = TrainingReport(encoder="some-encoder", lines_fingerprint="some-lines", lines=3, topics=2)


def test_what_ships_fits_one_encoder_and_is_fresh_for_its_lines_alone(heads: Heads, tmp_path: Path) -> None:
    shipped = ShippedRecogniser(tmp_path / "recogniser")
    assert not shipped.fits("some-encoder")
    shipped.save({"layer": np.ones((2, 2), dtype=np.float16)}, heads, _REPORT)
    report = shipped.report
    assert report is not None
    assert report.model_copy(update={"weights": ""}) == _REPORT
    assert report.weights
    assert shipped.is_fresh("some-encoder", "some-lines")
    assert not shipped.is_fresh("some-encoder", "other-lines")
    assert not shipped.fits("other-encoder")
    assert shipped.load_layers("other-encoder") is None
    layers = shipped.load_layers("some-encoder")
    assert layers is not None
    assert layers["layer"].tolist() == [[1, 1], [1, 1]]
    with pytest.raises(EncoderError, match="other-encoder"):
        shipped.load_heads("other-encoder")


def test_the_report_names_the_weights_that_came_out(heads: Heads, tmp_path: Path) -> None:
    """Two trainings from the same lines may differ; what is built from one does not fit the other."""
    written = []
    for value in (1, 1, 2):
        shipped = ShippedRecogniser(tmp_path)
        shipped.save({"layer": np.full((2, 2), value, dtype=np.float16)}, heads, _REPORT)
        written.append(shipped.report)
    assert written[0] == written[1] != written[2]


def test_a_recogniser_that_was_not_written_whole_is_none(heads: Heads, tmp_path: Path) -> None:
    shipped = ShippedRecogniser(tmp_path)
    shipped.save({}, heads, _REPORT)
    (tmp_path / "report.json").write_text("{", encoding="utf-8")
    assert shipped.report is None
    assert not shipped.fits("some-encoder")
