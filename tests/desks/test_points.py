"""The desk of points, and what lies near a line only after what was spoken of."""

import pytest

from bot.catalogue import Catalogue
from bot.desks.passages import PassagesDesk
from bot.desks.points import PointsDesk
from bot.desks.silence import SilenceDesk
from bot.records.bank import Bank
from bot.records.focus import Subject, move_focus
from tests.desks.proposing import after_claim, after_model, after_passage, list_keys, propose
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def desk(bank: Bank) -> PointsDesk:
    return PointsDesk(bank)


def test_points_are_those_of_the_card_just_shown(mind: FakeMind, desk: PointsDesk, bank: Bank) -> None:
    line = bank.claim["cant-see-inside"].reasons[2].text
    found = propose(mind, desk, line, after_claim(bank))
    assert found[0].key == "cant-see-inside/reasons.2"
    assert all(one.key.startswith("cant-see-inside/") for one in found)
    assert {one.clues.filled for one in found} == {1}


def test_without_a_card_there_are_no_points(mind: FakeMind, desk: PointsDesk, bank: Bank) -> None:
    assert propose(mind, desk, "which tools?") == []
    assert propose(mind, desk, "which tools?", after_model(bank)) == []


def test_a_point_is_told_with_its_sources_and_keeps_claim_and_side(
    mind: FakeMind, desk: PointsDesk, bank: Bank
) -> None:
    card = bank.claim["cant-see-inside"]
    alone = {name: point for name, point in card.list_points().items() if name in {"fact", "crux", "reply", "limits"}}
    for place, point in alone.items():
        (chosen, *_others) = propose(mind, desk, point.text, after_claim(bank, stance="denies"))
        answer = chosen.compose(0.9, "short")
        assert chosen.key == f"{card.id}/{place}"
        assert point.text in answer.text
        assert (answer.claim, answer.stance, answer.verdict) == (card.id, "denies", card.verdict)
        assert {one.source for one in answer.citations} >= {cite.source for cite in point.cites}


def test_what_speaks_to_its_neighbours_on_a_card_is_not_told_alone(
    mind: FakeMind, desk: PointsDesk, bank: Bank
) -> None:
    card = bank.claim["cant-see-inside"]
    keys = list_keys(propose(mind, desk, card.concede.asserts.text, after_claim(bank)))
    assert keys
    assert f"{card.id}/concede.asserts" not in keys


def test_the_best_case_against_a_card_comes_with_the_answer_to_it(mind: FakeMind, desk: PointsDesk, bank: Bank) -> None:
    card = bank.claim["cant-see-inside"]
    (chosen, *_others) = propose(mind, desk, card.other_side.reply.text, after_claim(bank))
    assert card.other_side.answer.text in chosen.compose(0.9, "short").text


def test_what_was_told_is_known(mind: FakeMind, desk: PointsDesk, bank: Bank) -> None:
    focus = after_claim(bank)
    (chosen, *_others) = propose(mind, desk, bank.claim["cant-see-inside"].crux.text, focus)
    told = move_focus(focus, "why", chosen.compose(0.9, "short"), chosen.subject)
    again = next(one for one in propose(mind, desk, "why", told) if one.key == chosen.key)
    assert (chosen.clues.fit, again.clues.fit) == (1, 0)


def test_a_passage_is_found_by_what_was_spoken_of_before(mind: FakeMind, bank: Bank) -> None:
    desk = PassagesDesk(bank, Catalogue(bank).names)
    told = next(passage for passage in bank.passages if "Linux kernel" in passage.title)
    alone = list_keys(propose(mind, desk, "hm, so"))
    after = propose(mind, desk, "hm, so", after_passage(bank, told.id))
    carried = [one.key for one in after if one.clues.filled]
    assert carried
    assert set(carried).isdisjoint({*alone, told.id})
    assert all(one.clues.context > 0 for one in after if one.clues.filled)


@pytest.mark.parametrize(
    ("told", "line", "sister"),
    [
        ("tokens-llama-2", "qwen3 same question", "tokens-qwen3"),
        ("tokens-llama-2", "and bloom?", "tokens-bloom"),
        ("tokens-qwen3", "what about gemma 2", "tokens-gemma-2"),
        ("tokens-gemma-2", "same for falcon", "tokens-falcon"),
        ("tokens-pythia", "how about kimi k2", "tokens-kimi-k2"),
        ("lc-llama-liability", "and gemma?", "lc-gemma-liability"),
        ("lc-bigcode-outputs-train", "and hunyuan's?", "lc-hunyuan-outputs"),
        ("lc-openai-train-competing", "what about claude's", "lc-anthropic-train-competing"),
        ("ask-fits-8-gb", "and 24 gb?", "ask-fits-24-gb"),
    ],
)
def test_what_a_passage_told_of_one_another_tells_of_the_other(
    mind: FakeMind, bank: Bank, told: str, line: str, sister: str
) -> None:
    desk = PassagesDesk(bank, Catalogue(bank).names)
    found = {one.key: one.clues for one in propose(mind, desk, line, after_passage(bank, told))}
    assert sister in found
    assert (found[sister].fit, found[sister].place) == (1.0, 0)


def test_at_the_beginning_nothing_was_spoken_of(mind: FakeMind, bank: Bank) -> None:
    assert not any(
        one.clues.filled for one in propose(mind, PassagesDesk(bank, Catalogue(bank).names), "the linux kernel")
    )
    assert move_focus(None, "x", after_claim(bank).answer, Subject()).subject.claim is None


def test_who_goes_on_and_cannot_be_answered_is_told_so_and_no_more(mind: FakeMind, bank: Bank) -> None:
    told = next(passage for passage in bank.passages if "Linux kernel" in passage.title)
    near, _off = propose(mind, SilenceDesk(bank), "and who pays them?", after_passage(bank, told.id))
    assert near.restate is None, "what lies nearest was mostly wrong"
    assert near.compose(0.8, "short").text == "I have nothing on that."
    assert near.compose(0.8, "short").suggestions == ()


def test_who_begins_a_conversation_is_told_that_there_is_nothing(mind: FakeMind, bank: Bank) -> None:
    near, off = propose(mind, SilenceDesk(bank), "and who pays them?")
    assert near.compose(0.8, "short").text.startswith("I have nothing on that.")
    assert off.compose(0.8, "short").citations == ()


def test_a_passage_that_a_claim_leads_to_is_about_the_claim_still(mind: FakeMind, desk: PointsDesk, bank: Bank) -> None:
    focus = after_claim(bank, "weights-are-a-compiled-binary")
    found = propose(mind, PassagesDesk(bank, Catalogue(bank).names), bank.passage["fallacy-false-analogy"].title, focus)
    (passage,) = (one for one in found if one.key == "fallacy-false-analogy")
    answer = passage.compose(0.9, "short")
    assert (answer.claim, answer.stance, answer.kind) == ("weights-are-a-compiled-binary", "asks", "answer")
    after = move_focus(focus, "x", answer, passage.subject)
    assert after.claim == focus.subject.claim
    keys = list_keys(propose(mind, desk, "which tools?", after))
    assert keys
    assert all(key.startswith("weights-are-a-compiled-binary/") for key in keys)


def test_a_passage_on_a_model_that_is_named_leaves_the_claim(mind: FakeMind, bank: Bank) -> None:
    focus = after_claim(bank, "weights-are-a-compiled-binary")
    found = propose(mind, PassagesDesk(bank, Catalogue(bank).names), "what did pythia train on", focus)
    assert {one.subject.around for one in found} == {None}
