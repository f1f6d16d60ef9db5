"""Replies on how the last answer stands: no word of them may pass for a yes to something else."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject, move_focus
from bot.replies import standing
from bot.replies.plain import compose_abstention
from tests.desks.proposing import after_claim, after_model, after_statement


def _say(answer: Answer | None) -> Answer:
    assert answer is not None
    return answer


def test_yes_or_no_to_a_sentence_about_a_model_says_it_once(bank: Bank) -> None:
    answer = _say(standing.say_yes_or_no(bank, "yes or no?", after_statement(bank), 0.9))
    assert answer.text.startswith("No: Mistral 7B is not open source by OSI's definition.")
    assert answer.text.count("is not open source") == 1
    assert answer.citations


def test_who_asks_for_no_yes_or_no_gets_none(bank: Bank) -> None:
    for focus in (after_claim(bank), after_statement(bank)):
        answer = _say(standing.say_own_verdict(bank, "so they can pull the plug on me?", focus, 0.5))
        assert answer.text.startswith("I hold nothing more on that. What I judged is ")
        assert answer.text.rstrip(".").endswith("wrong")


def test_without_a_verdict_there_is_none_to_name(bank: Bank) -> None:
    for focus in (after_model(bank), _after_silence()):
        assert standing.say_own_verdict(bank, "so?", focus, 0.5) is None


def _after_silence() -> Focus:
    return move_focus(None, "x", compose_abstention("x", (), 0.5), Subject())
