"""From a judgement to one answer: the best reading, the nearest offered, a question back, or silence."""

from bot.judge.judgement import OFFER, Judgement
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.language import Depth
from bot.records.lines import LAST
from bot.replies.alternative import add_alternative
from bot.replies.asking import compose_clarification, compose_correction, compose_nearest_offer, compose_offer
from bot.replies.breath import fit_one_breath


def answer_judgement(bank: Bank, judgement: Judgement, depth: Depth) -> tuple[Answer, Subject]:
    """The answer to a message and what it is about."""
    best = judgement.best
    text = judgement.reading.text
    if judgement.corrects:
        meant, subject = answer_judgement(bank, judgement._replace(corrects=False), depth)
        return fit_one_breath(compose_correction(text, meant, meant.confidence)), subject
    if judgement.decision == "ask" and best.candidate.subject.claim:
        closest = best.answer("short", is_sure=False, knows_claim=True)
        answer = compose_clarification(bank, text, best.candidate.subject.claim, best.probability, closest)
        return answer, best.candidate.subject
    if judgement.decision == "offer":
        nearest = judgement.offered[0]
        labels = tuple(offered.candidate.label for offered in judgement.offered)
        closest = nearest.answer("short", is_sure=False)
        is_told = judgement.goes_on and bool(closest.citations)
        compose = compose_nearest_offer if is_told else compose_offer
        answer = compose(text, labels, nearest.probability, closest)
        return answer, nearest.candidate.subject if answer.citations else Subject()
    if judgement.is_misread:
        return _correct(judgement)
    if judgement.decision == "silence" and best.candidate.desk != "silence":
        quiet = next(one for one in judgement.ranked if one.candidate.desk == "silence")
        return quiet._replace(probability=1 - best.probability).answer(depth, is_sure=False), Subject()
    answer = best.answer(depth, is_sure=not judgement.is_unsure, knows_claim=judgement.knows_claim)
    if depth != "short" or best.candidate.desk == LAST or best.candidate.at_length:
        return answer, best.candidate.subject
    other = judgement.runner_up
    if other is None:
        return fit_one_breath(answer), best.candidate.subject
    brief = add_alternative(answer, other.answer("short", is_sure=False))
    if brief is answer:
        return fit_one_breath(answer), best.candidate.subject
    subject = best.candidate.subject.with_list(other.candidate.subject)
    return fit_one_breath(brief), subject._replace(readings=(best.candidate.label, other.candidate.label))


def _correct(judgement: Judgement) -> tuple[Answer, Subject]:
    """To whoever says that he was misread the likeliest reading about a model that he names, else the next reading of
    his line that is near enough among those left. More on the answer that missed it is not what he wants, unless he
    says no more than no."""
    best, others = judgement.best, judgement.ranked[1:]
    left = max(1 - best.probability, 1e-9)
    says_more = len(judgement.reading.words) > 1
    passed = {"silence", LAST} if says_more else {"silence"}
    next_ones = [one for one in others if one.candidate.desk not in passed][:1]
    meant = judgement.on_named or next((one for one in next_ones if one.probability / left >= OFFER), None)
    if meant and meant.candidate.desk == LAST:
        return meant.answer("short", is_sure=True), meant.candidate.subject
    closest = meant.answer("short", is_sure=False) if meant else None
    answer = compose_correction(judgement.reading.text, closest, best.probability)
    return answer, meant.candidate.subject if meant and answer.citations else best.candidate.subject
