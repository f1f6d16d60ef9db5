"""Replies about the last answer: each wish gets what that answer holds, and nothing is made up."""

from collections import Counter

import pytest

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.focus import Focus, Subject, move_focus
from bot.records.language import ClaimReading
from bot.records.questions import CellQuestion, ModelFilter, Ranking, StatementQuestion
from bot.replies import again, standing
from bot.replies.claims import compose_claim
from bot.replies.facts import compose_passages
from bot.replies.lists import compose_filter
from bot.replies.onward import PAGE, turn_page
from bot.replies.openness import rate_openness
from bot.replies.plain import compose_abstention
from bot.replies.statements import compose_statement
from tests.desks.proposing import after_list


def _after_claim(bank: Bank, stance: Stance = "asserts", claim: str = "cant-see-inside") -> Focus:
    said = ClaimReading(claim=claim, stance=stance)
    answer = compose_claim(bank, "you can't see inside", said, (), 0.8, "short")
    return move_focus(None, "you can't see inside", answer, Subject(claim=said))


def _after_statement(bank: Bank) -> Focus:
    question = StatementQuestion(
        predicate="open-source", subjects=("mistral-7b",), names="Mistral 7B", stance="asserts"
    )
    answer = compose_statement(bank, "mistral 7b is open source", question, 0.8, "short")
    return move_focus(None, "x", answer, Subject(models=("mistral-7b",), statement=question))


def _after_list(bank: Bank, listed: ModelFilter) -> Focus:
    answer = compose_filter(bank, "x", listed, 0.8, "short")
    return move_focus(None, "x", answer, Subject(listed=listed, group=answer.models[:8]))


def _say(answer: Answer | None) -> Answer:
    assert answer is not None
    return answer


def test_why_after_a_claim_gives_all_its_reasons(bank: Bank) -> None:
    answer = _say(again.say_reasons(bank, "why?", _after_claim(bank), 0.9))
    assert answer.claim == "cant-see-inside"
    assert len(answer.points) == len(bank.claim["cant-see-inside"].reasons)


def test_why_after_a_sentence_about_a_model_judges_it_in_detail(bank: Bank) -> None:
    answer = _say(again.say_reasons(bank, "why?", _after_statement(bank), 0.9))
    assert (answer.verdict, answer.models) == ("wrong", ("mistral-7b",))
    assert answer.points


def test_how_sure_tells_the_confidence_of_the_last_answer(bank: Bank) -> None:
    answer = _say(standing.say_confidence(bank, "how sure are you?", _after_claim(bank), 0.9))
    assert "80%" in answer.text
    assert bank.claim["cant-see-inside"].limits.text in answer.text


@pytest.mark.parametrize(("stance", "word"), [("asserts", "No"), ("denies", "Yes, you are right"), ("asks", "No")])
def test_yes_or_no_is_for_the_speaker_and_names_the_sentence(bank: Bank, stance: Stance, word: str) -> None:
    answer = _say(standing.say_yes_or_no(bank, "yes or no", _after_claim(bank, stance), 0.9))
    assert answer.text.startswith(f'{word}: "You can\'t see inside open-weight models" is wrong.')


def test_nobody_is_told_to_be_right_whose_side_was_guessed(bank: Bank) -> None:
    focus = _after_claim(bank, "denies")
    unsure = focus._replace(answer=focus.answer.model_copy(update={"restated": True}))
    assert _say(standing.say_yes_or_no(bank, "yes or no", unsure, 0.9)).text.startswith("No: ")


def test_how_sure_names_the_documents_of_what_has_no_record_of_its_limits(bank: Bank) -> None:
    passage = bank.passages[0]
    answer = compose_passages(bank, "x", (passage.id,), 0.8)
    focus = move_focus(None, "x", answer, Subject(passages=(passage.id,)))
    text = _say(standing.say_confidence(bank, "how is that measured", focus, 0.9)).text
    assert all(citation.title in text for citation in answer.citations)


def test_there_is_no_yes_or_no_without_a_verdict(bank: Bank) -> None:
    focus = move_focus(None, "x", compose_abstention("x", (), 0.5), Subject())
    assert standing.say_yes_or_no(bank, "yes or no", focus, 0.9) is None


def test_figures_are_those_of_the_card(bank: Bank) -> None:
    answer = _say(again.say_numbers(bank, "numbers?", _after_claim(bank, claim="open-weights-are-cheaper"), 0.9))
    assert answer.points
    assert all(any(sign.isdigit() for sign in point.text) for point in answer.points)


