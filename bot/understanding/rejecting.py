"""Reads which of several names a line takes back: 'i said deepseek, not kimi', 'that's mistral's, i meant olmo'."""

import re
from collections.abc import Sequence

from bot.records.language import ModelMention

_SAYS_AGAIN = re.compile(r"\b(?:i (?:asked|was asking|meant|said|wanted)|we were (?:on|at|talking about))\b")

_JOINT = re.compile(r"(?<=[a-z])(?=\d)")
_ANOTHER = re.compile(r"[,.;:]? the (?:\w+ )?(?:\d|one\b|newer|older|bigger|smaller|other)")


def leave_out_rejected(mentions: Sequence[ModelMention], lowered: str) -> tuple[ModelMention, ...]:
    """The names in a lower-cased line without those that stand right behind 'not', and without those before the words
    by which somebody says again what he meant, where others are left; of which somebody has had enough, as in "that's
    llama again" and 'forget llama', none is kept."""
    mentions = tuple(mention for mention in mentions if not _is_had_enough_of(mention, lowered))
    kept = tuple(mention for mention in mentions if not _is_rejected(mention, lowered))
    meant = tuple(mention for mention in kept if _is_said_again(mention, lowered))
    if not kept and len(mentions) == 1 and _names_another(mentions[0], lowered):
        return ()
    return meant or kept or tuple(mentions)


def _names_another(mention: ModelMention, lowered: str) -> bool:
    """Whether a line that rejects one model points at another of its kin: 'not sd 1, the 3.5', 'not the old llama, the
    new one'."""
    named = [found.end() for found in re.finditer(_spell_first_word(mention), lowered)]
    return bool(named) and bool(_ANOTHER.search(lowered[named[-1] :]))


def _is_had_enough_of(mention: ModelMention, lowered: str) -> bool:
    first = _spell_first_word(mention)
    return bool(
        re.search(
            rf"\b(?:that'?s|this is|it'?s|still|about|with) (?:just |only )?{first}\w* again\b|"
            rf"(?<!don't )(?<!dont )\b(?:forget|enough|stop)(?: (?:about|of|with|talking about))? {first}",
            lowered,
        )
    )


def _is_rejected(mention: ModelMention, lowered: str) -> bool:
    first = _spell_first_word(mention)
    return bool(
        re.search(
            rf"\bnot (?:about |on |for |the |that )*{first}|\b{first}\w{{0,20}}\?{{1,4}} (?:no,? )?i mean\b", lowered
        )
    )


def _is_said_again(mention: ModelMention, lowered: str) -> bool:
    again = _SAYS_AGAIN.search(lowered)
    return again is not None and bool(re.search(_spell_first_word(mention), lowered[again.end() :]))


def _spell_first_word(mention: ModelMention) -> str:
    """A pattern of the first word of a name, its figure joined or not: 'sd1', 'sd 1'."""
    return _JOINT.sub("[ -]?", re.escape(mention.name.casefold().split()[0]))
