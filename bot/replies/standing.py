"""Replies on how the last answer stands: how sure it is, how far it carries, yes or no, whether it was meant."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.replies.draft import Draft
from bot.replies.naming import name_statement
from bot.replies.statements import compose_statement
from bot.replies.wording import NOTHING_MORE, VERDICT_WORDS, join_words, say_date

_YES_OR_NO = {"right": "Yes", "wrong": "No"}


def name_subject(focus: Focus) -> dict[str, object]:
    """What an answer about the last one is about, as fields of its record."""
    answer = focus.answer
    kept = ("claim", "stance", "verdict", "levels", "models", "statement")
    return {name: getattr(answer, name) for name in kept}


def say_confidence(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """How sure the last answer was, and what would change it."""
    draft = Draft(bank, query)
    draft.add_section("", _tell_limits(bank, draft, focus))
    draft.add_section("", f"I was {focus.answer.confidence:.0%} sure that I read you right.")
    return draft.close("answer", "How sure the last answer is.", confidence, **name_subject(focus))


def say_limits(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """What would change the last answer, for a line that may want that and does not say so."""
    draft = Draft(bank, query)
    limits = _tell_limits(bank, draft, focus)
    if not limits:
        return None
    draft.add_section("", f"{NOTHING_MORE}, except how far the last answer carries:")
    draft.add_section("", limits)
    return draft.close("answer", NOTHING_MORE, confidence, **name_subject(focus))


def _tell_limits(bank: Bank, draft: Draft, focus: Focus) -> str:
    """How far the last answer carries: a card's own words, the date of a record, else the documents."""
    answer, claim = focus.answer, focus.subject.claim
    if claim:
        return draft.quote(bank.claim[claim.claim].limits)
    if focus.subject.models:
        model = bank.model[focus.subject.models[0]]
        part = model.components["weights"]
        told = f"The record of {model.name} is what its sources said then; a new release or licence would change it."
        return draft.mark(told, part.cites[:1], part.as_of)
    return f"It is as good as what it rests on: {_name_documents(answer)}." if answer.citations else ""


def say_yes_or_no(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The last verdict in one word, with the sentence behind it; of a sentence about models the reply to it once more,
    as for somebody who asks."""
    answer, question = focus.answer, focus.subject.statement
    if answer.verdict is None:
        return None
    if question:
        return compose_statement(bank, query, question.model_copy(update={"stance": "asks"}), confidence, "short")
    word = _YES_OR_NO.get(answer.verdict, VERDICT_WORDS[answer.verdict].capitalize())
    judged = name_statement(bank, answer)
    draft = Draft(bank, query)
    opening = "Yes, you are right" if _is_with(answer) else word
    headline = f'{opening}: "{judged.rstrip(".")}" is {VERDICT_WORDS[answer.verdict]}.'
    draft.add_section("", headline)
    if focus.subject.claim:
        draft.add_section("", draft.quote(bank.claim[focus.subject.claim.claim].headline))
    return draft.close("answer", headline, confidence, **name_subject(focus))


def say_own_verdict(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """What the last answer judged, for a line that may want a yes or no to it and does not say so: no word of the reply
    may pass for a yes to something else."""
    answer = focus.answer
    judged = name_statement(bank, answer)
    if answer.verdict is None:
        return None
    draft = Draft(bank, query)
    told = f'{NOTHING_MORE}. What I judged is "{judged.rstrip(".")}", and that is {VERDICT_WORDS[answer.verdict]}.'
    draft.add_section("", told)
    return draft.close("answer", told, confidence, **name_subject(focus))


def _is_with(answer: Answer) -> bool:
    """Whether somebody who surely rejected a wrong sentence was right."""
    return answer.verdict == "wrong" and answer.stance == "denies" and not answer.restated


def _name_documents(answer: Answer) -> str:
    """The documents of an answer by title and date."""
    dated = ((one.title, f" ({say_date(one.as_of)})" if one.as_of else "") for one in answer.citations)
    return join_words([f'"{title}"{date}' for title, date in dated])
