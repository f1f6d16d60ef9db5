"""A message read as several statements."""

import pytest

from bot.judge.judgement import Judgement
from bot.judge.several import choose_said, propose_several
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.focus import Subject
from bot.records.questions import Asked, StatementQuestion
from tests.fakes import FakeMind
from tests.judge.staging import stage, weigh


def _part(mind: FakeMind, desk: str, key: str, chance: float) -> Judgement:
    stance: Stance | None = "asserts" if desk == "claims" else None
    return weigh(mind.read("x"), "answer", (stage(desk, key, chance, stance), chance))


def test_two_statements_get_a_part_each_and_the_surest_speaks_for_the_message(mind: FakeMind, bank: Bank) -> None:
    parts = [_part(mind, "claims", "cant-see-inside", 0.7), _part(mind, "claims", "openness-is-binary", 0.9)]
    (candidate,) = propose_several(bank, "x", parts)
    answer = candidate.compose(0.8, "short")
    assert [part.claim for part in answer.parts] == ["cant-see-inside", "openness-is-binary"]
    assert answer.claim == "openness-is-binary"
    assert answer.confidence == 0.8
    assert candidate.subject.claim is not None
    assert candidate.subject.claim.claim == "openness-is-binary"


@pytest.mark.parametrize(("desk", "chance"), [("last", 0.9), ("silence", 0.9), ("models", 0.6), ("passages", 0.6)])
def test_a_part_that_says_nothing_or_is_not_surely_a_question_is_none(
    mind: FakeMind, bank: Bank, desk: str, chance: float
) -> None:
    parts = [_part(mind, "claims", "cant-see-inside", 0.9), _part(mind, desk, "something", chance)]
    assert propose_several(bank, "x", parts) == ()


def test_a_question_beside_a_statement_gets_a_part_and_the_statement_speaks(mind: FakeMind, bank: Bank) -> None:
    parts = [_part(mind, "claims", "cant-see-inside", 0.7), _part(mind, "passages", "something", 0.9)]
    (candidate,) = propose_several(bank, "x", parts)
    answer = candidate.compose(0.8, "short")
    assert answer.claim == "cant-see-inside"
    assert [part.claim for part in answer.parts] == ["cant-see-inside", None]
    assert "passages says something" in answer.text


def test_the_same_thing_said_twice_is_one_statement(mind: FakeMind, bank: Bank) -> None:
    part = _part(mind, "claims", "cant-see-inside", 0.9)
    assert propose_several(bank, "x", [part, part, part]) == ()


def _told(mind: FakeMind, desk: str, subject: Subject) -> Judgement:
    """A part of a message about Command R, surely read."""
    one = stage(desk, f"{desk}/{subject.asked}", 0.9, "asserts" if desk == "statements" else None)
    one = one._replace(about=("command-r",), subject=subject)
    return weigh(mind.read("x"), "answer", (one, 0.9))


@pytest.mark.parametrize(("asked", "count"), [("license", 1), (None, 1), ("training_data", 2)])
def test_a_card_beside_the_verdict_that_tells_the_same_is_no_part(
    mind: FakeMind, asked: Asked | None, count: int
) -> None:
    question = StatementQuestion(
        predicate="license", subjects=("command-r",), names="Command R", stance="asserts", value="custom"
    )
    verdict = _told(mind, "statements", Subject(models=("command-r",), statement=question))
    card = _told(mind, "models", Subject(models=("command-r",), asked=asked))
    for parts in ([verdict, card], [card, verdict]):
        assert len(choose_said(parts)) == count


def test_at_most_three_statements_are_told_in_their_order(mind: FakeMind, bank: Bank) -> None:
    claims = [claim.id for claim in bank.claims[:4]]
    said = choose_said([_part(mind, "claims", claim, 0.5) for claim in claims])
    assert [weighed.candidate.key for weighed in said] == claims[:3]


def test_the_judge_sees_how_sure_the_parts_are_and_what_is_left_over(mind: FakeMind, bank: Bank) -> None:
    parts = [
        _part(mind, "claims", "cant-see-inside", 0.7),
        _part(mind, "claims", "openness-is-binary", 0.9),
        _part(mind, "silence", "near", 0.9),
    ]
    (candidate,) = propose_several(bank, "x", parts)
    assert (candidate.clues.score, candidate.clues.cosine, candidate.clues.place) == (0.7, 0.9, 1)
    assert candidate.clues.fit == pytest.approx(2 / 3)
