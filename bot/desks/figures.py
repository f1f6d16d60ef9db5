"""Figures that a line puts forward and a card does not hold: whoever says 97 per cent is not told that he is right by a
card that says 89."""

import re
from collections.abc import Iterable

from bot.records.base import Statement, read_numbers
from bot.records.claims import Claim

_NUMBER = r"\d[\d,]{0,15}(?:\.\d{1,9})?"
_UNITS = r"%|per ?cent\b|times\b|x\b|(?:m|b|tr)illion\b|bn\b|(?:day|week|month|year)s?\b"
_FIGURE = re.compile(rf"[$€£] ?({_NUMBER})|(?<![\w.,])({_NUMBER}) ?(?:{_UNITS})")
"""Figures with what they count; bare ones are mostly parts of names and dates."""


def has_other_figures(lowered: str, claim: Claim) -> bool:
    """Whether a lower-cased line holds a figure that the card does not."""
    said = {(money or counted).replace(",", "") for money, counted in _FIGURE.findall(lowered)}
    return bool(said) and not said <= {figure for text in _list_texts(claim) for figure in read_numbers(text)}


def _list_texts(claim: Claim) -> Iterable[str]:
    short: tuple[Statement, ...] = (claim.short.asserts, claim.short.denies, claim.short.asks)
    yield claim.statement
    yield from (one.text for one in (*short, claim.headline, claim.fact, claim.crux, *claim.reasons))
