"""Reads questions on the place of one row in a table's order: 'where does Meta rank', 'who is right behind Google'."""

import re

from bot.records.questions import Standing

_NEAR = r"(?:right|just|directly|immediately|straight)"
_AFTER = re.compile(
    rf"\b{_NEAR} (?:after|behind|below|under|beneath)\b|\b(?:comes?|came|is|ranks?|sits?|next) after\b|'s after\b|"
    r"\bnext (?:below|behind|after)\b|\bfollows\b|\b(?:one|a) (?:place|spot|rank) (?:below|behind|after|under)\b"
)
_BEFORE = re.compile(
    rf"\b{_NEAR} (?:before|above|over|ahead of|in front of)\b|\b(?:comes?|came|is|ranks?|sits?) before\b|'s before\b|"
    r"\b(?:one|a) (?:place|spot|rank) (?:above|before|ahead of|over)\b"
)
_PLACE = re.compile(
    r"\b(?:what|which|whats|what's)(?: \w+){0,2} (?:place|rank|position|spot)\b|"
    r"\b(?:place|rank|position|spot) (?:of|for)\b|\bwhere (?:does|do|is|did|are|was)\b|"
    r"\bhow (?:high|low) (?:does|do|is|did)\b|(?:'s|s') (?:place|rank|position)\b|"
    r"\bhow does (?:\w+ ){1,3}rank\b"
)


def read_standing(lowered: str) -> Standing | None:
    """The place of a row, or the row next to it, where a lower-cased line asks for that."""
    if _AFTER.search(lowered):
        return "after"
    if _BEFORE.search(lowered):
        return "before"
    return "place" if _PLACE.search(lowered) else None
