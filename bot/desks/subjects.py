"""Whom a sentence about models is about: models named, families, makers, or what was spoken of last."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.desks.carrying import find_pointed, settle
from bot.desks.lists.makers import find_developers, find_named_makers
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import ModelMention
from bot.replies.naming import name_family
from bot.replies.wording import join_words
from bot.understanding.reading import Reading

_TOGETHER = 4
_TOGETHER_WORDS = re.compile(r"\b(both|they|them|their|those|these|all|each|either|neither|any|none|which)\b")
"""Words by which the models of the last comparison are spoken of together."""


class Subjects(NamedTuple):
    """The models that a line is about and how it calls them; `filled` where they come from the focus, `foreign` where
    it points at another one."""

    models: tuple[str, ...]
    names: str
    filled: int = 0
    foreign: int = 0


def find_subjects(bank: Bank, reading: Reading, focus: Focus | None) -> Iterator[Subjects]:
    """What the line names: models, families for all their members, makers for all their models, and the first of them
    alone, for the others may only be set against it; else what it points at, and what was spoken of last."""
    named = find_named(bank, reading.lowered, reading.models, focus)
    if named:
        yield from dict.fromkeys((gather(named), gather(named[:1])))
    elif focus and focus.models and not reading.unknown_models:
        yield from _find_spoken(bank, reading, focus)


def gather(named: Sequence[tuple[str, tuple[str, ...]]]) -> Subjects:
    """All models of some names together."""
    return Subjects(tuple(dict.fromkeys(model for _, held in named for model in held)), " and ".join(dict(named)))


def _find_spoken(bank: Bank, reading: Reading, focus: Focus) -> Iterator[Subjects]:
    """What a line without a name points at, what was spoken of last, the models of the last comparison together."""
    pointed = find_pointed(bank, reading.lowered, focus)[:1]
    yield from (Subjects((model,), bank.model[model].name, filled=1) for model in pointed)
    before = focus.subject.statement
    models = before.subjects if before else focus.models[:1]
    if models != pointed:
        named = before.names if before and not before.rivals else None
        names = named or join_words([bank.model[model].name for model in models])
        yield Subjects(models, names, filled=1, foreign=len(pointed))
    group = focus.group
    if 1 < len(group) <= _TOGETHER and group != models and _TOGETHER_WORDS.search(reading.lowered):
        yield Subjects(group, join_words([bank.model[model].name for model in group]), filled=1)


def leave_makers(bank: Bank, reading: Reading, focus: Focus | None) -> tuple[tuple[str, ...], str] | None:
    """The models of a line without the makers that it names, where both are named."""
    return _leave_out(bank, reading, focus, lambda mention: bool(mention.family and find_named_makers(bank, mention)))


def leave_licenses(bank: Bank, reading: Reading, focus: Focus | None) -> tuple[tuple[str, ...], str] | None:
    """The models of a line without those by whose name it calls a licence, where others are named: 'R1 has the Llama
    licence' says nothing of Llama."""
    return _leave_out(bank, reading, focus, lambda mention: _names_license(mention.name.casefold(), reading.lowered))


def _names_license(name: str, lowered: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}(?:'s)?(?: (?:own|model|community))*[ -](?:licen[cs]|terms)", lowered))


def _leave_out(
    bank: Bank, reading: Reading, focus: Focus | None, is_other: Callable[[ModelMention], bool]
) -> tuple[tuple[str, ...], str] | None:
    """The models of a line and their names without the mentions of a kind; None where all or none are of it."""
    mentions = [settle(bank, named, focus) for named in reading.models]
    kept = [mention for mention in mentions if not is_other(mention)]
    if not kept or len(kept) == len(mentions):
        return None
    named = [_name(bank, mention) for mention in kept]
    return tuple(model for _name, held in named for model in held), join_words([name for name, _held in named])


def find_named(
    bank: Bank, lowered: str, mentions: Sequence[ModelMention], focus: Focus | None
) -> list[tuple[str, tuple[str, ...]]]:
    """The names in a lower-cased text, each with the models that it stands for; makers where it names no model."""
    said = find_developers(bank, lowered)
    if not mentions:
        return [(one, tuple(m.id for m in bank.models if m.developer == one)) for one in said]
    settled = [_narrow(bank, settle(bank, named, focus), frozenset(said)) for named in mentions]
    return [_name(bank, mention) for mention in _drop_makers(bank, settled)]


def _narrow(bank: Bank, mention: ModelMention, makers: frozenset[str]) -> ModelMention:
    """A family as its one member by a maker that the line names: "AMD's little OLMo"."""
    own = tuple(model for model in mention.candidates if bank.model[model].developer in makers)
    is_one_of_others = mention.family is not None and len(own) == 1 and len(mention.candidates) > 1
    return ModelMention(name=bank.model[own[0]].name, candidates=own) if is_one_of_others else mention


def _name(bank: Bank, mention: ModelMention) -> tuple[str, tuple[str, ...]]:
    """A name as the bank writes it, with the models that it stands for."""
    if mention.family:
        return name_family(bank, mention.name, mention.candidates), mention.candidates
    return bank.model[mention.model].name, (mention.model,)


def _drop_makers(bank: Bank, mentions: Sequence[ModelMention]) -> list[ModelMention]:
    """Names without those of families and makers of which another name gives a member: "OpenAI's Whisper"."""
    models = {mention.model for mention in mentions if not mention.family}
    makers = {bank.model[model].developer for model in models}
    return [
        mention
        for mention in mentions
        if not (mention.family and (models & set(mention.candidates) or makers & set(find_named_makers(bank, mention))))
    ]
