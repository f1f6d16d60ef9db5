"""Judgements as they are wanted: readings with chances that a test sets, and what they would answer."""

import math
from collections.abc import Iterable, Sequence

from bot.desks.candidates import Candidate, Clues
from bot.judge.judgement import Judgement, Weighed
from bot.records.answers import Answer, AnswerKind
from bot.records.base import Stance
from bot.records.focus import Focus, Subject
from bot.records.language import ClaimReading, Depth
from bot.replies.plain import compose_error
from bot.understanding.reading import Reading


def stage(desk: str, key: str, chance: float, stance: Stance | None = None, kind: AnswerKind = "answer") -> Candidate:
    """A reading whose clue `score` is the logarithm of its chance, so that a ranker over that column gives it."""

    def compose(confidence: float, _depth: Depth) -> Answer:
        answer = compose_error("x", f"{desk} says {key}.")
        return answer.model_copy(update={"kind": kind, "confidence": confidence, "claim": claim})

    claim = key if desk == "claims" else None
    return Candidate(
        desk=desk,
        key=key,
        topic=key,
        presumes=f"They mean {key} ({stance}).",
        label=key,
        compose=compose,
        stance=stance,
        clues=Clues(score=math.log(chance)),
        subject=Subject(claim=ClaimReading(claim=key, stance=stance) if claim and stance else None),
    )


class StagedHouse:
    """Proposes what a test sets."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._candidates = tuple(candidates)

    def propose(self, _reading: Reading, _focus: Focus | None) -> tuple[Candidate, ...]:
        return self._candidates


def weigh(reading: Reading, decision: str, *candidates: tuple[Candidate, float]) -> Judgement:
    """A judgement made by hand, likeliest first."""
    ranked: Sequence[Weighed] = [Weighed(candidate, chance) for candidate, chance in candidates]
    return Judgement(reading, tuple(ranked), decision)  # type: ignore[arg-type]
