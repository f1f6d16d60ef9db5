"""What the judge looks at: one row of numbers a candidate."""

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.desks.candidates import Candidate
from bot.judge import coverage, history
from bot.records.base import Slug, Stance
from bot.records.focus import Focus
from bot.records.lines import BOT, LAST, SEVERAL, SILENCE, STATEMENT
from bot.understanding.heads import STANCES, Opinion
from bot.understanding.polarity import count_negations
from bot.understanding.reading import Reading

DESKS = (
    "claims", "statements", "models", "comparisons", "lists", "tables", "passages", "terms", "licenses", "people",
    "itself", "last", "points", "documents", "silence", SEVERAL,
)  # fmt: skip
_GROUPS = (STATEMENT, BOT, LAST, SILENCE)
_PLAIN = ("model", "table", "list", "fact", "define", "compare", "party", SEVERAL)
_CLUES = (
    "cosine", "score", "place", "fit", "filled", "foreign", "context", "recalled", "recalled, log", "recalled after",
    "recalled after, log", "denied", "beside",
)  # fmt: skip
_OF_CANDIDATE = (
    "topic by vector", "topic by vector, log", "topic by words", "topic by words, log", "topic known",
    "stance by vector", "stance by words", "has stance", "explained", "used", "unexplained",
    "names covered", "spoken covered", "topic joined", "topic joined, log", "stance joined", "cosine behind the best",
    "context behind the best", "topic behind the best", "stance behind the best",
)  # fmt: skip
_OF_LINE = (
    "question mark", "asking word", "length", "focus", "models", "unknown models", "name alone", "negated", "negations",
    "points back", "claims by vector", *(f"{group} by vector" for group in _GROUPS),
    *(f"{topic} by vector" for topic in _PLAIN),
)  # fmt: skip
NAMES = (
    *DESKS, *STANCES, *_CLUES, *history.OF_CANDIDATE, *coverage.OF_CANDIDATE, *_OF_CANDIDATE, *_OF_LINE,
    *history.OF_LINE,
)  # fmt: skip
"""The name of each column."""

_ASKING = re.compile(
    r"^\W*(?:who|what|whats|which|when|where|why|how|is|are|do|does|did|can|could|has|have|any|was|were)\b"
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|this|they|them|their|those|these|one|ones|he|she|his|her|and|but|so|then)\b"
)
_SPOKEN = 2
"""Models lately spoken of that a line without a name may still mean."""

_LEAST = 1e-6
_NO_STANCE = 1 / len(STANCES)

Rows = NDArray[np.float32]


def measure(reading: Reading, focus: Focus | None, candidates: Sequence[Candidate]) -> Rows:
    """One row a candidate, shape (len(candidates), len(NAMES))."""
    line = [*_measure_line(reading, focus), *history.measure_moment(reading, focus)]
    named = frozenset(mention.model for mention in reading.models)
    lately = frozenset(focus.models[:_SPOKEN]) if focus and not named else frozenset[Slug]()
    joined = reading.join(focus.text).opinion if focus else reading.opinion
    past = history.look_back(focus, history.find_place(reading, focus))
    own = [
        [*_measure_candidate(reading, named, candidate), _cover(lately, candidate), *_measure_joined(joined, candidate)]
        for candidate in candidates
    ]
    _add_margins(own, candidates)
    words = coverage.weigh_spoken(reading, focus)
    told = [(*history.measure_history(past, one), *coverage.measure_coverage(words, one)) for one in candidates]
    rows = [
        [*_mark(candidate), *_read_clues(candidate), *before, *numbers, *line]
        for candidate, before, numbers in zip(candidates, told, own, strict=True)
    ]
    return np.array(rows, dtype=np.float32)


def _mark(candidate: Candidate) -> list[float]:
    """The desk and the stance as ones among zeros."""
    marks = [0.0] * (len(DESKS) + len(STANCES))
    if candidate.desk in DESKS:
        marks[DESKS.index(candidate.desk)] = 1.0
    if candidate.stance:
        marks[len(DESKS) + STANCES.index(candidate.stance)] = 1.0
    return marks