def test_the_other_side_of_a_claim_keeps_the_stance(bank: Bank) -> None:
    answer = _say(again.say_other_side(bank, "and the other side?", _after_claim(bank, "denies"), 0.7))
    assert bank.claim["cant-see-inside"].other_side.reply.text in answer.text
    assert (answer.stance, answer.confidence) == ("denies", 0.7)


def test_the_other_view_of_a_sentence_is_what_was_conceded(bank: Bank) -> None:
    focus = _after_statement(bank)
    answer = _say(again.say_other_side(bank, "and the other side?", focus, 0.9))
    assert focus.answer.concession is not None
    assert focus.answer.concession in answer.text


def test_every_number_in_a_reply_about_the_last_one_has_its_source(bank: Bank) -> None:
    """A quoted sentence must not bring the numbers of another answer's sources along."""
    for focus in (_after_claim(bank), _after_statement(bank)):
        for say in (again.say_reasons, standing.say_confidence, standing.say_yes_or_no, again.say_other_side):
            answer = _say(say(bank, "x", focus, 0.9))
            numbers = {citation.n for citation in answer.citations}
            assert {int(sign) for sign in answer.text.split("[")[1:] for sign in [sign.split("]")[0]]} <= numbers, say


def test_shorter_and_deeper_say_the_same_in_other_lengths(bank: Bank) -> None:
    focus = _after_claim(bank)
    shorter = _say(again.say_shorter(bank, "shorter", focus, 0.9))
    deeper = _say(again.say_deeper(bank, "deeper", focus, 0.9))
    assert shorter.claim == deeper.claim == "cant-see-inside"
    assert len(shorter.text) < len(focus.answer.text) < len(deeper.text)
    assert len(_say(again.say_shorter(bank, "shorter", _after_statement(bank), 0.9)).text) < 200


def test_examples_are_models_of_the_last_answer(bank: Bank) -> None:
    answer = _say(again.say_examples(bank, "an example?", _after_claim(bank), 0.9))
    assert answer.models
    assert set(answer.models) <= set(bank.claim["cant-see-inside"].models)


def test_the_whole_list_is_given(bank: Bank) -> None:
    focus = _after_list(bank, ModelFilter(tiers=("fully-open",), operation="count"))
    answer = _say(again.say_list(bank, "list them", focus, 0.9))
    assert all(bank.model[model].name in answer.text for model in answer.models)
    assert set(answer.models) == {one.model for one in bank.placements if one.tier == "fully-open"}


def test_the_next_of_a_ranking_is_the_place_behind(bank: Bank) -> None:
    largest = ModelFilter(operation="highest", measure="parameters")
    focus = _after_list(bank, largest)
    answer = _say(again.say_next(bank, "and the next?", focus, 0.9))
    second = compose_filter(bank, "x", largest.model_copy(update={"ranking": Ranking(place=2)}), 1.0)
    assert answer.models == second.models
    assert answer.models != focus.answer.models


@pytest.mark.parametrize(("text", "place"), [("the second one?", 1), ("and the last?", -1), ("the third", 2)])
def test_one_of_a_list_is_pointed_at_by_its_place(bank: Bank, text: str, place: int) -> None:
    focus = _after_list(bank, ModelFilter(tiers=("fully-open",)))
    assert _say(again.say_next(bank, text, focus, 0.9)).models == (focus.group[place],)


def test_the_outcome_of_a_forecast_is_told_and_of_nothing_else(bank: Bank) -> None:
    forecast = next(passage for passage in bank.passages if passage.status)
    plain = next(passage for passage in bank.passages if not passage.status)
    for passage in (forecast, plain):
        answer = compose_passages(bank, "x", (passage.id,), 0.8)
        focus = move_focus(None, "x", answer, Subject(passages=(passage.id,)))
        told = again.say_forecast(bank, "did it come true?", focus, 0.9)
        assert (told is not None) == (passage is forecast)


def test_the_focus_keeps_what_was_spoken_of_before(bank: Bank) -> None:
    first = _after_statement(bank)
    second = move_focus(first, "x", first.answer, Subject(models=("olmo-3",)))
    assert second.models == ("olmo-3", "mistral-7b")
    cells = CellQuestion(table="competitive-landscape", rows=("OpenAI",), columns=("mmlu",))
    third = move_focus(second, "x", first.answer, Subject(cells=cells))
    assert third.rows == ("OpenAI",)
    assert "olmo-3" in third.models


