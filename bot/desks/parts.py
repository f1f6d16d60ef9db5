"""Which parts of models' cards a line asks for: the licence, the data, the size."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from bot.records.questions import Asked
from bot.understanding.names import split_atoms

_PARTS: tuple[tuple[Asked, str], ...] = (
    (
        "license",
        (
            r"licen[cs]e[ds]?|terms|restrict\w*|commercial\w*|paid product|sell|business|startups?|do with|allowed|"
            r"apache|mit|gpl|rail"
        ),
    ),
    ("training_data", r"training data|data|corpus|datasets?|training sets?|trained on"),
    ("training_code", r"training code|code|recipe"),
    ("weights", r"weights|download"),
    ("checkpoints", r"checkpoints?"),
    ("architecture_docs", r"architecture"),
    ("paper", r"papers?|report"),
    ("parameters", r"big|size|sizes|large|param\w*|small|active|activated|idle|inactive|dormant"),
    ("released", r"when|date|old|year|released"),
    (
        "developer",
        (
            r"who (?:made|makes|built|trained)|by whom?|maker|made by|developer|lab|company|behind|"
            r"where (?:is|are) (?:it|they)"
        ),
    ),
    ("country", r"country|where (?:is|are|does|from)|from where|come from|nationality"),
)
_PATTERNS = {part: re.compile(rf"\b(?:{words})\b") for part, words in _PARTS}
_JOINED = re.compile(r"\b(?:and|plus|also)\b|[,+&]")
"""What joins two parts that are asked for in one breath."""

_MOST = 3
_LINES_KEPT = 8


@lru_cache(_LINES_KEPT)
def list_said(lowered: str) -> dict[Asked, tuple[str, ...]]:
    """The words of a lower-cased line that may ask for a part of a card, part by part."""
    return {part: tuple(pattern.findall(lowered)) for part, pattern in _PATTERNS.items()}


def find_parts(lowered: str, names: Iterable[str]) -> list[Asked]:
    """Parts that a lower-cased line asks for beside models of these names: the 'large' of Mistral Large asks for no
    size."""
    named = Counter(atom for name in names for atom in split_atoms(name))
    said = {part: Counter(words) for part, words in list_said(lowered).items()}
    return [part for part, words in said.items() if any(words[word] > named[word] for word in words)][:_MOST]


def find_joined_parts(lowered: str, names: Iterable[str]) -> list[Asked]:
    """The same where the line joins two of them, else none."""
    parts = find_parts(lowered, names)
    return parts if len(parts) > 1 and _JOINED.search(lowered) else []
