"""Tells the owner in front of a slash from a list: 'openai/whisper' names Whisper, 'GPT-4/Claude' names both."""

from collections.abc import Iterable, Sequence

from bot.understanding.kinship import Kinship
from bot.understanding.matching import Match, NameIndex
from bot.understanding.pieces import Piece

_REPOSITORY = 3
"""Pieces from which a joined name behind a slash is that of a repository, and what stands before it its owner."""


class Owners:
    """Drops owners from lines."""

    def __init__(self, kinship: Kinship, index: NameIndex) -> None:
        self._kinship = kinship
        self._index = index

    def drop(self, pieces: Sequence[Piece]) -> tuple[list[Piece], frozenset[int]]:
        """The pieces without the owners in front of names, and the segments that had an owner."""
        kept: list[Piece] = []
        owned: set[int] = set()
        for *fronts, back in _split_paths(pieces):
            owners = [front for front in fronts if self._is_owner(front, back)]
            kept += [piece for part in (*fronts, back) if part not in owners for piece in part]
            if owners:
                owned.add(back[0].segment)
        return kept, frozenset(owned)

    def _is_owner(self, front: Sequence[Piece], back: Sequence[Piece]) -> bool:
        if not _has_letters(front) or not _has_letters(back):
            return False
        name = self._index.find_whole(front)
        if name is None:
            return True
        follower = next((found[0] for place in range(len(back)) if (found := self._index.find_at(back, place))), None)
        is_maker = self._kinship.is_maker(name)
        if follower is None:
            return len(back) > 1 or is_maker
        if is_maker:
            return len(back) > 1 or not self._kinship.is_maker(follower)
        return self._leads_to(name, follower) or (
            self._kinship.is_family(name) and (_is_repository(back) or len(front) > 1)
        )

    def _leads_to(self, name: Match, follower: Match) -> bool:
        """Whether a name is the family or the maker of another: 'deepseek/deepseek-r1', 'writer/palmyra'."""
        is_bare = name.name.isalpha() and self._kinship.share_family(name, follower)
        return is_bare or self._kinship.is_made_by(follower, name)


def _split_paths(pieces: Sequence[Piece]) -> Iterable[list[list[Piece]]]:
    """Pieces in paths, those in the parts between slashes; most paths have one part."""
    path: list[list[Piece]] = []
    for piece in pieces:
        if path and piece.segment == path[-1][0].segment:
            path[-1].append(piece)
        elif path and piece.gap.endswith("/"):
            path.append([piece])
        else:
            if path:
                yield path
            path = [[piece]]
    if path:
        yield path


def _is_repository(pieces: Sequence[Piece]) -> bool:
    return len(pieces) >= _REPOSITORY and any(piece.gap in {"-", "_", ":"} for piece in pieces)


def _has_letters(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind == "word" and len(piece.text) > 1 for piece in pieces)
