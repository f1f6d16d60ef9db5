"""Whether a record explains every piece of a name that was typed, and how much of it in its own words."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.known import KnownModel
from bot.understanding.pieces import Piece
from bot.understanding.sizes import read_month
from bot.understanding.words import COMPOUND, GRAND, HOSTS, PACKAGING, TIERS

_SMALLEST_BARE_SIZE = 10
_LARGEST_BUILD = 3
_SHORTEST_BUILD = 3
"""Figures of three digits and more, such as 002, 224 or 32768, are builds and extents where they are no date."""


class Typed(NamedTuple):
    """Pieces that were typed as one name. `used` are the places that a match of the bank takes up, `by_family`: that
    match is the name of a whole family; `others` are places that other names or plain words account for; `is_joined`:
    the pieces are joined as in a repository; `tells_generation`: a missing version means the first one."""

    pieces: Sequence[Piece]
    used: frozenset[int]
    others: frozenset[int]
    by_family: bool
    is_joined: bool
    tells_generation: bool


def explain(model: KnownModel, typed: Typed) -> int | None:
    """How many pieces the record explains by itself, or None where a piece is left that it does not explain."""
    own = 1 if typed.by_family else len(typed.used)
    for place, piece in enumerate(typed.pieces):
        if place in typed.used:
            continue
        counted = _explain_piece(model, typed, place, piece)
        if counted is None and place not in typed.others:
            return None
        own += counted or 0
    if typed.by_family and own > 1 and not (is_named(model, typed) or _tells_version(model, typed)):
        return None
    return own if _has_generation(model, typed) else None


def is_named(model: KnownModel, typed: Typed) -> bool:
    """Whether every word was typed that sets the record apart within its family."""
    return model.needed <= {piece.text for piece in typed.pieces}


def count_exact(model: KnownModel, pieces: Sequence[Piece]) -> int:
    """How many sizes the record lists itself, rather than spans."""
    return sum(piece.kind == "size" and piece.text in model.figures.sizes for piece in pieces)


def _tells_version(model: KnownModel, typed: Typed) -> bool:
    """Whether a version was typed that is the record's, as far as it stands behind the family's name there: GPT-1 is
    not o1, and Gemma 5 not T5Gemma."""
    beside = [piece for place, piece in enumerate(typed.pieces) if place not in typed.used]
    versions = [piece.text for piece in beside if piece.kind in {"figure", "version"}]
    has_spans = bool(model.generations) and bool(model.figures.version_spans)
    return any(text in model.generations or (has_spans and model.figures.has_version(text)) for text in versions)


def _has_generation(model: KnownModel, typed: Typed) -> bool:
    """A repository's name without a version is a first generation: 'Baichuan-7B' is not Baichuan 2."""
    if not typed.tells_generation or not model.figures.is_later:
        return True
    if any(piece.text == "latest" for piece in typed.pieces):
        return True
    own = (piece for place, piece in enumerate(typed.pieces) if place not in typed.others)
    return any(piece.kind in {"figure", "version"} for piece in own)


def _explain_piece(model: KnownModel, typed: Typed, place: int, piece: Piece) -> int | None:
    if piece.kind == "word":
        return _explain_word(model, typed, place, piece)
    if piece.kind == "size":
        return _explain_size(model, typed, piece.text)
    if piece.kind == "active":
        own = piece.text in model.figures.sizes or model.figures.has_size(piece.text[1:])
        return 1 if own else None if piece.text[0] == "e" else 0
    if piece.kind in {"extent", "packed"}:
        return 0
    return _explain_figure(model, typed, place, piece.text)


def _explain_word(model: KnownModel, typed: Typed, place: int, piece: Piece) -> int | None:
    word = piece.text
    if word in model.words and word not in PACKAGING and (len(word) > 1 or _is_paired(model, typed, place)):
        return 1
    if word in PACKAGING or word in HOSTS or word in model.makers:
        return 0
    is_behind = not typed.by_family and place > min(typed.used)
    if is_behind and (word in TIERS or (word in GRAND and _has_grand_variants(model))):
        return 0
    if piece.gap == "-" and len(word) == 1 and not typed.by_family:
        return 0
    return 0 if typed.is_joined and word in COMPOUND else None


