"""Finds names among the pieces of a line, also where packaging, sizes or dates stand between their parts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.nametable import append, write_name
from bot.understanding.pieces import Piece, read_name

_WITHIN = re.compile(r"(?:[-_()\[\]'|+*\s]|[.:](?!\s))*(?:\s/\s)?(?:[-_()\[\]'|+*\s]|[.:](?!\s))*")
"""What may stand between the parts of one name; a comma or the end of a sentence may not."""

_NAMES_KEPT = 4096
_MOST_SKIPPED = 4
_SMALLEST_BARE_SIZE = 10
_SKIPPED = frozenset("instruct chat base inst preview exp instruction".split())
_FREE = frozenset({"size", "active", "extent", "packed", "figure", "version"})


class Match(NamedTuple):
    """A name found: the places of its pieces in the line, what it stands for and how it may be shown."""

    used: tuple[int, ...]
    targets: tuple[str, ...]
    name: str

    @property
    def start(self) -> int:
        return self.used[0]

    @property
    def end(self) -> int:
        return self.used[-1] + 1


def holds_together(piece: Piece) -> bool:
    """Whether a piece and the one before it can belong to one name."""
    return piece.gap in {"", " ", "-"} or _WITHIN.fullmatch(piece.gap) is not None


class NameIndex:
    """Every name of the bank's models and families by its pieces, however they are joined."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._targets: dict[str, tuple[str, ...]] = {}
        gathered: dict[str, list[str]] = defaultdict(list)
        words: set[str] = set()
        for name, target in names:
            pieces = read_name(name).pieces
            key = write_key(pieces)
            if key and target not in gathered[key]:
                gathered[key].append(target)
            words |= {piece.text for piece in pieces if piece.kind == "word"}
        self._targets = {key: tuple(targets) for key, targets in gathered.items()}
        self._beginnings = {key[:length] for key in gathered for length in range(1, len(key) + 1)}
        self._counted = frozenset(key[:-1].rstrip(" ") for key in gathered if key[-1].isdigit())
        self.words = frozenset(words)

    def find_whole(self, pieces: Sequence[Piece]) -> Match | None:
        """The name that all pieces make together, whatever stands between them."""
        targets = self._targets.get(write_key(pieces), ())
        return Match(tuple(range(len(pieces))), targets, _show(pieces)) if targets else None

    def find_at(self, pieces: Sequence[Piece], start: int) -> list[Match]:
        """All names that begin at a place, the longest first; parts may be skipped that belong to no name."""
        first = pieces[start]
        if (f"v{first.text}" if first.kind == "version" else first.text) not in self._beginnings:
            return []
        found: list[Match] = []
        self._grow(pieces, start, "", (), 0, found)
        return sorted(found, key=lambda match: -len(match.used))

    def _grow(
        self, pieces: Sequence[Piece], place: int, joined: str, used: tuple[int, ...], skipped: int, found: list[Match]
    ) -> None:
        if place >= len(pieces) or (used and not holds_together(pieces[place])):
            return
        piece = pieces[place]
        for written in self._write(piece, joined):
            longer = append(joined, written)
            if longer not in self._beginnings:
                continue
            taken = (*used, place)
            if longer in self._targets:
                found.append(Match(taken, self._targets[longer], _show([pieces[at] for at in taken])))
            self._grow(pieces, place + 1, longer, taken, skipped, found)
        may_skip = used and skipped < _MOST_SKIPPED and pieces[used[0]].kind == "word"
        if may_skip and (piece.kind in _FREE or piece.text in _SKIPPED):
            self._grow(pieces, place + 1, joined, used, skipped + 1, found)

    def _write(self, piece: Piece, joined: str) -> Iterable[str]:
        """The ways to read a piece behind what was joined: 72 is 72b too where no version is meant."""
        if not joined:
            yield f"v{piece.text}" if piece.kind == "version" else piece.text
            return
        yield piece.text
        if piece.kind == "figure" and (piece.text.isdigit() and not self._is_version(joined, piece.text)):
            yield f"{piece.text}b"

    def _is_version(self, joined: str, figure: str) -> bool:
        """Whether a small figure behind a name rather counts generations: there are Gemma 2 and 3, but no Mistral 2."""
        return int(figure) < _SMALLEST_BARE_SIZE and joined in self._counted


def write_key(pieces: Sequence[Piece]) -> str:
    """One writing for every spelling of a name; a v before a figure counts only where it begins the name."""
    joined = ""
    for piece in pieces:
        joined = append(joined, piece.text if joined or piece.kind != "version" else f"v{piece.text}")
    return joined


def _show(pieces: Sequence[Piece]) -> str:
    return _write_name(tuple(piece.text for piece in pieces))


_write_name = lru_cache(_NAMES_KEPT)(write_name)
