"""What the judge looks at, the ranker over it, and the judgement in words."""

from pathlib import Path

import numpy as np
import pytest

from bot.desks.candidates import Candidate
from bot.errors import IndexMissing
from bot.judge.explaining import explain
from bot.judge.features import DESKS, NAMES, Rows, measure
from bot.judge.judgement import ANSWER
from bot.judge.ranker import JUDGE_FILE, Ranker
from bot.records.bank import Bank
from bot.records.focus import Subject
from tests.desks.proposing import after_claim, after_model
from tests.fakes import FakeMind, make_ranker
from tests.judge.staging import stage, weigh

_LINES = ["llama is open source", "is gemma open source?", "why?", "mistral 7b", "who won the world cup", "?"]


def _measure(mind: FakeMind, text: str) -> tuple[list[Candidate], Rows]:
    assistant = mind.start()
    try:
        (judgement, *_) = assistant.judge(text)
    finally:
        assistant.close()
    candidates = [weighed.candidate for weighed in judgement.ranked]
    return candidates, measure(judgement.reading, None, candidates)


@pytest.mark.parametrize("text", _LINES)
def test_one_row_a_candidate_one_number_a_column(mind: FakeMind, text: str) -> None:
    candidates, rows = _measure(mind, text)
    assert rows.shape == (len(candidates), len(NAMES))
    assert np.isfinite(rows).all()


def test_a_topic_that_the_heads_never_learned_is_unlikely_and_no_fault(mind: FakeMind) -> None:
    """As between a new predicate and the next training: only the likelihood of the topic is missing."""
    candidates, rows = _measure(mind, "may the army use mistral 7b")
    known = {one.topic: row[NAMES.index("topic known")] for one, row in zip(candidates, rows, strict=True)}
    likely = {one.topic: row[NAMES.index("topic by vector")] for one, row in zip(candidates, rows, strict=True)}
    assert (known["statement/allows"], likely["statement/allows"]) == (0, 0)
    assert np.isfinite(rows).all()


def test_desk_and_stance_are_marked_once(mind: FakeMind) -> None:
    candidates, rows = _measure(mind, "llama is open source")
    for candidate, row in zip(candidates, rows, strict=True):
        assert [desk for desk, mark in zip(DESKS, row, strict=False) if mark] == [candidate.desk]
        stances = [stance for stance in ("asserts", "denies", "asks") if row[NAMES.index(stance)]]
        assert stances == ([candidate.stance] if candidate.stance else [])
        assert row[NAMES.index("has stance")] == bool(candidate.stance)


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("is llama open source?", "question mark", 1),
        ("llama is open source", "question mark", 0),
        ("is llama open source", "asking word", 1),
        ("llama isn't open source", "negated", 1),
        ("llama is open source", "negated", 0),
        ("what about it", "points back", 1),
        ("mistral 7b", "name alone", 1),
        ("mistral 7b is open", "name alone", 0),
        ("is llama 3.1 406b open", "unknown models", 1),
    ],
)
def test_what_is_measured_of_a_line(mind: FakeMind, text: str, column: str, value: float) -> None:
    _candidates, rows = _measure(mind, text)
    assert set(rows[:, NAMES.index(column)].tolist()) == {value}


def test_a_desk_that_is_new_to_the_judge_can_be_weighed(mind: FakeMind) -> None:
    """Until the judge is trained again it is weighed by all but its name."""
    rows = measure(mind.read("x"), None, [stage("brand-new", "something", 0.5), stage("silence", "near", 0.5)])
    assert not rows[0, : len(DESKS)].any()
    assert make_ranker(score=1).weigh(rows).tolist() == pytest.approx([0.5, 0.5])


def test_whether_something_was_just_spoken_of_is_seen(mind: FakeMind, bank: Bank) -> None:
    reading = mind.read("why?")
    column = NAMES.index("focus")
    candidates = [stage("last", "reason", 0.5)]
    assert measure(reading, None, candidates)[0, column] == 0
    assert measure(reading, after_claim(bank), candidates)[0, column] == 1


