"""What is done with the likeliest reading: answered, offered, asked back, or nothing said."""

from typing import cast

import pytest

from bot.desks.candidates import Candidate
from bot.desks.house import DeskHouse
from bot.judge.judgement import ANSWER, OFFER, Judge, Judgement
from bot.records.bank import Bank
from bot.records.focus import Focus
from tests.desks.proposing import after_claim
from tests.fakes import FakeMind, make_ranker
from tests.judge.staging import StagedHouse, stage

_SILENT = 0.05


def _judge(mind: FakeMind, *candidates: Candidate, focus: Focus | None = None) -> Judgement:
    judge = Judge(cast("DeskHouse", StagedHouse(candidates)), make_ranker(score=1))
    return judge.judge(mind.read("x"), focus)


def _rest(chance: float) -> Candidate:
    return stage("silence", "near", chance)


def test_the_levels_lie_in_order() -> None:
    assert 0 < OFFER < ANSWER < 1


@pytest.mark.parametrize(
    ("chance", "decision"),
    [(0.9, "answer"), (ANSWER + 0.01, "answer"), (ANSWER - 0.01, "offer"), (OFFER + 0.01, "offer")],
)
def test_the_chance_of_the_best_decides(mind: FakeMind, chance: float, decision: str) -> None:
    others = [stage("passages", f"other-{number}", (1 - chance) / 8) for number in range(8)]
    judgement = _judge(mind, *others, stage("models", "pythia", chance))
    assert judgement.best.candidate.key == "pythia"
    assert judgement.best.probability == pytest.approx(chance, abs=1e-3)
    assert judgement.decision == decision


def test_where_nothing_fits_well_enough_nothing_is_said(mind: FakeMind) -> None:
    many = [stage("passages", f"passage-{number}", 0.1) for number in range(10)]
    judgement = _judge(mind, *many)
    assert judgement.best.probability < OFFER
    assert judgement.decision == "silence"


@pytest.mark.parametrize("chance", [0.3, 0.9])
def test_silence_may_be_the_likeliest(mind: FakeMind, chance: float) -> None:
    others = [stage("models", f"model-{number}", (1 - chance) / 5) for number in range(5)]
    assert _judge(mind, *others, _rest(chance)).decision == "silence"


def test_probabilities_are_shared_out_and_ranked(mind: FakeMind) -> None:
    judgement = _judge(mind, stage("models", "one", 0.1), stage("models", "two", 0.6), _rest(0.3))
    chances = [weighed.probability for weighed in judgement.ranked]
    assert sum(chances) == pytest.approx(1)
    assert chances == sorted(chances, reverse=True)


def test_a_claim_whose_side_cannot_be_told_is_asked_about(mind: FakeMind) -> None:
    sides = stage("claims", "cant-see-inside", 0.5, "asserts"), stage("claims", "cant-see-inside", 0.4, "denies")
    assert _judge(mind, *sides, _rest(0.1)).decision == "ask"


def test_a_clear_side_is_answered(mind: FakeMind) -> None:
    sides = stage("claims", "cant-see-inside", 0.8, "asserts"), stage("claims", "cant-see-inside", 0.1, "denies")
    assert _judge(mind, *sides, _rest(0.1)).decision == "answer"


def test_the_other_side_of_another_claim_casts_no_doubt(mind: FakeMind) -> None:
    sides = stage("claims", "cant-see-inside", 0.5, "asserts"), stage("claims", "openness-is-binary", 0.4, "denies")
    assert _judge(mind, *sides, _rest(0.1)).decision == "answer"


def test_a_question_has_no_other_side(mind: FakeMind) -> None:
    sides = stage("claims", "cant-see-inside", 0.5, "asks"), stage("claims", "cant-see-inside", 0.4, "denies")
    assert _judge(mind, *sides, _rest(0.1)).decision == "answer"


@pytest.mark.parametrize(("second", "keys"), [(0.21, ["cant-see-inside", "some-passage"]), (0.15, ["cant-see-inside"])])
def test_what_is_offered_differs_in_more_than_its_stance_and_is_near_enough_itself(
    mind: FakeMind, second: float, keys: list[str]
) -> None:
    judgement = _judge(
        mind,
        stage("claims", "cant-see-inside", 0.3, "asserts"),
        stage("claims", "cant-see-inside", 0.25, "asks"),
        stage("last", "source", 0.22),
        stage("passages", "some-passage", second),
        _rest(0.23 - second),
    )
    assert [offered.candidate.key for offered in judgement.offered] == keys


def test_who_goes_on_is_offered_no_claim(mind: FakeMind, bank: Bank) -> None:
    """A verdict on it would put in his mouth what he may not have said."""
    claim, passage = stage("claims", "cant-see-inside", 0.27, "asserts"), stage("passages", "some-passage", 0.24)
    others = [stage("last", key, 0.2) for key in ("source", "reason")]
    focus = after_claim(bank)
    assert _judge(mind, claim, *others, _rest(0.25), focus=focus).decision == "silence"
    judgement = _judge(mind, claim, passage, _rest(0.49), focus=focus)
    assert judgement.decision == "offer"
    assert [offered.candidate.key for offered in judgement.offered] == ["some-passage"]


def test_what_only_turns_the_last_answer_over_is_no_offer(mind: FakeMind) -> None:
    others = (stage("passages", key, 0.25) for key in ("some-passage", "another-passage"))
    judgement = _judge(mind, stage("last", "source", 0.3), *others, _rest(0.2))
    assert (judgement.best.candidate.key, judgement.decision) == ("source", "silence")


def test_a_card_and_a_verdict_on_the_same_matter_make_one_reading_sure(mind: FakeMind) -> None:
    card = stage("claims", "mistral-is-open-source", 0.45, "denies")._replace(matter="open-source/mistral")
    computed = stage("statements", "open-source//mistral", 0.4, "denies")._replace(matter="open-source/mistral")
    assert not _judge(mind, card, computed, _rest(0.15)).is_unsure
    assert _judge(mind, card, computed._replace(stance="asserts"), _rest(0.15)).is_unsure
    assert _judge(mind, card, computed._replace(matter="open-source/llama"), _rest(0.15)).is_unsure


def test_what_is_proposed_in_several_ways_comes_before_what_is_proposed_in_one(mind: FakeMind) -> None:
    part = stage("models", "claude/weights", 0.21)._replace(matter="open-weights/claude")
    card = stage("claims", "anthropic-released-weights", 0.2, "asks")._replace(matter="open-weights/claude")
    cell = stage("tables", "openness-spectrum", 0.22)
    judgement = _judge(mind, cell, part, card, _rest(0.3))
    assert (judgement.best.candidate.key, judgement.decision) == ("claude/weights", "answer")
    denied = _judge(mind, cell, part, card._replace(stance="denies"), _rest(0.1))
    assert denied.best.candidate.key == "openness-spectrum"


def test_what_the_speaker_took_up_is_what_he_means(mind: FakeMind) -> None:
    judgement = _judge(mind, stage("passages", "a", 0.6), stage("passages", "b", 0.1), _rest(0.3))
    taken = judgement.take("b")
    assert (taken.best.candidate.key, taken.decision, taken.is_unsure) == ("b", "answer", False)
    assert judgement.take("c") == judgement


def test_a_sentence_that_two_sides_bear_is_left_to_the_judge(mind: FakeMind) -> None:
    sides = (stage("claims", "a", 0.6, "asserts"), stage("claims", "a", 0.3, "denies"))
    judgement = _judge(mind, *sides, _rest(0.1))
    assert judgement.take("a") == judgement