def _is_paired(model: KnownModel, typed: Typed, place: int) -> bool:
    """Whether a single letter stands as in the record's names: '4o' is no 'o4'."""
    texts = [piece.text for piece in typed.pieces]
    return bool({tuple(texts[place - 1 : place + 1]), tuple(texts[place : place + 2])} & model.pairs)


def _has_grand_variants(model: KnownModel) -> bool:
    """Closed models and lines of small ones have a 'large' or a 'pro' without naming it; open weights name theirs."""
    sizes = model.figures.sizes
    return any(size.endswith("m") for size in sizes) or all(size.startswith("0.") for size in sizes)


def _explain_size(model: KnownModel, typed: Typed, size: str) -> int | None:
    if model.figures.has_size(size):
        return 1
    if _is_extent(typed, size) or (not model.figures.sizes and not typed.by_family):
        return 0
    return None


def _is_extent(typed: Typed, size: str) -> bool:
    """Whether a size is rather a length of context or a count of training tokens, beside another figure."""
    others = [piece for piece in typed.pieces if piece.kind in {"size", "figure", "version"} and piece.text != size]
    return (size[-1] == "t" and bool(others)) or (size[-1] == "m" and any(piece.text[-1] == "b" for piece in others))


def _explain_figure(model: KnownModel, typed: Typed, place: int, figure: str) -> int | None:
    if model.figures.has_version(figure):
        return 1
    if f"{figure}b" in model.figures.sizes and _is_bare_size(typed, figure):
        return 1
    if figure in model.makers and typed.pieces[place - 1].text in model.makers:
        return 0
    if _may_be_build(typed, place, figure):
        return 0 if model.figures.has_date(figure) else None
    if _follows_date(typed.pieces, place) or _is_build(model, typed, place, figure):
        return 0
    return None


def _is_bare_size(typed: Typed, figure: str) -> bool:
    """Whether a figure without a unit is a size: large, or behind a name that has its version: 'llama 3 8'."""
    has_figure = any(typed.pieces[at].kind != "word" for at in typed.used)
    return figure.isdigit() and (int(figure) >= _SMALLEST_BARE_SIZE or has_figure)


def _may_be_build(typed: Typed, place: int, figure: str) -> bool:
    """Whether a figure may be a date or build: 2411, 0324, 002; other long ones only away from the name: '-pt-224'."""
    if not figure.isdigit():
        return False
    if figure.startswith("0") or read_month(figure) is not None or (len(figure) == 4 and figure[:2] <= "12"):
        return True
    return len(figure) >= _SHORTEST_BUILD and place - 1 not in typed.used


def _follows_date(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a day or month stands beside another figure of a date: '2024-08-16', '05-20'."""
    if len(pieces[place].text) != 2 or not pieces[place].text.isdigit():
        return False
    beside = [pieces[at] for at in (place - 1, place + 1) if 0 <= at < len(pieces)]
    return any(other.text.isdigit() and (other.text[0] == "0" or read_month(other.text)) for other in beside)


def _is_build(model: KnownModel, typed: Typed, place: int, figure: str) -> bool:
    """Whether a figure behind a full name is its build: 'Mistral-7B-v0.3', '-v1.1', 'open_llama_7b_v2'."""
    if typed.by_family or place < min(typed.used):
        return False
    before = typed.pieces[:place]
    is_full = any(piece.kind not in {"word", "packed"} for piece in before)
    if figure.startswith("0."):
        return not model.figures.has_own_version or is_full
    if figure == "1" or figure.startswith("1."):
        return is_full or not model.figures.has_own_version
    sized = any(piece.kind == "size" or piece.text in TIERS | GRAND for piece in before)
    is_own = not model.figures.has_own_version or any(typed.pieces[at].kind != "word" for at in typed.used)
    is_kept = not model.figures.sizes and typed.pieces[place].kind == "version"
    return (sized or is_kept) and is_own and figure.isdigit() and int(figure) <= _LARGEST_BUILD
