"""What the judge looks at of the words: how much of what a line says, by weight, a candidate holds, how much is new.

A word weighs as much as it is rare in the index (Spärck Jones, 1972): 'who coined it' is answered by what has 'coined'.
"""

from collections.abc import Iterable
from typing import NamedTuple

from bot.desks.candidates import Candidate, list_words
from bot.records.focus import Focus
from bot.understanding.reading import Reading

OF_CANDIDATE = (
    "weight covered", "new weight covered", "weight before covered", "told words", "rarest covered", "rarest left",
    "weight in the label", "weight of the label",
)  # fmt: skip
"""The name of each column."""

_RAREST = 8.0
"""About the weight of a word that the index has once."""

Weights = dict[str, float]


class Spoken(NamedTuple):
    """The weighed words of a line, of these the new ones, those of the line before, and the words of the last reply."""

    line: Weights
    new: Weights
    before: Weights
    told: frozenset[str]


def weigh_spoken(reading: Reading, focus: Focus | None) -> Spoken:
    """What all candidates of a line are held against."""
    line = reading.weigh(reading.words)
    if focus is None:
        return Spoken(line, line, {}, frozenset())
    said, told = list_words(focus.text), list_words(focus.answer.text)
    new = {word: weight for word, weight in line.items() if word not in said and word not in told}
    return Spoken(line, new, reading.weigh(said), told)


def measure_coverage(spoken: Spoken, candidate: Candidate) -> tuple[float, ...]:
    """One number for each of OF_CANDIDATE; a half where there is nothing to cover."""
    own, label = candidate.words, list_words(candidate.label)
    covered = {word for word in spoken.line if word in own or word in label}
    of_label = sum(spoken.line[word] for word in covered if word in label)
    return (
        _share(spoken.line, own, label),
        _share(spoken.new, own, label),
        _share(spoken.before, own, label),
        _share_told(spoken.told, own, label),
        _find_rarest(spoken.line[word] for word in covered),
        _find_rarest(weight for word, weight in spoken.line.items() if word not in covered),
        of_label / max(sum(spoken.line.values()), 1.0),
        len(spoken.line.keys() & label) / max(len(label), 1),
    )


def _share(weights: Weights, own: frozenset[str], label: frozenset[str]) -> float:
    """The share of the weight that some words cover."""
    if not weights:
        return 0.5
    return sum(weight for word, weight in weights.items() if word in own or word in label) / sum(weights.values())


def _share_told(told: frozenset[str], own: frozenset[str], label: frozenset[str]) -> float:
    """The share of some words that the last reply had."""
    if not told:
        return 0.0
    both = len(own & told) + len((label & told) - own)
    return both / max(len(own) + len(label - own), 1)


def _find_rarest(weights: Iterable[float]) -> float:
    return max(weights, default=0.0) / _RAREST