def _read_clues(candidate: Candidate) -> list[float]:
    clues = candidate.clues
    own = [clues.cosine, clues.score, clues.place / 8, clues.fit]
    recalled = [number for chance in (clues.recalled, clues.recalled_after) for number in (chance, _take_log(chance))]
    return [
        *own,
        float(clues.filled),
        float(clues.foreign),
        clues.context,
        *recalled,
        clues.denied,
        float(clues.beside),
    ]


def _measure_candidate(reading: Reading, named: frozenset[Slug], candidate: Candidate) -> list[float]:
    opinion, said = reading.opinion, reading.words
    by_vector = opinion.by_vector.get(candidate.topic, 0.0)
    by_words = opinion.by_words.get(candidate.topic, 0.0)
    explained = len(said & candidate.words)
    return [
        by_vector,
        _take_log(by_vector),
        by_words,
        _take_log(by_words),
        float(candidate.topic in opinion.by_vector),
        _find_stance(opinion.stances_by_vector.get(candidate.topic), candidate.stance),
        _find_stance(opinion.stances_by_words, candidate.stance),
        float(candidate.stance is not None),
        explained / max(len(said), 1),
        explained / max(len(candidate.words), 1),
        math.log1p(len(said) - explained),
        len(named & set(candidate.about)) / len(named) if named else 0.5,
    ]


def _cover(spoken: frozenset[Slug], candidate: Candidate) -> float:
    """Whether a candidate is about a model just spoken of, where the line names none; a half where that says nothing.
    A passage is about the models of its title."""
    about = {*candidate.about, *candidate.subject.models}
    return float(not spoken.isdisjoint(about)) if spoken and about else 0.5


def _measure_joined(joined: Opinion, candidate: Candidate) -> list[float]:
    """What the heads say of the line before and this one as one text; at the beginning, of the line."""
    topic = joined.by_vector.get(candidate.topic, 0.0)
    return [topic, _take_log(topic), _find_stance(joined.stances_by_vector.get(candidate.topic), candidate.stance)]


def _take_log(probability: float) -> float:
    return math.log(probability + _LEAST) / 10


def _find_stance(stances: tuple[float, float, float] | None, stance: Stance | None) -> float:
    return stances[STANCES.index(stance)] if stances and stance else _NO_STANCE


def _add_margins(rows: list[list[float]], candidates: Sequence[Candidate]) -> None:
    """How far each candidate is behind the best of all by cosine, in context, by topic and by stance."""
    best_cosine = max(candidate.clues.cosine for candidate in candidates)
    best_context = max(candidate.clues.context for candidate in candidates)
    best_topic = max(row[1] for row in rows)
    rivals: dict[str, float] = {}
    for row, candidate in zip(rows, candidates, strict=True):
        rivals[candidate.key] = max(rivals.get(candidate.key, row[5]), row[5])
    for row, candidate in zip(rows, candidates, strict=True):
        clues = candidate.clues
        behind = [clues.cosine - best_cosine, clues.context - best_context]
        row += [*behind, row[1] - best_topic, row[5] - rivals[candidate.key]]


def _measure_line(reading: Reading, focus: Focus | None) -> list[float]:
    by_vector, negations = reading.opinion.by_vector, count_negations(reading.lowered)
    groups = dict.fromkeys((*_GROUPS, "claims"), 0.0)
    for topic, probability in by_vector.items():
        group = topic.partition("/")[0]
        if group in groups:
            groups[group] += probability
        elif topic in reading.opinion.stances_by_vector:
            groups["claims"] += probability
    return [
        float("?" in reading.text),
        float(bool(_ASKING.search(reading.lowered))),
        math.log1p(len(reading.text.split())) / 4,
        float(focus is not None),
        min(len(reading.models), 3) / 3,
        float(bool(reading.unknown_models)),
        float(reading.is_name),
        float(negations > 0),
        min(negations, 3) / 3,
        float(bool(_POINTS_BACK.search(reading.lowered))),
        groups["claims"],
        *(groups[group] for group in _GROUPS),
        *(by_vector.get(topic, 0.0) for topic in _PLAIN),
    ]
