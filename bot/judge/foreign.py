"""Lines that are not English: told so in their own language, with the nearest thing where names make it plain.

In doubt a line is English: who is answered in a foreign language to an English line is worse off than one whose foreign
line is read as if it were English.
"""

import re
from collections.abc import Iterable

from bot.judge.deliberation import Deliberation
from bot.judge.judgement import FOREIGN
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.replies.naming import name_family
from bot.replies.plain import compose_unreadable
from bot.replies.tongues import compose_foreign
from bot.understanding.guessing import SPOKEN
from bot.understanding.languages import UNKNOWN, LanguageReader, LineLanguage
from bot.understanding.names import NameFinder

_CONFIDENCE = 0.95
_OFFERED = 2
_NOT_OFFERED = frozenset({"models", "silence", "itself"})
"""Desks whose labels are not offered: a card is offered by the name that was typed, a family's by the family's."""

_TELLING = re.compile(r"[^\W\d]\W+[^\W\d]|\d[\d.,]+\d")
"""Two words or a figure of three signs: one term or a small number is in too many lines to tell what they are about."""


class ForeignLines:
    """Answers what cannot be judged because nobody here reads it."""

    def __init__(self, bank: Bank, names: NameFinder, deliberation: Deliberation) -> None:
        self._bank = bank
        self._reader = LanguageReader(names)
        self._names = names
        self._deliberation = deliberation

    def answer(self, line: str) -> Answer | None:
        """The answer to a normalised line without words or in another language; None where it may be English."""
        if not any(sign.isalnum() for sign in line):
            return compose_unreadable(line)
        language = decide_language(self._reader.read(line))
        if language is None:
            return None
        kept = self._reader.keep_international(line)
        mentions = self._names.find_models(kept).models
        models = tuple(dict.fromkeys(model for mention in mentions for model in mention.candidates))
        return compose_foreign(line, language, self._find_nearest(kept, mentions), _CONFIDENCE, models)

    def _find_nearest(self, kept: str, mentions: tuple[ModelMention, ...]) -> tuple[str, ...]:
        """What the judge takes what is kept of a line to mean, its names, terms and figures; and what those name."""
        if not mentions and not _TELLING.search(kept):
            return ()
        judgement, *_parts = self._deliberation.judge(kept, None)
        best = judgement.best.candidate
        named = tuple(name for mention in mentions for name in self._list_names(mention))
        if best.desk in _NOT_OFFERED or (not mentions and judgement.decision == "silence"):
            return named[:_OFFERED]
        return tuple(dict.fromkeys((best.label, *(named if len(mentions) == 1 else ()))))[:_OFFERED]

    def _list_names(self, mention: ModelMention) -> Iterable[str]:
        """The family, the model, or the models that an ambiguous name may mean, as the bank writes them."""
        if mention.family and not mention.is_ambiguous:
            return (name_family(self._bank, mention.name, mention.candidates),)
        return (self._bank.model[model].name for model in mention.candidates)


def decide_language(line: LineLanguage) -> str | None:
    """The ISO 639-1 code of the language of a line, UNKNOWN for letters that nobody here reads, None for English."""
    if line.by_letters:
        return _choose(line.by_letters, line)
    if line.by_small_words:
        return line.by_small_words
    if not line.is_long_enough or 1 - line.english_share <= FOREIGN:
        return None
    return line.guess.language if line.guess.language in SPOKEN and line.guess.probability >= FOREIGN else None


def _choose(possible: tuple[str, ...], line: LineLanguage) -> str:
    """Of the languages of a script the one that the guess is sure of, else the commonest."""
    sure = len(possible) > 1 and line.guess.language in possible and line.guess.probability >= FOREIGN
    found = line.guess.language if sure else possible[0]
    return found if found in SPOKEN else UNKNOWN
