"""From judgements to one answer."""

import pytest

from bot.judge.answering import answer_judgement
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.questions import StatementQuestion
from tests.fakes import FakeMind
from tests.judge.staging import stage, weigh


def test_the_likeliest_reading_is_answered_with_its_chance(mind: FakeMind, bank: Bank) -> None:
    judgement = weigh(mind.read("x"), "answer", (stage("models", "pythia", 0.8), 0.8))
    answer, subject = answer_judgement(bank, judgement, "short")
    assert (answer.text, answer.confidence) == ("models says pythia.", 0.8)
    assert subject == Subject()


def test_a_claim_without_a_clear_side_gets_one_question_with_two_choices(mind: FakeMind, bank: Bank) -> None:
    judgement = weigh(mind.read("x"), "ask", (stage("claims", "cant-see-inside", 0.5, "denies"), 0.5))
    answer, subject = answer_judgement(bank, judgement, "short")
    claim = bank.claim["cant-see-inside"]
    assert (answer.kind, answer.claim, answer.stance) == ("clarify", claim.id, "denies")
    assert answer.suggestions == (claim.statement, claim.opposite)
    assert subject.claim is not None


def test_what_fits_a_little_is_offered_by_name_and_moves_no_subject(mind: FakeMind, bank: Bank) -> None:
    judgement = weigh(
        mind.read("x"),
        "offer",
        (stage("passages", "The Linux kernel", 0.4), 0.4),
        (stage("silence", "near", 0.3), 0.3),
        (stage("models", "Pythia", 0.2), 0.2),
    )
    answer, subject = answer_judgement(bank, judgement, "short")
    assert answer.kind == "clarify"
    assert answer.claim is None
    assert answer.suggestions == ("The Linux kernel", "Pythia")
    assert answer.text.startswith("Closest I have: ")
    assert all(offered in answer.text for offered in answer.suggestions)
    assert subject == Subject()


def test_where_nothing_fits_silence_answers_with_what_is_left_of_the_chance(mind: FakeMind, bank: Bank) -> None:
    judgement = weigh(
        mind.read("x"),
        "silence",
        (stage("models", "Pythia", 0.15), 0.15),
        (stage("silence", "near", 0.1, kind="abstain"), 0.1),
    )
    answer, _subject = answer_judgement(bank, judgement, "short")
    assert (answer.kind, answer.text) == ("abstain", "silence says near.")
    assert answer.confidence == pytest.approx(0.85)


def test_the_first_reply_is_cut_to_a_breath_and_a_longer_one_is_not(mind: FakeMind, bank: Bank) -> None:
    house = mind.start()
    reading = mind.read("x")
    try:
        (judgement, *_) = house.judge("which models are fully open")
        lists = [one.candidate for one in judgement.ranked if one.candidate.desk == "lists"]
        made = weigh(reading, "answer", (lists[0], 0.9))
        assert len(answer_judgement(bank, made, "short")[0].text) <= 500
        assert len(answer_judgement(bank, made, "deep")[0].text) > 500
    finally:
        house.close()


def test_a_computed_verdict_keeps_its_stance(mind: FakeMind, bank: Bank) -> None:
    candidate = stage("statements", "open-source", 0.9, "denies")
    question = StatementQuestion(predicate="open-source", subjects=("pythia",), names="Pythia", stance="denies")
    judgement = weigh(mind.read("x"), "answer", (candidate._replace(subject=Subject(statement=question)), 0.9))
    answer, subject = answer_judgement(bank, judgement, "short")
    assert answer.stance == "denies"
    assert subject.statement == question
