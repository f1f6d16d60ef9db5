"""Words that may name a model which no record has: by the shape of the word, or because nothing here is written with
it. Only proposed: whether a line asks for such a model is for the judge to say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.records.bank import Bank
from bot.understanding.names import NameFinder
from bot.understanding.words import EVERYDAY

SHAPED, _RARE, _BARE = 0.7, 0.4, 0.2
"""How plainly words look like a name: a hub's or a tool's spelling; words of no text here; nothing but the line."""

_MOST = 2
_LONGEST = 4
_FEWEST_LETTERS = 3
_BARE_WORDS = 3

_WORD = re.compile(r"[^\s,;!?()\"<>]+")
_EDGES = ".:'`*_~-/"
_PLAIN = re.compile(r"[\w.-]+")
_TAG = re.compile(r"\d[\w.-]*|latest", re.IGNORECASE)
_OF_PATHS = re.compile(r"[A-Z\d_-]")
_COUNT = re.compile(r"\d+(?:st|nd|rd|th|s|k|m|b|t|gb|tb|h|x|%)?", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_INNER = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|^[A-Z]{4,}$|^[A-Z]{2,}-\w")
_VERSION = re.compile(r"^v?\d+(?:\.\d+)*[bmt]?$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


class Unheard(NamedTuple):
    """A name as typed, and from 0 to 1 how plainly it looks like one."""

    name: str
    shape: float


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    shape: float


class UnheardNames:
    """Knows every word that the bank is written with, and finds others."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        named = (
            *(name for record in bank.licenses for name in record.names),
            *(name for record in bank.definitions for name in (record.term, *record.aliases)),
        )
        written = {word.casefold() for name in named for word in _LETTERS.findall(name)}
        self._known = names.prose | names.name_words | written

    def find(self, text: str) -> tuple[Unheard, ...]:
        """The likeliest ones of a line, the plainest first, the whole of a short line where nothing else is."""
        words = [self._weigh(match) for match in _WORD.finditer(text)]
        found = dict.fromkeys(Unheard(_cut(text, run), max(word.shape for word in run)) for run in _join(words))
        told = [one for one in found if one.shape >= SHAPED] if text.isupper() else found
        plain = sorted(told, key=lambda one: -one.shape)[:_MOST]
        return tuple(plain) or tuple(self._take_whole(text, words))

    def _weigh(self, match: re.Match[str]) -> _Word:
        raw = match.group()
        text = raw.strip(_EDGES).removesuffix("'s")
        start = match.start() + len(raw) - len(raw.lstrip(_EDGES))
        return _Word(text, start, start + len(text), self._shape(text))

    def _shape(self, word: str) -> float:
        parts = _list_parts(word)
        if _is_tagged(word) or _is_path(word):
            return SHAPED
        if all(part in self._known or len(part) < _FEWEST_LETTERS for part in parts):
            return _RARE if _is_figured(word) else 0.0
        is_shaped = _is_figured(word) or _INNER.search(word) or "-" in word
        return SHAPED if is_shaped else _RARE

    def _take_whole(self, text: str, words: Sequence[_Word]) -> Iterator[Unheard]:
        """A line of a few plain words that names something: 'stable cascade pls'."""
        telling = [place for place, word in enumerate(words) if not EVERYDAY.issuperset(_list_parts(word.text))]
        if 0 < len(telling) <= _BARE_WORDS and telling[-1] - telling[0] < len(telling):
            yield Unheard(_cut(text, words[telling[0] : telling[-1] + 1]), _BARE)


def _join(words: Sequence[_Word]) -> Iterator[tuple[_Word, ...]]:
    """Neighbours that may be one name, a size or a version behind them among these."""
    run: list[_Word] = []
    for before, word in pairwise((_Word("", 0, 0, 0.0), *words)):
        is_near = bool(run) and word.start - before.end == 1 and len(run) < _LONGEST
        if not (is_near and (word.shape or _VERSION.search(word.text))):
            yield from _keep(run)
            run = []
        if word.shape or run:
            run.append(word)
    yield from _keep(run)


def _is_tagged(word: str) -> bool:
    """'zenith-mini:3b'."""
    name, _, tag = word.partition(":")
    return bool(_PLAIN.fullmatch(name) and _LETTERS.search(name) and _TAG.fullmatch(tag))


def _is_path(word: str) -> bool:
    """'owner/Name-7B', and no 'and/or'."""
    owner, _, name = word.partition("/")
    return bool(_PLAIN.fullmatch(owner) and _PLAIN.fullmatch(name) and _OF_PATHS.search(name))


def _is_figured(word: str) -> bool:
    """'wav2vec2', and no '3rd'."""
    told = _PLAIN.fullmatch(word) and _LETTERS.search(word) and _DIGIT.search(word)
    return bool(told) and not _COUNT.fullmatch(word)


def _list_parts(word: str) -> list[str]:
    return [part.casefold() for part in _LETTERS.findall(word)]


def _keep(run: Sequence[_Word]) -> Iterable[tuple[_Word, ...]]:
    return (tuple(run),) if run else ()


def _cut(text: str, run: Sequence[_Word]) -> str:
    return text[run[0].start : run[-1].end]
