"""Names that are everyday words, and joined runs that only look like names."""

import re
from collections.abc import Sequence

from bot.understanding.grouping import Group
from bot.understanding.matching import Match
from bot.understanding.pieces import Line, Piece
from bot.understanding.words import (
    AFTER_NAMES,
    BEING,
    COMPOUND,
    COUNTED,
    DERIVED,
    NEVER_ALONE,
    PACKAGING,
    PRODUCTS,
    SHY,
)

_KINDS = frozenset("model models family llm llms weights licence license checkpoint checkpoints".split())
_STATES = frozenset("open closed free fully really actually proprietary licensed apache mit even truly".split())
_TALK = frozenset(
    """weights licence license licensed trained commercially apache parameters download downloaded checkpoints open
    closed""".split()
)
_RARE = frozenset("maverick argon sora aya janus moonlight wan flux haiku sonnet opus".split())
"""Shy words that hardly stand in a line on licences and weights but as names."""

_LISTING = frozenset("vs versus and or nor".split())
_PLAIN_ENOUGH = 2
_SURE_KINDS = frozenset({"size", "active", "packed"})


def is_shy(run: Sequence[Piece], match: Match, own: int, behind: str) -> bool:
    """Whether a match is an everyday word without a version, size or variant that would make it a name.

    `own` counts the pieces of the run that speak for the record, `behind` is the word that follows it. A plain figure
    behind 'step' or 'seed' only counts something."""
    first = run[match.start]
    if first.text not in SHY:
        return False
    followers = [run[at] for at in match.used[1:]]
    is_ended = not behind or behind in AFTER_NAMES
    if any(piece.kind == "word" and (is_ended or not _is_article(piece)) for piece in followers):
        return False
    if own > len(match.used):
        return False
    return not any(_speaks(first, piece) for piece in followers)


def _is_article(piece: Piece) -> bool:
    return piece.text == "a" and piece.gap == " "


def _speaks(first: Piece, piece: Piece) -> bool:
    if piece.kind == "word":
        return False
    return first.text not in COUNTED or piece.gap != " " or "." in piece.text or piece.kind != "figure"


def names_maker(pieces: Sequence[Piece], group: Group, makers: frozenset[str]) -> bool:
    """Whether a line names the maker too: 'Suno's Bark', 'the weights of Nova by Amazon'."""
    beside = (*pieces[: group.start], *pieces[group.end :])
    return any(piece.text in makers and piece.text not in PACKAGING for piece in beside)


def is_talked_of(pieces: Sequence[Piece], group: Group) -> bool:
    """Whether a line on licences and weights holds a rare name: 'can i use nemo commercially'."""
    return pieces[group.start].text in _RARE and any(piece.text in _TALK for piece in pieces)


def is_sized(pieces: Sequence[Piece], group: Group) -> bool:
    """Whether a size or a version with a point stands right before a name: 'the 8b aya', 'the 3.7 sonnet'."""
    if not group.start or pieces[group.start].gap != " ":
        return False
    before = pieces[group.start - 1]
    return before.kind == "size" or (before.kind == "figure" and "." in before.text)


def is_spoken_of(pieces: Sequence[Piece], group: Group, found: dict[int, list[Match]]) -> bool:
    """Whether a sentence speaks of a shy name as of a model: 'muse models', 'is nova open?', 'opt, llama 1'."""
    before = pieces[group.start - 1].text if group.start else ""
    behind = pieces[group.end].text if group.end < len(pieces) else ""
    if pieces[group.start].text not in NEVER_ALONE and _is_subject(pieces, group, before, behind):
        return True
    return _is_listed(pieces, group, found, before, behind)


def _is_subject(pieces: Sequence[Piece], group: Group, before: str, behind: str) -> bool:
    """'opt is not open', 'muse models', 'is nova open'."""
    if behind in BEING and not group.start and pieces[0].text not in COUNTED:
        return True
    return behind in _KINDS or (before in BEING and (not behind or behind in _STATES))


def _is_listed(pieces: Sequence[Piece], group: Group, found: dict[int, list[Match]], before: str, behind: str) -> bool:
    """Whether another name stands beside a name: 'opt, llama 1', 'command vs jamba'."""
    at_end = group.end + (behind in _LISTING)
    is_listed = behind in _LISTING or (behind != "" and "," in pieces[group.end].gap)
    at_start = group.start - 1 - (before in _LISTING)
    is_last = before in _LISTING or (group.start > 0 and "," in pieces[group.start].gap)
    ends = {match.end - 1 for matches in found.values() for match in matches[:1]}
    return (is_listed and at_end in found) or (is_last and at_start in ends)


def asks_of(pieces: Sequence[Piece], group: Group) -> bool:
    """Whether a line asks how open a name with one more word behind it is."""
    if not group.start or len(pieces) < group.end + 2 or pieces[group.start - 1].text not in BEING:
        return False
    word, state = pieces[group.end], pieces[group.end + 1]
    return word.kind == "word" and word.gap == " " and state.text in _STATES


def has_capitals(line: Line, piece: Piece) -> bool:
    """Whether a name is written in capitals in a line that is not: 'SAM', 'CLIP', 'FLUX'."""
    word = re.split(r"[-.'’]", line.segments[piece.segment])[0]
    is_shouted = sum(segment.isupper() for segment in line.segments) > len(line.segments) / 2
    return len(word) > 1 and word.isupper() and not is_shouted


def is_no_name(pieces: Sequence[Piece], group: Group, is_alone: bool) -> bool:
    """Whether a run that no record explains is no model's name either: 'llama.cpp', 'command-line', 'step-by-step'."""
    run = pieces[group.start : group.end]
    if not is_alone and any(piece.gap == "." and piece.kind == "word" for piece in run):
        return True
    shy = all(pieces[match.start].text in SHY for match in group.matches)
    return shy and not any(piece.kind in _SURE_KINDS for piece in run)


def find_plain(run: Sequence[Piece], taken: frozenset[int], everyday: frozenset[str], is_alone: bool) -> frozenset[int]:
    """The places of words that people join to a name in a sentence: 'Llama-based', 'GPT-4-level', 'Mistral-hosted'.

    None where a size or a version stands besides, as in the names of files and repositories. Where the run is the
    whole line, one such word may be a name; several are a phrase, unless all are joined ('LLaVA-NeXT-Video')."""
    beside = [place for place in range(len(run)) if place not in taken]
    if any(run[place].kind != "word" for place in beside):
        return frozenset()
    is_joined = all(piece.gap not in {" ", ""} for piece in run[1:])
    plain = frozenset(at for at in beside if run[at].gap not in {"", "."} and _is_plain(run[at].text, everyday))
    return frozenset() if is_alone and (is_joined or len(plain) < _PLAIN_ENOUGH) else plain


def _is_plain(word: str, everyday: frozenset[str]) -> bool:
    if word in DERIVED or word in PRODUCTS:
        return False
    return word in COMPOUND or word in everyday or word.endswith(("ed", "ing"))
