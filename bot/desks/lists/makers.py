"""Reads the makers that a line names: in full, by the first word of a name, or by another name of theirs."""

import re
from functools import lru_cache

from bot.records.bank import Bank
from bot.understanding.text import find_whole

_OTHER_NAMES = (
    (r"\ballen ?(ai|institute)\b", "ai2"),
    (r"\bdeepmind\b(?<!google deepmind)", "google deepmind"),
    (r"\beleuther\b", "eleutherai"),
    (r"\bfacebook\b", "meta"),
    (r"\bz\.ai\b", "zhipu"),
)
_SHORTEST = 3
"""Letters of a first word that is a name by itself are more than these."""

_MAKERS_KEPT = 1024
_LINES_KEPT = 8
"""Lines whose makers are kept while one desk after another asks for them."""

_BANKS_KEPT = 2
"""The one that is answered from and the one that takes its place."""


def find_developers(bank: Bank, lowered: str) -> tuple[str, ...]:
    """Every maker that a lower-cased line names, in the bank's order.

    A maker in full leaves out those whose name is only a part of it: 'Mistral AI / NVIDIA' is not Mistral AI. Makers
    that took part or whose names go on are meant too: 'NVIDIA' made that model as well.
    """
    return _find_makers(bank.developers, lowered)


@lru_cache(_LINES_KEPT)
def _find_makers(makers: tuple[str, ...], lowered: str) -> tuple[str, ...]:
    whole = _find_whole_names(makers, lowered)
    rest = blank_names(whole, lowered)
    for pattern, maker in _OTHER_NAMES:
        rest = re.sub(pattern, maker, rest)
    others = _find_whole_names(makers, rest)
    whole, rest = (*whole, *others), blank_names(others, rest)
    return tuple(maker for maker in makers if _is_named(maker, whole, rest))


def list_whole_names(bank: Bank, lowered: str) -> tuple[str, ...]:
    """The makers whose full names stand in a lower-cased line, lower-cased, the longest first; none within another."""
    return _find_whole_names(bank.developers, lowered)


def _find_whole_names(makers: tuple[str, ...], lowered: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in _order_by_length(makers):
        if find_whole(name, lowered):
            found.append(name)
            lowered = lowered.replace(name, " ")
    return tuple(found)


@lru_cache(_BANKS_KEPT)
def _order_by_length(makers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({maker.casefold() for maker in makers}, key=len, reverse=True))


def blank_names(names: tuple[str, ...], lowered: str) -> str:
    """A line without some names, so that no word of them says anything else."""
    for name in names:
        lowered = lowered.replace(name, " ")
    return lowered


def _is_named(maker: str, whole: tuple[str, ...], rest: str) -> bool:
    if whole:
        parts = _list_parts(maker)
        if any(part == name or part.startswith(f"{name} ") for name in whole for part in parts):
            return True
    return any(find_whole(name, rest) for name in _list_short(maker))


@lru_cache(_MAKERS_KEPT)
def _list_parts(maker: str) -> tuple[str, ...]:
    folded = maker.casefold()
    return (folded, *folded.split(" / "))


@lru_cache(_MAKERS_KEPT)
def _list_short(maker: str) -> tuple[str, ...]:
    """The short names of a maker: the first word, or the whole name where that is too short; whoever took part."""
    first, *others = maker.casefold().split(" / ")
    word = first.split(maxsplit=1)[0].strip(",()")
    return (word if len(word) > _SHORTEST else first, *others)