def test_words_that_a_reading_accounts_for_are_counted(mind: FakeMind) -> None:
    reading = mind.read("llama quantization")
    known = stage("terms", "quantization", 0.5)._replace(words=reading.words)
    unknown = stage("terms", "openwashing", 0.5)._replace(words=frozenset({"openwashing"}))
    rows = measure(reading, None, [known, unknown])
    assert rows[:, NAMES.index("explained")].tolist() == [1.0, 0.0]
    assert rows[0, NAMES.index("unexplained")] < rows[1, NAMES.index("unexplained")]


def test_a_ranker_survives_the_disk(mind: FakeMind, tmp_path: Path) -> None:
    _candidates, rows = _measure(mind, "llama is open source")
    ranker = make_ranker(explained=8, fit=1, cosine=2)
    ranker.save(tmp_path)
    read = Ranker.load(tmp_path)
    assert np.allclose(read.weigh(rows), ranker.weigh(rows))
    assert read.weigh(rows).sum() == pytest.approx(1)


def test_a_damaged_or_absent_judge_says_to_train(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="glassbox train"):
        Ranker.load(tmp_path)
    (tmp_path / JUDGE_FILE).write_bytes(b"damaged")
    with pytest.raises(IndexMissing, match="glassbox train"):
        Ranker.load(tmp_path)


def test_a_judge_of_other_features_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ranker().save(tmp_path)
    monkeypatch.setattr("bot.judge.ranker.NAMES", (*NAMES, "one more"))
    with pytest.raises(IndexMissing, match="other features"):
        Ranker.load(tmp_path)


def test_a_higher_temperature_makes_less_sure(mind: FakeMind) -> None:
    _candidates, rows = _measure(mind, "llama is open source")
    cold = make_ranker(explained=8)
    warm = cold._replace(temperature=np.array(3.0, dtype=np.float32))
    assert warm.weigh(rows).max() < cold.weigh(rows).max()


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("answer", f"it reaches {ANSWER:.2f}"),
        ("offer", "offered, not answered"),
        ("ask", "asks which is meant"),
        ("silence", "Nothing is answered"),
    ],
)
def test_a_judgement_is_told_in_words(mind: FakeMind, decision: str, words: str) -> None:
    first = stage("claims", "cant-see-inside", 0.6, "asserts")._replace(words=frozenset({"insid"}))
    told = explain(
        [weigh(mind.read("can't see inside llama"), decision, (first, 0.6), (stage("silence", "near", 0.4), 0.4))]
    )
    assert 'Statement: "can\'t see inside llama"' in told
    assert "0.600  claims      They mean cant-see-inside (asserts)." in told
    assert words in told
    assert "not for:" in told


def test_every_statement_of_a_message_is_explained(mind: FakeMind) -> None:
    assistant = mind.start()
    try:
        told = explain(assistant.judge("llama is open source. you can't see inside open-weight models."))
    finally:
        assistant.close()
    assert told.count("Statement: ") == 3
    assert 'Statement: "llama is open source."' in told


def test_a_line_without_a_name_is_likelier_of_the_model_just_spoken_of(mind: FakeMind, bank: Bank) -> None:
    readings = [
        stage("passages", "on it", 0.3)._replace(subject=Subject(models=("kimi-k3",))),
        stage("passages", "on another", 0.3)._replace(subject=Subject(models=("deepseek-v3",))),
        stage("passages", "on none", 0.3),
    ]
    column = NAMES.index("spoken covered")
    after = measure(mind.read("may we host it"), after_model(bank, "kimi-k3"), readings)
    assert after[:, column].tolist() == [1, 0, 0.5]
    named = measure(mind.read("may we host mistral 7b"), after_model(bank, "kimi-k3"), readings)
    assert named[:, column].tolist() == [0.5, 0.5, 0.5]
