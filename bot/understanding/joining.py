"""Joins each name in a line with what stands apart from it: its maker behind it, a size or a version elsewhere."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.records.language import ModelMention
from bot.understanding.apart import LINKS
from bot.understanding.bearers import Bearers
from bot.understanding.grouping import Group
from bot.understanding.kinship import Kinship
from bot.understanding.pieces import Piece


class Verdict(NamedTuple):
    """What one group of pieces names: a mention, or an unknown name; `is_whole`: the group is the whole line."""

    mention: ModelMention | None
    unknown: str
    is_whole: bool


Judged = tuple[Group, Verdict | None]


class Joiner:
    """Settles which record a name means by what stands around it."""

    def __init__(self, kinship: Kinship, bearers: Bearers) -> None:
        self._kinship = kinship
        self._bearers = bearers

    def join(self, pieces: Sequence[Piece], judged: Sequence[Judged]) -> list[Judged]:
        """The names with what stands apart from each of them, a maker behind its model left out."""
        joined: list[Judged] = []
        for group, verdict in judged:
            before = joined[-1] if joined and _is_linked(pieces, joined[-1][0], group) else None
            both = _merge(before[1], verdict) if before else None
            if before and (both or (verdict and self._is_of(before[0], group))):
                joined[-1] = (before[0], both or before[1])
            else:
                joined.append((group, verdict))
        taken = frozenset(_list_places(judged))
        return [(group, self._narrow(pieces, group, taken, verdict)) for group, verdict in joined]

    def _is_of(self, group: Group, follower: Group) -> bool:
        """Whether a name is that of the maker of the one before it, or of the family of a size: '8x22B Mixtral'."""
        match, other = group.matches[0], follower.matches[0]
        is_size = match.name[:1].isdigit() and self._kinship.share_family(match, other)
        return is_size or self._kinship.is_made_by(match, other)

    def _narrow(
        self, pieces: Sequence[Piece], group: Group, taken: frozenset[int], verdict: Verdict | None
    ) -> Verdict | None:
        if not verdict or not verdict.mention or verdict.is_whole:
            return verdict
        others = taken - frozenset(range(group.start, group.end))
        found = self._bearers.narrow(pieces, (group.start, group.end), others, verdict.mention)
        return Verdict(None, found, False) if isinstance(found, str) else verdict._replace(mention=found)


def _list_places(judged: Sequence[Judged]) -> Iterable[int]:
    return (place for group, verdict in judged if verdict for place in range(group.start, group.end))


def _is_linked(pieces: Sequence[Piece], group: Group, follower: Group) -> bool:
    """Whether one name is told to be of another, or stands right before it: 'K2 from Moonshot', 'the K2 Kimi'."""
    if group.end == follower.start:
        return pieces[follower.start].gap == " "
    return group.end + 1 == follower.start and pieces[group.end].text in LINKS


def _merge(verdict: Verdict | None, maker: Verdict | None) -> Verdict | None:
    """A family and the maker behind it as the one that both mean, or None where they do not meet."""
    if not (verdict and verdict.mention and verdict.mention.family and maker and maker.mention):
        return None
    kept = tuple(one for one in verdict.mention.candidates if one in maker.mention.candidates)
    if len(kept) == 1:
        return verdict._replace(mention=ModelMention(name=verdict.mention.name, candidates=kept))
    return verdict if kept else None
