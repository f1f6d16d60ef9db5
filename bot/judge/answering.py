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
        closest = best.answer("short", is_sure=False)
        answer = compose_clarification(bank, text, best.candidate.subject.claim, best.probability, closest)
        return answer, best.candidate.subject
    if judgement.decision == "offer":
        nearest = judgement.offered[0]
        labels = tuple(offered.candidate.label for offered in judgement.offered)
        answer = compose_offer(text, labels, nearest.probability, nearest.answer("short", is_sure=False))
        return answer, nearest.candidate.subject if answer.citations else Subject()
    if judgement.decision == "silence" and best.candidate.desk != "silence":
        quiet = next(one for one in judgement.ranked if one.candidate.desk == "silence")
        return quiet.candidate.compose(1 - best.probability, depth), Subject()
    answer = best.answer(depth, is_sure=not judgement.is_unsure)
    fits = depth != "short" or best.candidate.desk == "last"
    return (answer if fits else fit_one_breath(answer)), best.candidate.subject
