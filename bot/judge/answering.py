"""From judgements to one answer: the best reading, the nearest offered, a question back, several parts, or silence."""

from collections.abc import Sequence

from bot.desks.candidates import Candidate
from bot.judge.judgement import ANSWER, Judgement
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.language import Depth
from bot.replies.breath import fit_one_breath
from bot.replies.plain import compose_clarification, compose_offer
from bot.replies.several import compose_several

_OPINIONS = frozenset({"claims", "statements"})
_SHOWN = 3
"""Statements of one message that are answered."""


def answer_judgements(bank: Bank, judgements: Sequence[Judgement], depth: Depth) -> tuple[Answer, Subject]:
    """The answer to a message and what it is about; the whole message is judged first, then its parts."""
    whole, parts = judgements[0], _choose_parts(judgements[1:])
    if len(parts) > 1:
        return _answer_parts(bank, whole, parts, depth)
    return _answer_one(bank, whole, depth)


def _choose_parts(parts: Sequence[Judgement]) -> list[Judgement]:
    """Parts that each surely say something of their own about models or the debate, each thing once."""
    chosen: dict[str, Judgement] = {}
    for part in parts:
        best = part.best
        if best.candidate.desk in _OPINIONS and part.decision == "answer":
            chosen.setdefault(best.candidate.key, part)
    return list(chosen.values())[:_SHOWN]


def _answer_one(bank: Bank, judgement: Judgement, depth: Depth) -> tuple[Answer, Subject]:
    best = judgement.best
    text = judgement.reading.text
    if judgement.decision == "ask" and best.candidate.subject.claim:
        answer = compose_clarification(bank, text, best.candidate.subject.claim, best.probability)
        return answer, best.candidate.subject
    if judgement.decision == "offer":
        nearest = tuple(offered.candidate.label for offered in judgement.offered)
        return compose_offer(text, nearest, best.probability), Subject()
    if judgement.decision == "silence" and best.candidate.desk != "silence":
        quiet = next(one for one in judgement.ranked if one.candidate.desk == "silence")
        return quiet.candidate.compose(1 - best.probability, depth), Subject()
    answer = _complete(best.candidate, best.candidate.compose(best.probability, depth))
    fits = depth != "short" or best.candidate.desk == "last"
    return (answer if fits else fit_one_breath(answer)), best.candidate.subject


def _complete(candidate: Candidate, answer: Answer) -> Answer:
    """The answer as it is; a computed verdict keeps the stance that was judged."""
    return (
        answer if answer.stance or candidate.stance is None else answer.model_copy(update={"stance": candidate.stance})
    )


def _answer_parts(bank: Bank, whole: Judgement, parts: Sequence[Judgement], depth: Depth) -> tuple[Answer, Subject]:
    """Every part with its verdict; the record's own fields are those of the part nearest to the whole message."""
    answers = [part.best.candidate.compose(part.best.probability, depth) for part in parts]
    keys = [part.best.candidate.key for part in parts]
    main = keys.index(whole.best.candidate.key) if whole.best.candidate.key in keys else 0
    confidence = min(part.best.probability for part in parts)
    several = compose_several(bank, whole.reading.text, answers, answers[main], max(confidence, ANSWER))
    return fit_one_breath(several), parts[main].best.candidate.subject
