"""Reads which of several names a line takes back: 'i said deepseek, not kimi', 'that's mistral's, i meant olmo'."""

import re
from collections.abc import Sequence

from bot.records.language import ModelMention

_SAYS_AGAIN = re.compile(r"\bi (?:asked|was asking|meant|said|wanted)\b")


def leave_out_rejected(mentions: Sequence[ModelMention], lowered: str) -> tuple[ModelMention, ...]:
    """The names in a lower-cased line without those that stand right behind 'not', and without those before the words
    by which somebody says again what he meant, where others are left."""
    kept = tuple(mention for mention in mentions if not _is_rejected(mention, lowered))
    meant = tuple(mention for mention in kept if _is_said_again(mention, lowered))
    return meant or kept or tuple(mentions)


def _is_rejected(mention: ModelMention, lowered: str) -> bool:
    first = re.escape(mention.name.casefold().split()[0])
    return bool(re.search(rf"\bnot (?:about |on |for |the |that )*{first}", lowered))


def _is_said_again(mention: ModelMention, lowered: str) -> bool:
    again = _SAYS_AGAIN.search(lowered)
    return again is not None and mention.name.casefold().split()[0] in lowered[again.end() :]
