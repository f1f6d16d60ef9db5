"""Which reply stance and verdict call for, and what it says."""

import re
from typing import get_args

import pytest

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance, Verdict
from bot.records.language import ClaimReading, Depth, ModelMention
from bot.replies.claims import choose_kind, compose_claim, compose_other_side, compose_reasons


@pytest.mark.parametrize(
    ("verdict", "stance", "kind"),
    [
        ("wrong", "asserts", "rebuttal"),
        ("wrong", "denies", "agreement"),
        ("right", "asserts", "agreement"),
        ("right", "denies", "rebuttal"),
        ("misleading", "asserts", "nuance"),
        ("misleading", "denies", "nuance"),
        ("partly-right", "asserts", "nuance"),
        ("contested", "denies", "nuance"),
        ("unproven", "asserts", "nuance"),
        ("wrong", "asks", "answer"),
        ("right", "asks", "answer"),
    ],
)
def test_kinds(verdict: Verdict, stance: Stance, kind: str) -> None:
    assert choose_kind(verdict, stance) == kind


def _answer(bank: Bank, claim: str, stance: Stance, *models: str) -> Answer:
    reading = ClaimReading(claim=claim, stance=stance, claim_confidence=1, stance_confidence=1)
    mentions = tuple(ModelMention(name=model, candidates=(model,)) for model in models)
    return compose_claim(bank, "as typed", reading, mentions, 0.8)


def test_a_rebuttal_has_all_its_parts(bank: Bank) -> None:
    answer = _answer(bank, "cant-see-inside", "asserts")
    assert answer.kind == "rebuttal"
    assert answer.concession
    assert answer.concession in answer.text
    assert answer.levels == {"closed": "right", "open-weights": "wrong", "fully-open": "wrong"}
    assert len(answer.points) >= 3
    assert {row.tier for row in answer.spectrum} == {"closed", "open-weights", "fully-open"}
    assert answer.disputes


def test_what_holds_for_a_closed_model_is_not_rebutted(bank: Bank) -> None:
    answer = _answer(bank, "cant-see-inside", "asserts", "claude-3-5-sonnet")
    assert answer.kind == "agreement"
    assert "Claude 3.5 Sonnet (closed)" in answer.text
    assert answer.verdict == "wrong"


@pytest.mark.parametrize("stance", ["asserts", "denies", "asks"])
def test_every_card_reads_whole_in_every_stance(bank: Bank, stance: Stance) -> None:
    for claim in bank.claims:
        answer = _answer(bank, claim.id, stance)
        numbers = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]
        assert set(numbers) <= {citation.n for citation in answer.citations}, claim.id
        assert claim.headline.text in answer.text
        assert "{" not in answer.text
        assert ".." not in answer.text.replace("...", "")


def test_the_other_side_is_cited(bank: Bank) -> None:
    for claim in bank.claims:
        answer = compose_other_side(bank, "other side", claim.id)
        assert answer.points[0].citations


def test_reasons_give_all_of_them(bank: Bank) -> None:
    claim = bank.claim["cant-see-inside"]
    assert len(compose_reasons(bank, "why", claim.id).points) == len(claim.reasons)


def test_three_depths_say_more_and_more(bank: Bank) -> None:
    reading = ClaimReading(claim="cant-see-inside", stance="asserts", claim_confidence=1, stance_confidence=1)
    short, standard, deep = (compose_claim(bank, "as typed", reading, (), 0.8, depth) for depth in get_args(Depth))
    assert len(short.text) < len(standard.text) < len(deep.text)
    claim = bank.claim["cant-see-inside"]
    assert claim.headline.text in short.text
    assert claim.concede.asserts.text in short.text
    assert claim.other_side.reply.text in deep.text
    assert claim.other_side.reply.text not in standard.text
    assert all(reason.text in deep.text for reason in claim.reasons)
