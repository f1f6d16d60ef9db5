"""Reads the makers that a line names: in full, by the first word of a name, or by another name of theirs."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from bot.desks.lists.left_out import list_behind, list_phrases
from bot.desks.lists.nicknames import write_out
from bot.desks.lists.places import PLACE_WORDS
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.understanding.text import find_whole

_SHORTEST = 3
"""Letters of a first word that is a name by itself are more than these."""

_LINES_KEPT = 8
"""Lines whose makers are kept while one desk after another asks for them."""

_BANKS_KEPT = 2
"""The one that is answered from and the one that takes its place."""


class _Index(NamedTuple):
    """The makers of a bank by their names, all lower-cased: whole ones, the longest first; what each whole name that
    a longer one begins with stands for; and the short names of each."""

    whole: tuple[str, ...]
    beginning: dict[str, frozenset[str]]
    short: dict[str, frozenset[str]]


def find_developers(bank: Bank, lowered: str) -> tuple[str, ...]:
    """Every maker that a lower-cased line names, in the bank's order.

    A maker in full leaves out those whose name is only a part of it: 'Mistral AI / NVIDIA' is not Mistral AI. Makers
    that took part or whose names go on are meant too: 'NVIDIA' made that model as well.
    """
    return _find_makers(bank.developers, lowered)


@lru_cache(_LINES_KEPT)
def _find_makers(makers: tuple[str, ...], lowered: str) -> tuple[str, ...]:
    index = _make_index(makers)
    whole = _find_whole_names(makers, lowered)
    rest = blank_names(whole, lowered)
    rest = write_out(rest)
    others = _find_whole_names(makers, rest)
    rest = blank_names(others, rest)
    named = {maker for name in (*whole, *others) for maker in index.beginning[name]}
    named |= {maker for name, held in index.short.items() if find_whole(name, rest) for maker in held}
    return tuple(maker for maker in makers if maker in named)


def find_named_makers(bank: Bank, mention: ModelMention) -> tuple[str, ...]:
    """The makers that the name of a model or a family stands for."""
    return find_developers(bank, mention.name.casefold())


def find_left_out(bank: Bank, lowered: str) -> tuple[tuple[str, ...], str]:
    """The makers whose models a lower-cased line does not want, and the line without their names."""
    found: dict[str, None] = {}
    for stretch in list_phrases(lowered):
        makers = find_developers(bank, stretch.names)
        found |= dict.fromkeys(makers)
        lowered = lowered.replace(stretch.whole, " ") if makers else lowered
    for stretch in list_behind(lowered):
        makers = find_developers(bank, stretch.names.split()[0])
        found |= dict.fromkeys(makers)
        lowered = lowered.replace(stretch.whole, " ") if makers else lowered
    return tuple(maker for maker in bank.developers if maker in found), lowered


def list_whole_names(bank: Bank, lowered: str) -> tuple[str, ...]:
    """The makers whose full names stand in a lower-cased line, lower-cased, the longest first; none within another."""
    return _find_whole_names(bank.developers, lowered)


def blank_names(names: tuple[str, ...], lowered: str) -> str:
    """A line without some names, so that no word of them says anything else."""
    for name in names:
        lowered = lowered.replace(name, " ")
    return lowered


def _find_whole_names(makers: tuple[str, ...], lowered: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in _make_index(makers).whole:
        if find_whole(name, lowered):
            found.append(name)
            lowered = lowered.replace(name, " ")
    return tuple(found)


@lru_cache(_BANKS_KEPT)
def _make_index(makers: tuple[str, ...]) -> _Index:
    whole = tuple(sorted({maker.casefold() for maker in makers}, key=len, reverse=True))
    beginning = {name: frozenset(maker for maker in makers if _begins(maker, name)) for name in whole}
    short: dict[str, set[str]] = defaultdict(set)
    for maker in makers:
        for name in _list_short(maker):
            short[name].add(maker)
    return _Index(whole, beginning, {name: frozenset(held) for name, held in short.items()})


def _begins(maker: str, name: str) -> bool:
    """Whether a maker, or one of those who took part, has a name or a name that goes on from it."""
    folded = maker.casefold()
    return any(part == name or part.startswith(f"{name} ") for part in (folded, *folded.split(" / ")))


def _list_short(maker: str) -> tuple[str, ...]:
    """The short names of a maker: the first word, or the whole name where that is too short or a country's; the name in
    one word; what stands behind it in brackets; whoever took part."""
    first, *others = maker.casefold().split(" / ")
    word = first.split(maxsplit=1)[0].strip(",()")
    plain, _, aside = first.partition(" (")
    inner = aside.removesuffix(")")
    further = [name for name in (plain.replace(" ", ""), inner) if len(name) > _SHORTEST and "," not in name]
    is_name = len(word) > _SHORTEST and word not in PLACE_WORDS
    return (word if is_name else first, *further, *others)
