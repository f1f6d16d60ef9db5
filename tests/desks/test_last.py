"""The desks of the last answer, of the bot itself and of silence."""

import pytest

from bot.desks.itself import SelfDesk
from bot.desks.last import LastDesk
from bot.desks.silence import SilenceDesk
from bot.records.bank import Bank
from bot.records.focus import Subject, move_focus
from bot.records.language import ClaimReading
from bot.records.questions import ModelFilter, StatementQuestion
from bot.replies.asking import compose_offer
from bot.replies.people import compose_self
from tests.desks.proposing import (
    after_claim,
    after_comparison,
    after_list,
    after_model,
    after_part,
    after_passage,
    after_statement,
    list_keys,
    propose,
)
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def desk(bank: Bank) -> LastDesk:
    return LastDesk(bank)


def test_without_a_last_answer_nothing_points_back(mind: FakeMind, desk: LastDesk) -> None:
    assert propose(mind, desk, "why?") == []


def test_after_a_claim_all_can_be_asked_that_a_card_holds(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    keys = set(list_keys(propose(mind, desk, "why?", after_claim(bank, "open-weights-are-cheaper"))))
    assert keys == {
        "source", "reason", "confidence", "change-mind", "numbers", "yes-no", "who-is-right", "shorter", "deeper",
        "other-side", "objection", "misread", "example", "newer", "next", "stakes",
    }  # fmt: skip


def test_who_was_misread_and_says_nothing_else_is_asked_to_name_it(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    found = propose(mind, desk, "not what i meant", after_claim(bank))
    (misread,) = (one for one in found if one.key == "misread")
    assert misread.clues.fit == 1.0
    assert misread.compose(0.9, "short").text == "Then I misread you. Name the model, law or claim that you mean."


def test_who_calls_a_source_old_gets_the_nearest_that_is_newer(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    old = next(one for one in bank.passages if one.id == "tl-2024-07-ntia")
    focus = after_passage(bank, old.id)
    (newer,) = (one for one in propose(mind, desk, "2024 is old, anything newer?", focus) if one.key == "newer")
    answer = newer.compose(0.9, "short")
    assert newer.clues.fit == 1.0
    assert old.text not in answer.text
    assert answer.text.startswith(("Newer on record: ", "I hold nothing newer on that."))
    told = [point for point in answer.points if point.citations]
    cited = {one.n: one.as_of or "" for one in answer.citations}
    assert all(cited[number] >= "2024" for point in told for number in point.citations)
    assert "The older one: " in answer.text


def test_after_a_sentence_about_a_model_its_reasons_can_be_asked(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    keys = set(list_keys(propose(mind, desk, "why?", after_statement(bank))))
    assert {"source", "reason", "yes-no", "deeper", "other-side", "example", "list-all"} <= keys
    assert not {"next", "outcome"} & keys


def test_after_a_card_there_is_no_yes_or_no(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    keys = set(list_keys(propose(mind, desk, "yes or no", after_model(bank))))
    assert "reason" in keys
    assert not {"yes-no", "who-is-right", "other-side", "list-all"} & keys


def test_after_a_list_its_places_and_the_whole_can_be_asked(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    keys = set(list_keys(propose(mind, desk, "list them", after_list(bank, ModelFilter(tiers=("fully-open",))))))
    assert {"list-all", "next", "example"} <= keys
    assert "other-side" not in keys


def test_after_an_answer_without_sources_none_are_offered(mind: FakeMind, desk: LastDesk) -> None:
    focus = move_focus(None, "x", compose_offer("x", ("this",), 0.3), Subject())
    assert "source" not in list_keys(propose(mind, desk, "source?", focus))


@pytest.mark.parametrize(("text", "is_asked"), [("source?", True), ("[1]", True), ("and who decides that", False)])
def test_sources_are_the_answer_where_they_are_asked_for(
    mind: FakeMind, desk: LastDesk, bank: Bank, text: str, is_asked: bool
) -> None:
    (source,) = [one for one in propose(mind, desk, text, after_claim(bank)) if one.key == "source"]
    assert source.compose(0.9, "short").text.startswith("I hold nothing more on that") is not is_asked


@pytest.mark.parametrize(("text", "is_asked"), [("how sure is that", True), ("and in the dark?", False)])
def test_how_surely_it_was_read_is_told_to_whoever_asks(
    mind: FakeMind, desk: LastDesk, bank: Bank, text: str, is_asked: bool
) -> None:
    (sure,) = [one for one in propose(mind, desk, text, after_claim(bank)) if one.key == "confidence"]
    told = sure.compose(0.9, "short").text
    assert ("% sure" in told, told.startswith("I hold nothing more on that")) == (is_asked, not is_asked)


def test_a_typed_why_is_answered_in_one_breath(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    (reason,) = [one for one in propose(mind, desk, "why?", after_claim(bank)) if one.key == "reason"]
    assert len(reason.compose(0.9, "short").text) <= 500 < len(reason.compose(0.9, "deep").text)


def test_one_source_is_shown_by_its_number(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    focus = after_claim(bank)
    (source,) = [one for one in propose(mind, desk, "[2]", focus) if one.key == "source"]
    shown = source.compose(0.9, "short").citations
    assert [citation.source for citation in shown] == [focus.answer.citations[1].source]


def test_the_bot_speaks_of_itself_where_the_line_is_near_it(mind: FakeMind, bank: Bank) -> None:
    desk = SelfDesk(bank)
    for record in bank.self_answers:
        keys = list_keys(propose(mind, desk, record.presumes))
        assert keys[0] == record.id, record.presumes
        assert len(keys) == 4


def test_silence_is_always_a_candidate_and_says_so_in_a_sentence(mind: FakeMind, bank: Bank) -> None:
    for text in ("what shall we eat tonight", "llama is open source"):
        near, off = propose(mind, SilenceDesk(bank), text)
        assert {near.key, off.key} == {"near", "off-topic"}
        answer = off.compose(0.4, "short")
        assert (answer.kind, answer.confidence, answer.suggestions) == ("abstain", 0.4, ())


def test_near_the_subject_unsure_silence_names_what_is_held_nearest(mind: FakeMind, bank: Bank) -> None:
    near, _off = propose(mind, SilenceDesk(bank), "you can't see inside open-weight models")
    assert near.restate is not None
    answer = near.restate(0.4, "short")
    assert bank.claim["cant-see-inside"].statement.rstrip(".") in answer.suggestions
    assert all(suggestion in answer.text for suggestion in answer.suggestions)


def test_what_the_bot_says_of_itself_is_proposed_after_the_line_before_too(mind: FakeMind, bank: Bank) -> None:
    focus = move_focus(None, "who made you", compose_self(bank, "who made you", "maker", 0.9), Subject())
    alone = list_keys(propose(mind, SelfDesk(bank), "and what data did they use"))
    after = propose(mind, SelfDesk(bank), "and what data did they use", focus)
    assert list_keys(after)[: len(alone)] == alone
    assert all(one.clues.filled == int(one.key not in alone) for one in after)


def test_another_point_of_a_card_is_one_that_was_not_told(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    focus = after_claim(bank)
    (found,) = (one for one in propose(mind, desk, "got another point for it?", focus) if one.key == "next")
    answer = found.compose(0.9, "short")
    told = [one.text for one in bank.claim["cant-see-inside"].reasons if one.text in answer.text]
    assert (answer.claim, len(told)) == ("cant-see-inside", 1)
    assert told[0] not in focus.answer.text


def test_after_a_passage_that_a_claim_led_to_the_other_side_of_the_claim_can_be_had(
    mind: FakeMind, desk: LastDesk, bank: Bank
) -> None:
    focus = after_passage(bank, "fallacy-false-analogy")
    around = focus._replace(
        subject=focus.subject._replace(around=ClaimReading(claim="cant-see-inside", stance="asserts"))
    )
    assert "other-side" not in list_keys(propose(mind, desk, "against that?", focus))
    (found,) = (one for one in propose(mind, desk, "against that?", around) if one.key == "other-side")
    assert found.compose(0.9, "short").claim == "cant-see-inside"


@pytest.mark.parametrize("line", ["the numbers?", "what became of it", "the next one", "and why", "how sure are you"])
def test_what_has_nothing_to_tell_is_not_proposed(mind: FakeMind, desk: LastDesk, bank: Bank, line: str) -> None:
    said = move_focus(None, "who made you", compose_self(bank, "who made you", "maker", 0.9), Subject())
    for focus in (
        after_model(bank),
        after_statement(bank, "pythia"),
        after_part(bank, "gemma-3", "license"),
        after_passage(bank, "weights-are-the-program"),
        after_list(bank, ModelFilter(developers=("Upstage",))),
        after_comparison(bank, "llama-3", "olmo-2"),
        said,
    ):
        for candidate in propose(mind, desk, line, focus):
            assert not candidate.compose(0.9, "short").text.startswith("I have nothing on that"), candidate.key


def test_figures_and_outcomes_are_proposed_where_there_are_some(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    assert "numbers" in list_keys(propose(mind, desk, "the numbers?", after_claim(bank, "open-weights-are-cheaper")))
    assert "numbers" in list_keys(propose(mind, desk, "the numbers?", after_passage(bank, "tokens-llama-2")))
    fully = StatementQuestion(predicate="fully-open", subjects=("pythia",), names="Pythia", stance="asks")
    unfigured = after_statement(bank, said=fully)
    assert "numbers" not in list_keys(propose(mind, desk, "the numbers?", unfigured))
    plain = after_passage(bank, "weights-are-the-program")
    assert "outcome" not in list_keys(propose(mind, desk, "did it come true", plain))
    forecast = after_passage(bank, "pred-1a-redefined-18m")
    assert "outcome" in list_keys(propose(mind, desk, "did it come true", forecast))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("cut that down pls", "shorter"),
        ("boil it down", "shorter"),
        ("trim it", "shorter"),
        ("steelman the opposite for me", "other-side"),
        ("play devil's advocate", "other-side"),
        ("argue against that", "other-side"),
    ],
)
def test_a_wish_is_known_by_more_words(mind: FakeMind, desk: LastDesk, bank: Bank, line: str, kind: str) -> None:
    found = {one.key: one.clues.fit for one in propose(mind, desk, line, after_claim(bank))}
    assert found[kind] == 1.0


def test_what_was_short_is_cut_to_its_first_sentence(mind: FakeMind, desk: LastDesk, bank: Bank) -> None:
    for focus in (after_claim(bank), after_statement(bank), after_passage(bank, "tokens-llama-2")):
        (found,) = (one for one in propose(mind, desk, "cut that down pls", focus) if one.key == "shorter")
        assert len(found.compose(0.9, "short").text) < 0.8 * len(focus.answer.text)
