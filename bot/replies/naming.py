"""Names as the bank writes them, for a reply that repeats what somebody typed: of families, makers, what was judged."""

import re
from collections.abc import Iterable, Sequence

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Slug

_LONG = 24
"""Characters of a name that find room in a line beside others."""

_ADDITION = re.compile(r" \([^()]*\)$")

_PRODUCTS = {"chatgpt": "ChatGPT"}
"""Names that people type for a family and that no record carries."""


def name_family(bank: Bank, typed: str, members: Sequence[Slug]) -> str:
    """A family's name with the capitals of its members' or makers' names: 'deepseek' is DeepSeek, 'openai' OpenAI.

    `typed` is the name in any case; words that no member and no maker has stay as they are.
    """
    models = [bank.model[member] for member in members]
    written = [*(model.name for model in models), *(model.developer for model in models)]
    whole = _PRODUCTS.get(typed.casefold()) or _find_spelling(typed, written)
    whole = whole or _find_spelling(typed.replace("-", " "), written)
    if whole:
        return whole
    words = [_find_spelling(word, (*written, *bank.developers)) or word for word in typed.split()]
    told = " ".join(words)
    return told[:1].upper() + told[1:]


def shorten_name(name: str) -> str:
    """A long name of a model without what stands in brackets behind it, for a line that says more than the name."""
    return name if len(name) <= _LONG else _ADDITION.sub("", name)


def name_statement(bank: Bank, answer: Answer) -> str:
    """The sentence that an answer judges: its own, that of its claim, else its headline."""
    if answer.statement:
        return answer.statement
    return bank.claim[answer.claim].statement if answer.claim else answer.headline


def _find_spelling(word: str, names: Iterable[str]) -> str | None:
    """How the first name that holds a word spells it; a figure may follow, as in SmolLM3."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?![^\W\d])", re.IGNORECASE)
    return next((found.group() for name in names if (found := pattern.search(name))), None)
