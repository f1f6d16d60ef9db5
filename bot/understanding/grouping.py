"""Groups the pieces of a line: which of them were typed as one name, and which owners stand in front of names."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.understanding.kinship import Kinship
from bot.understanding.matching import Match, NameIndex, holds_together
from bot.understanding.pieces import Piece
from bot.understanding.words import COUNTED_THINGS, DERIVED, EVERYDAY, GRAND, HOSTS, PACKAGING, PRODUCTS, TIERS

_LONGEST_NAME = 16
"""Pieces of the longest names that hubs have."""

_MOST_FOREIGN = 3
_PAIR = 2
"""A name and one foreign word are one name ('mistral saba'); longer lines are so where a size stands in them."""

_OF_NAMES = PACKAGING | HOSTS | TIERS | GRAND | PRODUCTS


class Group(NamedTuple):
    """The places from `start` up to `end` that were typed as one name, and the names of the bank within them."""

    start: int
    end: int
    matches: tuple[Match, ...]


def find_matches(index: NameIndex, pieces: Sequence[Piece]) -> dict[int, list[Match]]:
    """The names that begin at each place of a line, the longest first."""
    found = {place: index.find_at(pieces, place) for place in range(len(pieces))}
    return {place: matches for place, matches in found.items() if matches}


def group_names(pieces: Sequence[Piece], found: dict[int, list[Match]], kinship: Kinship) -> Iterable[Group]:
    """Groups around the names in a line, left to right: the joined run that holds a name and what follows closely."""
    start = 0
    while start < len(pieces):
        if start not in found:
            start += 1
            continue
        first = _begin_of_segment(pieces, start)
        end = _grow(pieces, found, found[start][0], kinship)
        if end - first > _LONGEST_NAME:
            first, end = start, found[start][0].end
        within = [match for place in range(first, end) for match in found.get(place, ()) if match.end <= end]
        yield Group(first, end, tuple(within))
        start = end


def _begin_of_segment(pieces: Sequence[Piece], place: int) -> int:
    while place and pieces[place - 1].segment == pieces[place].segment:
        place -= 1
    return place


def _end_of_segment(pieces: Sequence[Piece], place: int) -> int:
    while place < len(pieces) and place and pieces[place].segment == pieces[place - 1].segment:
        place += 1
    return place


def _grow(pieces: Sequence[Piece], found: dict[int, list[Match]], match: Match, kinship: Kinship) -> int:
    """The end of the group that a match begins. A name behind it is taken in whole."""
    end = _end_of_segment(pieces, match.end)
    while end < len(pieces) and holds_together(pieces[end]):
        follower = found[end][0] if end in found else None
        beyond = _end_of_segment(pieces, follower.end if follower else end + 1)
        if follower and not kinship.are_kin(match, follower):
            break
        if not all(_continues(pieces, at, match, kinship) for at in range(end, beyond)):
            break
        end = beyond
    return end


def _continues(pieces: Sequence[Piece], place: int, match: Match, kinship: Kinship) -> bool:
    """Whether a piece behind a name still says which model is meant."""
    piece = pieces[place]
    follower = pieces[place + 1].text if place + 1 < len(pieces) else ""
    if piece.kind == "word":
        if len(piece.text) == 1 and place + 1 < len(pieces) and not pieces[place + 1].gap and follower[0].isdigit():
            return True
        if piece.text in PACKAGING and piece.text not in EVERYDAY:
            return True
        if "'" in piece.gap:
            return False
        return piece.text in PRODUCTS or (kinship.belongs(match, piece) and follower != "language")
    if piece.kind != "figure":
        return True
    is_counting = follower in COUNTED_THINGS and (place + 1 == len(pieces) or pieces[place + 1].gap == " ")
    if "'" in piece.gap:
        return False
    is_named = len(piece.text) == 1 and any(pieces[at].kind != "word" for at in match.used)
    return not is_counting and not is_named


def find_leaders(found: dict[int, list[Match]], length: int) -> list[Match]:
    """The longest names of a line, left to right, without overlaps."""
    leaders: list[Match] = []
    start = 0
    while start < length:
        match = found[start][0] if start in found else None
        if match:
            leaders.append(match)
        start = match.end if match else start + 1
    return leaders


def may_be_one_name(
    pieces: Sequence[Piece], leaders: Sequence[Match], is_everyday: Callable[[str], bool], is_titled: bool
) -> bool:
    """Whether a line may be one long name and nothing else: no everyday word in it, and nothing that parts names.

    `is_titled`: it is written as a name, so that foreign words in it are part of the name however long it is.
    """
    if len(pieces) > _LONGEST_NAME or not all(holds_together(piece) for piece in pieces[1:]):
        return False
    used = {place for match in leaders for place in match.used}
    beside = [piece.text for place, piece in enumerate(pieces) if place not in used and piece.kind == "word"]
    foreign = [word for word in beside if word not in _OF_NAMES]
    is_long = len(pieces) > _PAIR and not any(piece.kind in {"size", "active", "packed"} for piece in pieces)
    if foreign and is_long and not is_titled and not DERIVED & set(foreign):
        return False
    return len(foreign) <= _MOST_FOREIGN and not any(is_everyday(word) for word in foreign)
