"""Reads which generation of a family is meant where words say it: 'the first Llama', 'the newest Qwen'."""

import re

from bot.records.bank import Bank
from bot.records.language import ModelMention

_OLD = r"first|1st|original|oldest|earliest"
_NEW = r"newest|latest|current|most recent"


def choose_generation(bank: Bank, mention: ModelMention, lowered: str) -> ModelMention:
    """The oldest or newest member of a family that a lower-cased line names so; else the mention as it is. A maker's
    name stands for more than one line of models, and has no first."""
    if mention.family is None or not _names_models(bank, mention):
        return mention
    pattern = rf"\b(?:(?P<old>{_OLD})|(?:{_NEW}))(?: ever)?(?: version of| of)?(?: the)? {re.escape(mention.name)}s?\b"
    found = re.search(pattern, lowered)
    if not found:
        return mention
    choose = min if found.group("old") else max
    model = choose(mention.candidates, key=lambda one: bank.model[one].released)
    return ModelMention(name=bank.model[model].name, candidates=(model,))


def _names_models(bank: Bank, mention: ModelMention) -> bool:
    return any(mention.name in bank.model[one].name.casefold() for one in mention.candidates)
