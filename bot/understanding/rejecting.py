"""Reads which of several names a line takes back: 'i said deepseek, not kimi'."""

import re
from collections.abc import Sequence

from bot.records.language import ModelMention


def leave_out_rejected(mentions: Sequence[ModelMention], lowered: str) -> tuple[ModelMention, ...]:
    """The names in a lower-cased line without those that stand right behind 'not', where others are left."""
    kept = tuple(mention for mention in mentions if not _is_rejected(mention, lowered))
    return kept or tuple(mentions)


def _is_rejected(mention: ModelMention, lowered: str) -> bool:
    first = re.escape(mention.name.casefold().split()[0])
    return bool(re.search(rf"\bnot (?:about |on |for |the |that )*{first}", lowered))
