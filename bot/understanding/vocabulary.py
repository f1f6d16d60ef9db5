"""The everyday words of this debate, gathered from the bank's own prose: none of them is a slip for a model's name."""

import re
from collections.abc import Iterable

from bot.records.bank import Bank
from bot.understanding.words import EVERYDAY, PRODUCTS

_WORD = re.compile(r"[^\W\d_]{2,}")


def gather_words(bank: Bank) -> frozenset[str]:
    """Every word of the bank's claims, definitions and passages that is written small somewhere, beside those that any
    English line has: what is only written large is a name."""
    written = {word for text in _read_prose(bank) for word in _WORD.findall(text)}
    return (EVERYDAY | {word for word in written if word == word.casefold()}) - PRODUCTS


def _read_prose(bank: Bank) -> Iterable[str]:
    for record in (*bank.claims, *bank.definitions, *bank.passages):
        yield record.model_dump_json(exclude={"id", "cites"})
