"""Names that a line gives with their maker and the bank does not hold: 'google LaMDA', 'Meta Chameleon 34B'."""

from collections.abc import Iterable

from bot.understanding.pieces import Line, read_name
from bot.understanding.words import PACKAGING

_SHORTEST_MAKER = 4
"""Letters of a word that stands for a maker by itself; the shorter ones are words of everyday as well."""

_MOST_WORDS = 2
"""Words of such a name behind the maker's."""


class Strangers:
    """Knows makers by the first words of their names."""

    def __init__(self, developers: Iterable[str], prose: frozenset[str]) -> None:
        """`prose` are words that are no names."""
        firsts = (read_name(name).pieces[0].text for name in developers)
        self._makers = frozenset(word for word in firsts if len(word) >= _SHORTEST_MAKER)
        self._plain = prose | PACKAGING

    def find(self, line: Line) -> str | None:
        """The whole line as typed, where it is a maker and a name written unlike a word, and nothing else."""
        pieces = line.pieces
        words = [piece for piece in pieces[1:] if piece.kind == "word"]
        if not words or len(words) > _MOST_WORDS or pieces[0].text not in self._makers:
            return None
        typed = [line.segments[piece.segment] for piece in words]
        is_written_so = any(word[1:] != word[1:].casefold() for word in typed) or len(words) < len(pieces) - 1
        is_plain = any(piece.text in self._plain for piece in words)
        return None if is_plain or not is_written_so else " ".join(line.segments)
