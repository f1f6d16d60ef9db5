"""Names that the bank does not hold: those given with their maker ("Meta Chameleon 34B"), and famous ones."""

from collections.abc import Iterable
from itertools import pairwise

from bot.understanding.pieces import Line, Piece, read_name
from bot.understanding.words import PACKAGING

_FAMOUS = frozenset(
    """lamda wizardlm wizardcoder wizardmath tinyllama openchat openhermes stablelm stablecode xgen udio ideogram
    midjourney elevenlabs idefics imagebind seamlessm xlnet deberta distilbert danube recurrentgemma
    shieldgemma chinchilla kandinsky deepfloyd airoboros mythomax auraflow hidream cosyvoice sensevoice styletts
    layoutlm trocr stablebeluga""".split()
)
"""Models that people ask for and no record has, as far as their names are words of no language."""

_KINDS = frozenset("tts asr ocr vl vlm coder".split())
"""Kinds of products that stand in no word but a name."""

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

    def find_famous(self, line: Line) -> str | None:
        """The first famous name in a line, as typed."""
        found = (piece for piece in line.pieces if piece.text in _FAMOUS)
        return next((line.segments[piece.segment] for piece in found), None)

    def find_joined(self, line: Line) -> str | None:
        """The first joined run that is built like a name: a word of no language with a size behind it ('Kestrel-70B'),
        or letters and a figure before the kind of a product ('F5-TTS')."""
        for piece, follower in pairwise(line.pieces):
            if piece.segment != follower.segment or follower.gap != "-":
                continue
            is_sized = follower.kind == "size" and follower.text.endswith("b") and self._is_name(piece)
            if is_sized or (piece.kind == "figure" and follower.text in _KINDS):
                return line.segments[piece.segment]
        return None

    def _is_name(self, piece: Piece) -> bool:
        return piece.kind == "word" and len(piece.text) >= _SHORTEST_MAKER and piece.text not in self._plain

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
