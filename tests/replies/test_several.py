"""One reply to several statements: each has its part, its verdict and its source, and the numbers fit together."""

import re
from itertools import pairwise

import pytest

from bot.records.answers import Answer, Section
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.language import ClaimReading
from bot.records.questions import StatementQuestion
from bot.replies.asking import compose_offer
from bot.replies.breath import LONGEST
from bot.replies.claims import compose_claim
from bot.replies.several import compose_several
from bot.replies.statements import compose_statement
from bot.replies.wording import VERDICT_WORDS


def _claim(bank: Bank, claim: str, stance: Stance) -> Answer:
    return compose_claim(bank, "x", ClaimReading(claim=claim, stance=stance), (), 0.9, "short")


def _statement(bank: Bank, model: str) -> Answer:
    question = StatementQuestion(
        predicate="open-source", subjects=(model,), names=bank.model[model].name, stance="asserts"
    )
    return compose_statement(bank, "x", question, 0.8, "short")


def test_every_statement_has_its_part(bank: Bank) -> None:
    answers = [_claim(bank, "cant-see-inside", "denies"), _statement(bank, "mistral-7b"), _statement(bank, "olmo-3")]
    joined = compose_several(bank, "as typed", answers, answers[1], 0.7)
    assert [part.claim for part in joined.parts] == ["cant-see-inside", None, None]
    assert [part.stance for part in joined.parts] == ["denies", "asserts", "asserts"]
    assert [part.verdict for part in joined.parts] == ["wrong", "wrong", "right"]
    assert [part.statement for part in joined.parts] == [
        bank.claim["cant-see-inside"].statement, "Mistral 7B is open source.",
        f"{bank.model['olmo-3'].name} is open source.",
    ]  # fmt: skip
    assert joined.headline == "Three points."
    assert (joined.query, joined.confidence) == ("as typed", 0.7)
    assert (joined.statement, joined.verdict) == (answers[1].statement, answers[1].verdict)


def test_every_line_says_who_is_right_and_names_its_source(bank: Bank) -> None:
    answers = [_claim(bank, claim.id, "asserts") for claim in bank.claims]
    for first, second in pairwise(answers):
        joined = compose_several(bank, "x", [first, second], first, 0.7)
        lines = [line for line in joined.text.splitlines() if line.startswith("- ")]
        assert len(lines) == 2, joined.text
        assert len(joined.text) <= LONGEST, joined.text
        for line, answer in zip(lines, (first, second), strict=True):
            assert answer.verdict is not None
            verdict = f'" is {VERDICT_WORDS[answer.verdict]}.'
            assert answer.headline.rstrip(".") in line or verdict in line
        numbers = {citation.n for citation in joined.citations}
        assert {int(number) for number in re.findall(r"\[(\d+)\]", joined.text)} == numbers


def test_a_source_that_two_parts_share_is_named_once(bank: Bank) -> None:
    answer = _claim(bank, "cant-see-inside", "asserts")
    joined = compose_several(bank, "x", [answer, answer], answer, 0.7)
    assert len(joined.citations) == 1


@pytest.mark.parametrize(("stance", "restated"), [("denies", True), ("denies", False), ("asserts", False)])
def test_a_claim_stands_behind_the_side_that_its_verdict_is_on(bank: Bank, stance: Stance, restated: bool) -> None:
    reading, card = ClaimReading(claim="cant-see-inside", stance=stance), bank.claim["cant-see-inside"]
    claim = compose_claim(bank, "x", reading, (), 0.4, "short", unsure="reading" if restated else None)
    joined = compose_several(bank, "x", [claim, _statement(bank, "olmo-3")], claim, 0.7)
    (_, first, second) = joined.text.split("\n")
    held = card.opposite if stance == "denies" and not restated else card.statement
    assert first.startswith(f'- "{held}" {claim.headline}')
    assert "Closest" not in joined.text
    assert second.startswith("- Right: ")


def test_who_is_offered_several_points_is_told_them(bank: Bank) -> None:
    answers = [_statement(bank, "mistral-7b"), _statement(bank, "olmo-3")]
    joined = compose_several(bank, "x", answers, answers[0], 0.3)
    offered = compose_offer("x", ("both",), 0.3, joined)
    assert "points." not in offered.text
    assert all(bank.model[model].name in offered.text for model in ("mistral-7b", "olmo-3"))


def test_a_line_that_only_leads_to_rows_is_told_with_them(bank: Bank) -> None:
    verdict = _statement(bank, "olmo-3")
    rows = Section(label="", text="The index gives: [1]\n- OpenAI: 35\n- Meta: 31")
    table = verdict.model_copy(update={"verdict": None, "statement": None, "sections": (rows,)})
    joined = compose_several(bank, "x", [verdict, table], verdict, 0.7)
    assert "- The index gives: OpenAI: 35; Meta: 31" in joined.text


def test_of_a_sentence_longer_than_a_reply_the_first_clauses_are_told(bank: Bank) -> None:
    verdict = _statement(bank, "olmo-3")
    terms = f"GPT-6, licence: service terms; restrictions: {', '.join(f'no use number {one}' for one in range(40))}"
    card = verdict.model_copy(
        update={"verdict": None, "headline": f"{terms}.", "sections": (Section(label="", text=f"{terms}. [1]"),)}
    )
    joined = compose_several(bank, "x", [verdict, card], verdict, 0.7)
    assert "- GPT-6, licence: service terms; restrictions: no use number 0, " in joined.text
    assert " and more." in joined.text
    assert len(joined.text) <= LONGEST


def test_a_verdict_on_models_is_told_with_its_limit_where_there_is_room(bank: Bank) -> None:
    answers = [_statement(bank, "mistral-7b"), _statement(bank, "olmo-3")]
    joined = compose_several(bank, "x", answers, answers[0], 0.7)
    limit = next(section.text for section in answers[0].sections if section.label in {"Fair point", "The limit"})
    assert re.sub(r" ?(?:\[\d+\])+", "", limit) in joined.text
    assert len(joined.text) <= LONGEST
