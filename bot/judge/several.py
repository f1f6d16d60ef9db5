"""The reading of a message as several statements, a candidate beside all readings of it as one."""

from collections.abc import Sequence
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.judge.judgement import SURE, Judgement, Weighed
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Depth
from bot.records.lines import SEVERAL
from bot.replies.several import compose_several

_OPINIONS = frozenset({"claims", "statements"})
_SHOWN = 3
"""Statements of one message that are answered."""


def propose_several(bank: Bank, text: str, parts: Sequence[Judgement]) -> tuple[Candidate, ...]:
    """One candidate where at least two parts of a message are likeliest to be statements of their own, else none.

    `score` of its clues is the probability of the least sure part, `cosine` that of the surest, `fit` the share of the
    parts that are statements, `place` how many are not.
    """
    said = choose_statements(parts)
    if len(said) < 2:
        return ()
    opinions = sum(part.best.candidate.desk in _OPINIONS for part in parts)
    chances = [weighed.probability for weighed in said]
    main = said[chances.index(max(chances))].candidate
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
            clues=Clues(max(chances), min(chances), len(parts) - opinions, opinions / len(parts)),
            subject=main.subject,
        ),
    )


def choose_statements(parts: Sequence[Judgement]) -> tuple[Weighed, ...]:
    """The likeliest readings of those parts that are statements, each once, in order, three at most."""
    said: dict[str, Weighed] = {}
    for part in parts:
        if part.best.candidate.desk in _OPINIONS:
            said.setdefault(part.best.candidate.key, part.best)
    return tuple(said.values())[:_SHOWN]


def _compose(bank: Bank, text: str, said: tuple[Weighed, ...], confidence: float, depth: Depth) -> Answer:
    """A line for each statement; the record's own fields are those of the surest."""
    answers = [weighed.answer(depth, is_sure=weighed.probability >= SURE) for weighed in said]
    surest = max(range(len(said)), key=lambda place: said[place].probability)
    return compose_several(bank, text, answers, answers[surest], confidence)
