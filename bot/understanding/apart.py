"""Parts of a name that stand apart from it: 'the 40B Falcon', 'M1 from MiniMax', 'version 9 of qwen', 'llama (v2)'."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from bot.understanding.pieces import Piece
from bot.understanding.words import GRAND, PACKAGING, TIERS

Bears = Callable[[str], bool]
"""Whether a word is one that sets a record apart among those which a name may mean."""

LINKS = frozenset("from by of that".split())
"""Words between a part of a name and the name or the maker that it belongs to."""

_VERSION = frozenset("version ver generation".split())
_NOUNS = frozenset("model models one ones weights release".split())
_LEADS = frozenset(
    """the a an this that these those is are was were does do did has have had use uses using run runs running into of
    on for in with from and or so say says can s""".split()
)
"""Words before a part: 'under apache 2.0 llama' and 'mmlu 85.2 llama' have no part of a name in front of it."""

_BETWEEN = frozenset("the a in with version ver generation".split())
_MOST_BETWEEN = 3
_MOST_PARTS = 4
_LONGEST_CODE = 2
_SIZES = frozenset({"size", "active"})
_ORDINALS = {
    word: str(count)
    for count, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)
}


class Parts(NamedTuple):
    """What stands apart from a name, in the order typed. `is_sure`: it can be nothing but a version or size of the
    name, so that a record without it is not meant."""

    pieces: tuple[Piece, ...]
    is_sure: bool = False


def find_parts(pieces: Sequence[Piece], start: int, end: int, taken: Container[int], bears: Bears) -> Parts:
    """The parts that belong to the name from `start` up to `end`; other names are `taken`. Empty where there are
    none."""
    before = _read_before(pieces, start, taken, bears)
    behind = _read_behind(pieces, end, taken, bears)
    return Parts((*before.pieces, *behind.pieces), before.is_sure or behind.is_sure)


def _read_before(pieces: Sequence[Piece], start: int, taken: Container[int], bears: Bears) -> Parts:
    if not start or pieces[start].gap not in {" ", " (", ' "'}:
        return Parts(())
    place = start - 1
    is_linked = pieces[place].text in LINKS
    place -= is_linked
    while is_linked and place > 0 and pieces[place].text in _NOUNS:
        place -= 1
    if is_linked and place > 0 and pieces[place].text in _VERSION and pieces[place - 1].text in _ORDINALS:
        return Parts((_count(pieces[place - 1]),), is_sure=True)
    first = place + 1
    while first and place + 1 - first < _MOST_PARTS and _is_part(pieces, first - 1, taken, bears, is_linked):
        first -= 1
    run = tuple(pieces[first : place + 1])
    lead = pieces[first - 1].text if first else ""
    return _judge(run, lead, is_linked) if not lead or lead in _LEADS | _VERSION else Parts(())


def _is_part(pieces: Sequence[Piece], place: int, taken: Container[int], bears: Bears, is_linked: bool) -> bool:
    piece = pieces[place]
    is_apart = place in taken or piece.kind in {"extent", "packed"} or "$" in piece.gap
    if is_apart or (place + 1 < len(pieces) and pieces[place + 1].gap not in {" ", "-", ""}):
        return False
    if piece.kind != "word":
        return True
    return piece.text in TIERS | GRAND or is_code(pieces, place) or (is_linked and bears(piece.text))


def is_code(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a letter or two stand joined with a figure: 'M1', '3n', 'K2.5'."""
    if len(pieces[place].text) > _LONGEST_CODE:
        return False
    beside = [other for other in (place - 1, place + 1) if 0 <= other < len(pieces)]
    joined = (pieces[at] for at in beside if not pieces[max(at, place)].gap)
    return any(piece.kind == "figure" and piece.segment == pieces[place].segment for piece in joined)


def _judge(run: tuple[Piece, ...], lead: str, is_linked: bool) -> Parts:
    """The run as parts, if it tells enough: a bare figure only does behind 'version' or beside a word."""
    if not run or (is_linked and all(piece.text in TIERS | GRAND | PACKAGING for piece in run)):
        return Parts(())
    is_version = lead in _VERSION and run[0].kind in {"figure", "version"}
    if not is_version and all(map(_is_count, run)):
        return Parts(())
    is_sized = lead in {"the", "a"} and not is_linked and all(piece.kind == "size" for piece in run)
    return Parts(run, is_version or is_sized)


def _is_count(piece: Piece) -> bool:
    """Whether a figure may just as well count something: 'the 3 llama models'."""
    return piece.kind == "figure" and "." not in piece.text and not piece.text.startswith("0")


def _read_behind(pieces: Sequence[Piece], end: int, taken: Container[int], bears: Bears) -> Parts:
    if end >= len(pieces) or end in taken:
        return Parts(())
    if "'" in pieces[end].gap:
        return _read_owned(pieces, end, taken, bears)
    if pieces[end].gap not in {" ", ", ", " ("}:
        return Parts(())
    place = end
    while place < min(end + _MOST_BETWEEN, len(pieces)) and pieces[place].text in _BETWEEN:
        place += 1
    is_version = place > end and pieces[place - 1].text in _VERSION
    run = tuple(_read_figures(pieces, place, taken))
    is_closed = pieces[end].gap == " (" or (run and run[0].gap == " (")
    is_told = is_version or is_closed or not all(map(_is_count, run))
    is_near = pieces[end].gap != " " or place > end or is_closed
    return Parts(run, is_version) if run and is_told and is_near else Parts(())


def _read_owned(pieces: Sequence[Piece], end: int, taken: Container[int], bears: Bears) -> Parts:
    """Parts behind a name in the genitive: "MiniMax's M1", "llama's sixth version"."""
    is_ordinal = pieces[end].text in _ORDINALS and end + 1 < len(pieces) and pieces[end + 1].text in _VERSION
    if is_ordinal:
        return Parts((_count(pieces[end]),), is_sure=True)
    if pieces[end].text in _VERSION:
        return Parts(tuple(_read_figures(pieces, end + 1, taken)), is_sure=True)
    last = end
    while last < min(end + _MOST_PARTS, len(pieces)) and _is_owned(pieces, last, end, taken, bears):
        last += 1
    run = tuple(pieces[end:last])
    return Parts(()) if all(piece.text in TIERS | GRAND or _is_count(piece) for piece in run) else Parts(run)


def _is_owned(pieces: Sequence[Piece], place: int, end: int, taken: Container[int], bears: Bears) -> bool:
    piece = pieces[place]
    if place in taken or (place > end and piece.gap not in {" ", "-", ""}):
        return False
    return piece.kind in {"size", "active", "figure", "version"} or is_code(pieces, place) or bears(piece.text)


def _read_figures(pieces: Sequence[Piece], place: int, taken: Container[int]) -> Iterable[Piece]:
    """The sizes and versions from a place on, unless they begin another name: 'llama, 70b qwen'."""
    last = place
    while last < len(pieces) and last not in taken and pieces[last].kind in _SIZES | {"figure", "version"}:
        if last > place and pieces[last].gap != " ":
            break
        last += 1
    is_others = last < len(pieces) and last in taken and pieces[last].gap in {" ", ""}
    is_joined = last < len(pieces) and not pieces[last].gap
    return () if is_others or is_joined else pieces[place:last]


def _count(ordinal: Piece) -> Piece:
    return ordinal._replace(text=_ORDINALS[ordinal.text], kind="version")