def test_examples_are_the_most_open_of_those_shown(bank: Bank) -> None:
    for claim in ("open-weights-are-open-source", "nobody-releases-training-data", "cant-see-inside"):
        said = ClaimReading(claim=claim, stance="asserts")
        focus = move_focus(None, "x", compose_claim(bank, "x", said, (), 0.8, "short"), Subject(claim=said))
        first, *others = _say(again.say_examples(bank, "name one", focus, 0.9)).models
        assert all(rate_openness(bank, first) >= rate_openness(bank, other) for other in others)
        assert bank.placement[first].tier == "fully-open"


def test_what_was_told_word_for_word_is_gone_on_with(bank: Bank) -> None:
    focus = _after_claim(bank)
    more = again.say_more(bank, "x", focus, focus.answer)
    assert more.text != focus.answer.text
    assert (more.claim, more.stance, len(more.text) <= 500) == ("cant-see-inside", "asserts", True)


def test_the_examples_of_a_card_were_spoken_of_by_nobody(bank: Bank) -> None:
    assert _after_claim(bank).answer.models
    assert _after_claim(bank).models == ()
    assert _after_statement(bank).models == ("mistral-7b",)


def test_the_next_of_a_list_are_those_that_were_not_named(bank: Bank) -> None:
    listed = ModelFilter(tiers=("fully-open",))
    focus = after_list(bank, listed)
    first = compose_filter(bank, "fully open ones", listed, 0.9, "short").text
    second = _say(again.say_next(bank, "next 10 pls", focus, 0.9)).text
    third = compose_filter(bank, "more", turn_page(turn_page(listed)), 0.9, "short").text
    names = [bank.model[model].name for model in focus.group]
    for place, text in enumerate((first, second, third)):
        shown = {name for name in names if f"{name} [" in text or f"{name}," in text}
        assert set(names[PAGE * place :][:PAGE]) <= shown or place == 0
    assert "The next by openness" in second


def test_two_tiers_are_counted_one_by_one(bank: Bank) -> None:
    asked = ModelFilter(tiers=("fully-open", "closed"), operation="count")
    counts = Counter(placement.tier for placement in bank.placement.values())
    told = f"{counts['fully-open']} are fully open and {counts['closed']} are closed"
    assert told in compose_filter(bank, "fully open vs closed", asked, 0.9).text


def test_an_example_for_who_rejected_a_sentence_about_one_model_is_another(bank: Bank) -> None:
    said = StatementQuestion(predicate="fully-open", subjects=("deepseek-r1",), names="DeepSeek-R1", stance="asserts")
    told = compose_statement(bank, "r1 is fully open", said, 0.9, "short")
    focus = move_focus(None, "r1 is fully open", told, Subject(models=("deepseek-r1",), statement=said))
    assert "deepseek-r1" not in _say(again.say_examples(bank, "name one then", focus, 0.9)).models


@pytest.mark.parametrize(("line", "shown"), [("an example?", 2), ("give me 3 examples", 3), ("name two", 2)])
def test_as_many_examples_as_are_asked_for(bank: Bank, line: str, shown: int) -> None:
    said = ClaimReading(claim="nobody-releases-training-data", stance="asserts")
    focus = move_focus(None, "x", compose_claim(bank, "x", said, (), 0.8, "short"), Subject(claim=said))
    assert len(_say(again.say_examples(bank, line, focus, 0.9)).models) == shown


def test_examples_of_a_claim_on_a_country_are_of_that_country(bank: Bank) -> None:
    said = ClaimReading(claim="china-leads-in-open-weights", stance="asserts")
    focus = move_focus(None, "x", compose_claim(bank, "x", said, (), 0.8, "short"), Subject(claim=said))
    shown = _say(again.say_examples(bank, "3 examples", focus, 0.9)).models
    assert shown
    assert {bank.model[model].country for model in shown} == {"China"}


def test_the_models_of_which_something_holds_can_be_asked_for(bank: Bank) -> None:
    members = bank.family["grok"].members
    question = StatementQuestion(predicate="closed", subjects=members, names="Grok", stance="asserts")
    answer = compose_statement(bank, "grok is closed", question, 0.8, "short")
    focus = move_focus(None, "x", answer, Subject(models=members, statement=question))
    told = _say(again.say_list(bank, "which ones?", focus, 0.9)).text
    assert all(bank.model[model].name in told for model in members)
