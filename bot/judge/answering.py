"""From a judgement to one answer: the best reading, the nearest offered, a question back, or silence."""

from bot.judge.judgement import Judgement
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.language import Depth
from bot.replies.asking import compose_clarification, compose_offer
from bot.replies.breath import fit_one_breath


def answer_judgement(bank: Bank, judgement: Judgement, depth: Depth) -> tuple[Answer, Subject]:
    """The answer to a message and what it is about."""
    best = judgement.best
    text = judgement.reading.text
    if judgement.decision == "ask" and best.candidate.subject.claim:
        closest = _compose(judgement, "short")
        answer = compose_clarification(bank, text, best.candidate.subject.claim, best.probability, closest)
        return answer, best.candidate.subject
    if judgement.decision == "offer":
        nearest = tuple(offered.candidate.label for offered in judgement.offered)
        answer = compose_offer(text, nearest, best.probability, _compose(judgement, "short"))
        return answer, best.candidate.subject if answer.citations else Subject()
    if judgement.decision == "silence" and best.candidate.desk != "silence":
        quiet = next(one for one in judgement.ranked if one.candidate.desk == "silence")
        return quiet.candidate.compose(1 - best.probability, depth), Subject()
    answer = _compose(judgement, depth)
    fits = depth != "short" or best.candidate.desk == "last"
    return (answer if fits else fit_one_breath(answer)), best.candidate.subject


def _compose(judgement: Judgement, depth: Depth) -> Answer:
    """The reply to the likeliest reading: with reserve where it is not sure; a computed verdict keeps its stance."""
    candidate, probability = judgement.best
    write = candidate.restate if candidate.restate and judgement.is_unsure else candidate.compose
    answer = write(probability, depth)
    return answer if answer.stance else answer.model_copy(update={"stance": candidate.stance})
