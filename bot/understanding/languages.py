"""What a line shows of the language it is written in, for the judge to decide whether it is English.

First go the names of models and the words that every language borrows. What is left tells: its letters, small words of
one language, how much of it is English, and the guess of a library.
"""

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

from bot.understanding.guessing import Guess, guess_language
from bot.understanding.names import NameFinder
from bot.understanding.scripts import is_foreign_letter, list_script_languages
from bot.understanding.smallwords import SMALL_WORDS, find_by_small_words
from bot.understanding.text import is_latin
from bot.understanding.words import EVERYDAY

UNKNOWN = "?"
"""The language of letters that nobody here reads."""

_FEWEST_LETTERS = 2
_FEWEST_WORDS = 3
_FEWEST_BESIDE_NAME = 2
"""Words in Latin letters that a guess needs; beside a name or a figure fewer are enough. Greetings are shorter."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_WITH_FIGURES = re.compile(r"(?<![A-Za-z\d.+_/-])[A-Za-z.+_/-]*+\d[A-Za-z\d.+_/-]*")
"""Figures and what is written together with them, as in 'gpt-sw3': no word of any language."""

_BORROWED = frozenset(
    """open source opensource weight weights license licence licensed ai ia ki yz llm llms api code data dataset model
    models benchmark benchmarks training download commercial gguf gpt glm mmlu osi oss foss ok lol vs""".split()
)
_SUFFIX = re.compile(r"(?<=\w)'[^\W\d_]+")
"""What Turkish and others hang on a name: "Gemma 3'ü"."""

_GAP = "…"
"""Stands for a letter that is not Latin."""

_EDGES = "¿¡?!.,;:()«»„\"'、。！，"


class LineLanguage:
    """The words of a line that are of some language, and what they show. Frozen; the guess is made when asked for."""

    def __init__(self, line: str, words: tuple[str, ...], *, named: bool, english: frozenset[str]) -> None:
        self._line = line
        self._words = words
        self._named = named
        self._english = english

    @cached_property
    def by_letters(self) -> tuple[str, ...]:
        """The languages of the words in other letters than Latin, the commonest first, UNKNOWN if none is known; empty
        where the line has Latin words that it may be about."""
        foreign = [word for word in self._words if not is_latin(word)]
        if len("".join(foreign)) < _FEWEST_LETTERS or (len(foreign) < len(self._words) and is_latin(self._line)):
            return ()
        return list_script_languages("".join(foreign)) or (UNKNOWN,)

    @cached_property
    def by_small_words(self) -> str | None:
        """The language whose small words are all that stands beside names."""
        return find_by_small_words(frozenset(self._words), self._english) if self._named else None

    @cached_property
    def is_long_enough(self) -> bool:
        """Whether there are enough words for a guess."""
        return len(self._spelt) >= (_FEWEST_BESIDE_NAME if self._named else _FEWEST_WORDS)

    @cached_property
    def english_share(self) -> float:
        """How much of the words is English that the bank is written in, from 0 to 1."""
        return sum(word in self._english for word in self._spelt) / max(1, len(self._spelt))

    @cached_property
    def guess(self) -> Guess:
        """The likeliest language by the library: loads its model when first asked for."""
        return guess_language(self._line)

    @cached_property
    def _spelt(self) -> frozenset[str]:
        return frozenset(word for word in self._words if len(word) > 1)


class LanguageReader:
    """Reads lines for their language, given the names of a bank and the English that it is written in."""

    def __init__(self, names: NameFinder) -> None:
        self._names = names
        self._english = (names.prose - SMALL_WORDS) | EVERYDAY

    def read(self, line: str) -> LineLanguage:
        """What a normalised line shows of its language."""
        spelt, figures = _WITH_FIGURES.subn(" ", line)
        words = [word.casefold() for word in _WORD.findall(spelt)]
        shared = {word for word in set(words) if self._is_international(word)}
        own = tuple(word for word in words if word not in shared)
        return LineLanguage(line, own, named=figures > 0 or len(own) < len(words), english=self._english)

    def keep_international(self, line: str) -> str:
        """What of a line is written so in any language: names, terms of the field, figures; a comma where other words
        stood between."""
        runs = groupby(_cut(line), key=lambda token: self._is_international(token.casefold()))
        return ", ".join(" ".join(tokens) for kept, tokens in runs if kept)

    def _is_international(self, word: str) -> bool:
        known = all(part in _BORROWED or part in self._names.name_words for part in word.split("-"))
        return known or any(sign.isdigit() for sign in word)


def _cut(line: str) -> Iterable[str]:
    """The tokens of a line in Latin letters, without signs around them."""
    latin = "".join(f" {_GAP} " if is_foreign_letter(sign) else sign for sign in _SUFFIX.sub("", line))
    return filter(None, (token.strip(_EDGES) for token in latin.split()))
