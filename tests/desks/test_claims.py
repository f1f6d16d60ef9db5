"""The desk of claims: near cards, each in all three stances, and what it says of lines about other families."""

import pytest

from bot.desks.claims import ClaimsDesk
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.understanding.heads import STANCES
from tests.desks.proposing import after_claim, list_keys, propose
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def desk(bank: Bank) -> ClaimsDesk:
    return ClaimsDesk(bank)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("llama is open source", "llama-is-open-source"),
        ("you can't see inside open-weight models", "cant-see-inside"),
        ("open weights are cheaper", "open-weights-are-cheaper"),
        ("released weights cannot be recalled", "released-weights-cannot-be-recalled"),
    ],
)
def test_a_near_card_is_proposed_in_every_stance(mind: FakeMind, desk: ClaimsDesk, text: str, claim: str) -> None:
    candidates = propose(mind, desk, text)
    assert claim in list_keys(candidates)
    assert {one.stance for one in candidates if one.key == claim} == set(STANCES)
    assert len(candidates) <= 27


def test_what_the_speaker_would_say_is_told_in_a_sentence(mind: FakeMind, desk: ClaimsDesk) -> None:
    told = {one.stance: one.presumes for one in propose(mind, desk, "llama is open source") if "llama" in one.key}
    assert told == {
        "asserts": 'The speaker says: "Llama is open source"',
        "denies": 'The speaker rejects: "Llama is open source"',
        "asks": 'Is it true that "Llama is open source"?',
    }


def test_the_answer_of_a_candidate_is_the_card_in_its_stance(mind: FakeMind, desk: ClaimsDesk) -> None:
    for one in propose(mind, desk, "open weights are cheaper"):
        answer = one.compose(0.7, "short")
        assert (answer.claim, answer.stance, answer.confidence) == (one.key, one.stance, 0.7)


@pytest.mark.parametrize(("text", "foreign"), [("mistral 7b is open source", 1), ("llama 3.1 is open source", 0)])
def test_a_card_on_one_family_is_marked_where_the_line_names_another(
    mind: FakeMind, desk: ClaimsDesk, text: str, foreign: int
) -> None:
    found = {one.clues.foreign for one in propose(mind, desk, text) if one.key == "llama-is-open-source"}
    assert found == {foreign}


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("deepseek, qwen and glm are open source", 0),
        ("and qwen? is that one open source or same story", 2),
        ("chinese models are open source", 0),
    ],
)
def test_a_card_on_several_families_is_marked_by_how_many_of_them_the_line_leaves_out(
    mind: FakeMind, desk: ClaimsDesk, bank: Bank, text: str, beside: int
) -> None:
    card = "chinese-open-models-are-open-source"
    found = [one for one in propose(mind, desk, text, after_claim(bank, card)) if one.key == card]
    assert found
    assert {one.clues.beside for one in found} == {beside}


def test_named_models_come_before_those_of_the_card(mind: FakeMind, desk: ClaimsDesk) -> None:
    candidates = propose(mind, desk, "you can't see inside pythia")
    assert {one.about for one in candidates} == {("pythia",)}


@pytest.mark.parametrize(
    ("text", "restated"),
    [
        ("97% of enterprises prefer closed models", True),
        ("enterprises prefer closed models, 4 million of them", True),
        ("most enterprises prefer closed models", False),
        ("11 per cent of enterprise workloads run on open models, enterprises prefer closed models", False),
        ("enterprises prefer closed models like gpt-4 over llama 3.1", False),
    ],
)
def test_nobody_is_agreed_with_over_a_figure_that_the_card_does_not_hold(
    mind: FakeMind, desk: ClaimsDesk, text: str, restated: bool
) -> None:
    found = [
        one for one in propose(mind, desk, text) if (one.key, one.stance) == ("enterprises-prefer-closed", "asserts")
    ]
    assert [one.compose(0.9, "short").restated for one in found] == [restated]


def _ask_of_llama(mind: FakeMind, desk: ClaimsDesk, text: str) -> Answer:
    """What a line gets as a question whether Llama is open source."""
    asked = next(one for one in propose(mind, desk, text) if (one.key, one.stance) == ("llama-is-open-source", "asks"))
    return asked.compose(0.9, "short")


@pytest.mark.parametrize(
    ("text", "is_concluded"),
    [
        ("so llama is not open source, right", True),
        ("ok so llama isn't open source then", True),
        ("so is llama not open source?", False),
        ("so llama is open source or not", False),
    ],
)
def test_whoever_concludes_the_opposite_is_answered_as_if_he_had_said_it(
    mind: FakeMind, desk: ClaimsDesk, bank: Bank, text: str, *, is_concluded: bool
) -> None:
    answer = _ask_of_llama(mind, desk, text)
    assert answer.stance == "asks"
    assert answer.text.startswith(bank.claim["llama-is-open-source"].short.denies.text) == is_concluded


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("is llama open source?", False),
        ("isn't llama open source?", True),
        ("is it true llama is not open source", True),
    ],
)
def test_a_question_that_may_ask_the_opposite_gets_the_sentence_before_the_yes_or_no(
    mind: FakeMind, desk: ClaimsDesk, bank: Bank, text: str, *, is_named: bool
) -> None:
    told = _ask_of_llama(mind, desk, text).text
    statement = f'"{bank.claim["llama-is-open-source"].statement}"'
    assert told.startswith(f"{statement} " if is_named else "No")


def test_a_sentence_about_what_models_are_not_is_no_negation(mind: FakeMind, desk: ClaimsDesk, bank: Bank) -> None:
    line = "so companies call models open source for marketing, right?"
    asked = next(one for one in propose(mind, desk, line) if (one.key, one.stance) == ("openwashing-is-real", "asks"))
    assert asked.compose(0.9, "short").text.startswith(bank.claim["openwashing-is-real"].short.asks.text)
