"""The reading of a message as several statements and questions, a candidate beside all readings of it as one."""

from collections.abc import Sequence
from functools import partial, reduce

from bot.desks.candidates import Candidate, Clues
from bot.desks.carrying import PARTS_OF_PREDICATES
from bot.judge.judgement import SURE, Judgement, Weighed
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Subject
from bot.records.language import Depth
from bot.records.lines import SEVERAL
from bot.replies.several import compose_several

_OPINIONS = frozenset({"claims", "statements"})
_ANSWERS = frozenset({"passages", "terms", "licenses", "models", "tables", "lists", "comparisons", "people"})
"""Desks that answer a question in a message; where the part is surely read, for not every sentence asks one."""

_SHOWN = 3
"""Statements of one message that are answered."""


def propose_several(bank: Bank, text: str, parts: Sequence[Judgement]) -> tuple[Candidate, ...]:
    """One candidate where at least two parts of a message are likeliest to say or ask something, else none.

    `score` of its clues is the probability of the least sure part, `cosine` that of the surest, `fit` the share of the
    parts that say something, `place` how many do not.
    """
    said = choose_said(parts)
    if len(said) < 2:
        return ()
    told = sum(map(says_something, parts))
    chances = [weighed.probability for weighed in said]
    main = said[_find_main(said)].candidate
    subject = reduce(Subject.with_list, (weighed.candidate.subject for weighed in said), main.subject)
    return (
        Candidate(
            desk=SEVERAL,
            key="+".join(weighed.candidate.key for weighed in said),
            topic=SEVERAL,
            label=" and ".join(weighed.candidate.label for weighed in said),
            presumes=" And: ".join(weighed.candidate.presumes for weighed in said),
            compose=partial(_compose, bank, text, said),
            about=tuple(model for weighed in said for model in weighed.candidate.about),
            words=frozenset(word for weighed in said for word in weighed.candidate.words),
            clues=Clues(max(chances), min(chances), len(parts) - told, told / len(parts)),
            subject=subject,
        ),
    )


def says_something(part: Judgement) -> bool:
    """Whether a part of a message is a statement, or a question that is surely read."""
    return part.best.candidate.desk in _OPINIONS or (is_question(part.best.candidate) and not part.is_unsure)


def is_question(candidate: Candidate) -> bool:
    """Whether a reading is of a question that is answered without a verdict."""
    return candidate.desk in _ANSWERS


def choose_said(parts: Sequence[Judgement]) -> tuple[Weighed, ...]:
    """The likeliest readings of those parts that say something, each once, in order, three at most; no card of a model
    beside the verdict that tells the same of it."""
    said: dict[str, Weighed] = {}
    for part in filter(says_something, parts):
        one = part.best.candidate
        said.setdefault(one.group or one.key, part.best)
    verdicts = [weighed.candidate for weighed in said.values() if weighed.candidate.subject.statement]
    kept = [weighed for weighed in said.values() if not any(_tells_too(one, weighed.candidate) for one in verdicts)]
    return tuple(kept)[:_SHOWN]


def _tells_too(verdict: Candidate, card: Candidate) -> bool:
    """Whether a verdict on models tells what a card, or the part of one that is asked for, tells of them."""
    statement, asked = verdict.subject.statement, card.subject.asked
    if card.desk != "models" or statement is None or not set(card.about) <= set(statement.subjects):
        return False
    return asked is None or PARTS_OF_PREDICATES.get(statement.predicate) == asked


def _compose(bank: Bank, text: str, said: tuple[Weighed, ...], confidence: float, depth: Depth) -> Answer:
    """A line for each statement; the record's own fields are those of the surest statement."""
    answers = [weighed.answer(depth, is_sure=weighed.probability >= SURE) for weighed in said]
    return compose_several(bank, text, answers, answers[_find_main(said)], confidence)


def _find_main(said: tuple[Weighed, ...]) -> int:
    """The place of the surest statement, else of the surest question."""
    return max(range(len(said)), key=lambda place: (not is_question(said[place].candidate), said[place].probability))
