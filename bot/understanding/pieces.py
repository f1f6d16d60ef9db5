"""Cuts a line into the pieces that names are made of: words, figures, sizes and the marks of quantised files.

'Qwen/Qwen2.5-72B-Instruct-GGUF' is the owner 'Qwen' and the pieces qwen, 2.5, 72b, instruct, gguf.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["word", "figure", "version", "size", "active", "extent", "packed"]
"""`version` is a figure with a v before it; `active` a size of a part ('a22b', 'e4b'); `extent` a count of tokens,
experts or groups ('128k', '16e'); `packed` a mark of a quantised file or of a task ('q4_k_m', 'fp8', 't2v')."""


class Piece(NamedTuple):
    """One piece of a line. `gap` is what stands before it, `segment` the number of the joined run it is part of."""

    text: str
    kind: Kind
    gap: str
    segment: int


class Line(NamedTuple):
    """A line in pieces. `segments` are its joined runs as typed: the parts between spaces and slashes."""

    pieces: tuple[Piece, ...]
    segments: tuple[str, ...]


_LONGEST_PIECE = 40
"""Letters or figures beyond this are no part of a name; they are left out."""

_MOST_PIECES = 800
"""Pieces read of one line: more than any message in words has."""

_NAMES_KEPT = 4096

_DIGITS = {
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),
    **dict(zip("thirteen thirty seventy".split(), ("13", "30", "70"), strict=True)),
}
_LONE_DIGITS = {word: digit for word, digit in _DIGITS.items() if word not in {"zero", "one"} and len(digit) == 1}
_NAMED_DIGITS = {**_LONE_DIGITS, "one": "1"}
_SHORT_LINE = 4
"""Tokens up to which a lone 'three' is read as 3: 'llama three', but not 'which of the llamas two experts like'."""

_PAIR = 2
"""Tokens of a line in which 'one' is a figure too: 'grok one', but not 'is that one open'."""

_SPELT = "|".join(_DIGITS)
_SPELT_POINT = re.compile(rf"\b({_SPELT})[ -]point[ -]({_SPELT})\b")
_SPELT_SIZE = re.compile(rf"\b({_SPELT})[ -]?(?:b|billion)\b")
_UNIT = re.compile(r"(?<=\d)(?:[ -]?(?:billion|bn)| b)\b")
_DIGIT = re.compile(r"\d")
_TIMES = re.compile(r"(?<=\d)(?: ?[x×✕⨯*х] ?| by )(?=\d{1,3} ?b?\b)")
_FOUR_O = re.compile(r"\bfour[ -]oh?\b(?!['’ -]*clock)")
_SHORT = (
    (re.compile(r"\bds[ -]?(?=[vr]\d)"), "deepseek "),
    (re.compile(r"\baf[ -]?(?=[23]\b)"), "alphafold "),
    (re.compile(r"\bl(?=3\.[1-3]\b|[1-4][ -]\d+b\b|4 (?:scout|maverick)\b)"), "llama "),
)
"""A letter or two that stand for a family where its version follows: 'dsv3.2', 'ds r1', 'af2', 'l3.1'."""

_POINT = re.compile(r"(?<=\d)p(?=\d)")
_DECIMAL = re.compile(r"(?<![\d.q])(\d)[-_](\d{1,2})(?![\d.]|[a-z])")
"""'3-5' and '3_3' are 3.5 and 3.3 inside a joined name; '2-1124' is no decimal, and '3-8b' holds a size."""

_DECIMAL_SIZE = re.compile(r"(?<![\d.])(\d)_(\d)(?=[bm](?![a-z]))")
_MONTH = re.compile(r"2[3-9]\.(?:0[1-9]|1[0-2])")

_PIECE = re.compile(
    r"""
    (?P<packed>(?<![a-z0-9])(?:i?q\d\.\d+|i?q\d(?:_(?:\d|k|xl|l|m|s|xxs|xs|nl)(?![a-z0-9]))*|[fb]f\d+
        |(?:nv|mx)?fp\d+(?:e\d)?(?:m\d)?|
        u?int\d+|float\d+|nf4|aqlm|1x1[56]|2x8|w\d+a\d+
        |(?:t|i|ti|s|v|a)2(?:v|i|t|s|a)|\d(?:\.\d+)?bpw|(?:patch|vit[a-z]?)\d+(?:b\d+)?(?:plus)?|(?:[2-8]|16)[ -]?bits?
        )(?![a-z0-9]))
    |(?P<extent>\d+(?:\.\d+)?%|\d+[kegx](?![a-z0-9]))
    |(?P<active>(?<![a-z0-9])[ae]\d+(?:\.\d+)?b(?![a-z0-9]))
    |(?P<size>\d+x\d+(?:\.\d+)?b?(?![a-z0-9])|\d+(?:\.\d+)?[bmt](?:\d(?![a-z0-9]))?(?![a-z]))
    |(?P<version>(?<![a-z])v\d+(?:\.\d+){0,6}|(?<=[a-z]{4})v(?=\d)\d+(?:\.\d+){0,6})
    |(?P<figure>\d+(?:\.\d+){0,6})
    |(?P<word>[^\W\d_]{4,}?(?=v\d)|[^\W\d_]+(?:'[^\W\d_]+)?)
    |(?P<plus>\+)
    """,
    re.VERBOSE,
)
_PACKED_WORDS = frozenset({"aqlm"})
"""Marks of quantised files without a figure in them."""

_POSSESSIVE = re.compile(r"['’]s\b|(?<=\d)s\b|(?<=\d[bm])s\b")
"""'Llama's', 'GPT-2s', '70bs'."""

_HOST = re.compile(r"^(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/(?=.)|^https?://")
_DEEPER = frozenset({"tree", "blob", "resolve", "raw", "discussions", "commit", "commits", "tags"})
_EDGES = "\"'`()[]{}<>.,;:!?“”‘’"


def read_line(text: str, joined_decimals: bool = True, *, is_name: bool = False) -> Line:
    """Cut a line. With `joined_decimals` two figures joined by a dash are one ('claude-3-5' is claude 3.5). In the
    name that a line is all of, figures may be spelt out."""
    pieces: list[Piece] = []
    segments: list[str] = []
    gap = ""
    for token, typed in _split_tokens(text, is_name):
        if len(pieces) > _MOST_PIECES:
            break
        for number, (raw, shown) in enumerate(zip(_cut_path(token), _cut_path(typed), strict=True)):
            gap += "/" if number else " "
            gap = _read_segment(raw, gap, joined_decimals, len(segments), pieces)
            segments.append(shown.strip(_EDGES))
    return Line(tuple(pieces), tuple(segments))


read_name = lru_cache(_NAMES_KEPT)(read_line)
"""`read_line` for the bank's own names, which are read several times at the start."""


def _split_tokens(text: str, is_name: bool) -> Iterable[tuple[str, str]]:
    """The runs between spaces, folded and as typed; where folding joined some, both are folded."""
    folded, typed = _fold(text).split(), text.split()
    if is_name or len(folded) <= _SHORT_LINE:
        digits = _NAMED_DIGITS if is_name or len(folded) == _PAIR else _LONE_DIGITS
        folded = [*folded[:1], *(digits.get(token, token) for token in folded[1:])]
    return zip(folded, typed if len(typed) == len(folded) else folded, strict=True)


def _fold(text: str) -> str:
    """One writing for what people write in many: capitals, signs for 'times', units, figures in words."""
    folded = _FOUR_O.sub("4o", _TIMES.sub("x", text.casefold()))
    folded = _SPELT_POINT.sub(lambda match: f"{_DIGITS[match[1]]}.{_DIGITS[match[2]]}", folded)
    folded = _SPELT_SIZE.sub(lambda match: f"{_DIGITS[match[1]]}b", folded)
    if not _DIGIT.search(folded):
        return folded
    folded = _POINT.sub(".", _UNIT.sub("b", folded))
    for pattern, family in _SHORT:
        folded = pattern.sub(family, folded)
    return folded


def _cut_path(token: str) -> list[str]:
    """The parts of a path or address between slashes, without the host and what lies below a repository."""
    if "/" not in token:
        return [token]
    parts = [part for part in _HOST.sub("", token).split("/") if part]
    deeper = next((place for place, part in enumerate(parts) if place and part in _DEEPER), len(parts))
    return parts[:deeper]


def _read_segment(raw: str, gap: str, joined_decimals: bool, number: int, pieces: list[Piece]) -> str:
    """Add the pieces of one joined run; return what stands behind the last."""
    if raw.isascii() and raw.isalpha() and len(raw) <= _LONGEST_PIECE and raw not in _PACKED_WORDS:
        pieces.append(Piece(raw, "word", gap, number))
        return ""
    if joined_decimals and ("-" in raw or "_" in raw):
        raw = _DECIMAL_SIZE.sub(r"\1.\2", _DECIMAL.sub(r"\1.\2", raw))
    raw = _POSSESSIVE.sub("'", raw)
    end = 0
    for match in _PIECE.finditer(raw):
        gap += raw[end : match.start()]
        end = match.end()
        if len(pieces) > _MOST_PIECES:
            break
        if end - match.start() <= _LONGEST_PIECE:
            pieces.append(_make_piece(match, gap, number))
            gap = ""
    return gap + raw[end:]


def _make_piece(match: re.Match[str], gap: str, number: int) -> Piece:
    kind, text = match.lastgroup or "word", match.group()
    if kind == "plus":
        return Piece("plus", "word", gap, number)
    if kind == "word":
        return Piece(text, "word", gap, number)
    if kind == "size":
        return Piece(_write_size(text), "size", gap, number)
    if kind == "version":
        return Piece(_write_figure(text[1:]), "version", gap, number)
    if kind == "figure":
        return Piece(_write_figure(text), "figure", gap, number)
    if kind == "active":
        return Piece(text, "active", gap, number)
    return Piece(text, "extent" if kind == "extent" else "packed", gap, number)


def _write_size(text: str) -> str:
    """'7b1' is 7.1b, '8x22' is 8x22b."""
    if "x" in text:
        return text if text.endswith("b") else f"{text}b"
    return text if not text[-1].isdigit() else f"{text[:-2]}.{text[-1]}{text[-2]}"


def _write_figure(text: str) -> str:
    """'2.0' is 2; '24.11', a month, is 2411."""
    if _MONTH.fullmatch(text):
        return text.replace(".", "")
    return text.removesuffix(".0") if text.count(".") == 1 else text
