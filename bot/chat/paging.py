"""The pages of a long answer: each has the sources that its own text points at. Pure: no client, no network."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.replies.numbering import MARK

FIELD_LIMIT = 1024
FIELDS_LIMIT = 25
MESSAGE_LIMIT = 6000
"""Discord developer documentation, 'Embed Limits': characters of a field, fields, characters of a message."""

_ROOM = MESSAGE_LIMIT - 400
"""Characters used of a message: the rest is for the title."""


class Block(NamedTuple):
    """A piece of text of at most FIELD_LIMIT characters under a label, which may be empty."""

    label: str
    text: str


def lay_out(blocks: Iterable[Block], sources: Mapping[int, str]) -> list[list[Block]]:
    """The blocks on as few pages as they need, each followed by the sources that it points at. `sources` are their
    lines by number; one that two pages point at stands on both."""
    pages: list[list[Block]] = []
    held: list[Block] = []
    for block in (piece for whole in blocks for piece in _divide(whole, sources)):
        if held and not _fit(_add_sources([*held, block], sources)):
            pages += _close(held, sources)
            held = []
        held.append(block)
    return [*pages, *_close(held, sources)]


def _divide(block: Block, sources: Mapping[int, str]) -> Iterator[Block]:
    """A block in pieces of which each fits beside its sources."""
    fits = _fit(_add_sources([block], sources))
    pieces = [] if fits else split_text(block.text, len(block.text) // 2 + 1)
    if len(pieces) < 2:
        yield block
        return
    for place, piece in enumerate(pieces):
        yield from _divide(Block("" if place else block.label, piece), sources)


def _close(held: list[Block], sources: Mapping[int, str]) -> Iterator[list[Block]]:
    """One page, more where one line of it points at more sources than fit beside it."""
    page: list[Block] = []
    for block in _add_sources(held, sources):
        if page and not _fit([*page, block]):
            yield page
            page = []
        page.append(block)
    yield page


def _fit(page: Sequence[Block]) -> bool:
    return len(page) <= FIELDS_LIMIT and sum(len(block.label) + len(block.text) for block in page) <= _ROOM


def _add_sources(held: list[Block], sources: Mapping[int, str]) -> list[Block]:
    named = {int(number) for block in held for number in MARK.findall(block.text)}
    lines = "\n".join(line for number, line in sources.items() if number in named)
    pieces = enumerate(split_text(lines, FIELD_LIMIT))
    return [*held, *(Block("Sources, continued" if place else "Sources", piece) for place, piece in pieces)]


def split_text(text: str, limit: int) -> list[str]:
    """Pieces of at most `limit` characters, cut at lines, else at sentences, else at spaces; nothing is lost."""
    pieces = []
    rest = text.strip()
    while len(rest) > limit:
        cut = _find_cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest else pieces


def _find_cut(text: str, limit: int) -> int:
    """Where to cut: behind the last line break, sentence or word that fits, but not in the first third."""
    for mark in ("\n", ". ", " "):
        cut = text.rfind(mark, limit // 3, limit - 1)
        if cut > 0:
            return cut + 1
    return limit - 1 if text[limit - 1] == "\\" else limit
