"""Reads what a question wants done with data: look up, list, count, rank, subtract, divide, or keep above a figure."""

import re
from typing import Literal

from bot.records.base import Record, Tier

Operation = Literal["value", "list", "count", "highest", "lowest", "difference", "ratio"]

_OPERATIONS: tuple[tuple[Operation, tuple[str, ...]], ...] = (
    (
        "ratio",
        (
            r"\bratio\b|\bdivided\b|\bhow many times\b|\bfactor\b",
            r"\btimes (more|less|bigger|larger|cheaper|as|higher)\b",
        ),
    ),
    (
        "difference",
        (
            r"\bdifference\b|\bgap\b|\bminus\b|\bsubtract\b|\bhow far\b|\bpoints? separate\b",
            r"\bby how (many|much)\b|\bhow much (more|less|higher|lower|bigger|smaller)\b",
            r"\bhow many (\w+ ){0,3}(more|fewer|separate)\b",
        ),
    ),
    ("count", (r"\bhow many\b|\bcount\b|\bnumber of (the )?(different )?(models?|licen|compan|systems?)\w*",)),
    (
        "lowest",
        (
            r"\b(lowest|least|worst|smallest|fewest|cheapest|bottom|poorest|oldest|older|earliest|first)\b",
            r"\bdead last\b|\blast place\b",
        ),
    ),
    (
        "highest",
        (
            r"\b(highest|most|top|tops|best|biggest|largest|greatest|leads?|leading|maximum|max|richest)\b",
            r"\b(newest|newer|latest|most recent|first place|who won|wins)\b",
        ),
    ),
    ("list", (r"\b(which|list|name|what|who|any|every|all|show)\b",)),
)
_TIERS: tuple[tuple[Tier, str], ...] = (
    ("fully-open", r"\b(fully|completely|totally|really|truly|entirely)[ -]open\b|\bopen[ -]source\b"),
    ("open-weights", r"\bopen[ -]weights?\b|\bweights[ -]only\b"),
    ("closed", r"\b(closed|proprietary|api[ -]only|can't download|cannot download|not open)\b"),
)
_ABOVE = re.compile(
    r"\b(?:above|over|more than|at least|exceed\w*|beat\w*)\s*(\d+(?:\.\d+)?)|"
    r"(\d+(?:\.\d+)?)\s*(?:or more|\+|and up|plus)"
)
_BELOW = re.compile(
    r"\b(?:below|under|less than|at most|fewer than|<=?)\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*or (?:less|fewer)"
)


class Threshold(Record):
    """A figure and the side of it that is kept; the figure itself counts."""

    side: Literal["above", "below"]
    figure: float

    def admits(self, number: float | None) -> bool:
        """Whether a number is on the side that is kept; a missing one never is."""
        if number is None:
            return False
        return number >= self.figure if self.side == "above" else number <= self.figure


def read_operation(lowered: str) -> Operation:
    """What a lower-cased line wants; a plain value where it says nothing else."""
    return next(
        (operation for operation, patterns in _OPERATIONS if any(re.search(p, lowered) for p in patterns)), "value"
    )


def read_tiers(lowered: str) -> tuple[Tier, ...]:
    """The tiers that a lower-cased line names; 'not fully open' names the other two, all three none."""
    if re.search(r"\bnot (fully|completely|totally|really|entirely)[ -]open\b", lowered):
        return ("open-weights", "closed")
    named = tuple(tier for tier, pattern in _TIERS if re.search(pattern, lowered))
    return named if len(named) < len(_TIERS) else ()


def read_threshold(lowered: str) -> Threshold | None:
    """The figure that a lower-cased line wants exceeded or undercut, if any."""
    above, below = _ABOVE.search(lowered), _BELOW.search(lowered)
    if above:
        return Threshold(side="above", figure=float(above.group(1) or above.group(2)))
    return Threshold(side="below", figure=float(below.group(1) or below.group(2))) if below else None
