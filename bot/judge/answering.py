"""From a judgement to one answer: the best reading, the nearest offered, a question back, or silence."""

from bot.desks.candidates import Candidate
from bot.judge.judgement import Judgement
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.language import Depth
from bot.replies.breath import fit_one_breath
from bot.replies.plain import compose_clarification, compose_offer


def answer_judgement(bank: Bank, judgement: Judgement, depth: Depth) -> tuple[Answer, Subject]:
    """The answer to a message and what it is about."""
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
