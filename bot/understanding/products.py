"""Products that are named after a line of models in more than one word: 'Llama Prompt Guard' is no Llama."""

from collections.abc import Sequence

from bot.understanding.grouping import Group
from bot.understanding.pieces import Line, Piece
from bot.understanding.words import BEING, EVERYDAY, PRODUCTS

_MOST_BETWEEN = 2
"""Words between the name and the word that tells the product."""


def find_product(line: Line, pieces: Sequence[Piece], group: Group) -> int | None:
    """The end of a product's name that a group begins, or None where what stands behind it is no such name.

    In a sentence such words may as well be a verb and what it is about: 'does llama support audio'. So they count in
    capitals, and where they are all that a line is about.
    """
    if group.end - group.start != len(group.matches[0].used):
        return None
    end = _find_end(pieces, group.end)
    if end is None or not (_has_capitals(line, pieces[group.end : end]) or _is_subject(pieces, group.start, end)):
        return None
    return end


def _find_end(pieces: Sequence[Piece], start: int) -> int | None:
    for place in range(start, min(start + _MOST_BETWEEN + 1, len(pieces))):
        piece = pieces[place]
        if piece.kind != "word" or piece.gap not in {" ", "-"} or piece.text in EVERYDAY:
            return None
        if piece.text in PRODUCTS:
            return place + 1 if place > start else None
    return None


def _has_capitals(line: Line, pieces: Sequence[Piece]) -> bool:
    """Whether pieces are written in capitals in a line that is not."""
    capital = {number for number, segment in enumerate(line.segments) if segment[:1].isupper()}
    return len(capital) < len(line.segments) and all(piece.segment in capital for piece in pieces)


def _is_subject(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether a line is these words alone, or says or asks what they are."""
    behind = pieces[end].text if end < len(pieces) else ""
    before = pieces[start - 1].text if start else ""
    is_first = not start and (not behind or behind in BEING or pieces[end].kind != "word")
    return is_first or (start == 1 and before in BEING)
