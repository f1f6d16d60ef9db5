"""Reads which generation of a family is meant where words beside its name say it: 'the first Llama', 'the newest Qwen',
'not Kimi, DeepSeek. how big is v3'."""

import re

from bot.records.bank import Bank
from bot.records.language import ModelMention

_OLD = r"(?:first|1st)(?:[ -]gen(?:eration)?)?|original|og|inaugural|debut|oldest|earliest"
_NEW = r"newest|latest|current|most recent"
_BEHIND = r"original|og|(?:first|1st)[ -]gen(?:eration)?|first (?:version|release|model|one)|gen(?:eration)? (?:1|one)"
_VERSION = re.compile(r"(?<![\w.])v(\d+(?:\.\d+)*)\b")


def choose_generation(bank: Bank, mention: ModelMention, lowered: str) -> ModelMention:
    """The oldest or newest member of a family that a lower-cased line names so; else the mention as it is. A maker's
    name stands for more than one line of models, and has no first."""
    if mention.family is None or not _names_models(bank, mention):
        return mention
    name = re.escape(mention.name)
    before = rf"\b(?<!at )(?:(?P<old>{_OLD})|(?:{_NEW}))(?: ever)?(?: version of| of)?(?: the)? {name}s?\b"
    found = re.search(before, lowered)
    is_behind = found is None and bool(re.search(rf"\b{name}(?:'s)? (?:the )?(?:{_BEHIND})\b", lowered))
    if not found and not is_behind:
        return _choose_version(bank, mention, lowered)
    choose = min if is_behind or (found and found.group("old")) else max
    model = choose(mention.candidates, key=lambda one: bank.model[one].released)
    return ModelMention(name=bank.model[model].name, candidates=(model,))


def _choose_version(bank: Bank, mention: ModelMention, lowered: str) -> ModelMention:
    """The one member whose name has the version that stands elsewhere in a line; else the mention as it is."""
    found = _VERSION.search(lowered)
    ending = re.compile(rf"\bv?{re.escape(found.group(1))}$") if found else None
    named = [one for one in mention.candidates if ending and ending.search(bank.model[one].name.casefold())]
    return ModelMention(name=bank.model[named[0]].name, candidates=tuple(named)) if len(named) == 1 else mention


def _names_models(bank: Bank, mention: ModelMention) -> bool:
    return any(mention.name in bank.model[one].name.casefold() for one in mention.candidates)
