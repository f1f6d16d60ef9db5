"""What is told of one part of a model: a cell of its card as a sentence with its sources."""

from collections.abc import Callable

from bot.records.bank import Bank
from bot.records.models import COMPONENTS, ComponentName, ModelRecord
from bot.records.questions import Asked
from bot.replies.draft import Draft
from bot.replies.wording import APPROVAL_WORDS, COMPONENT_WORDS, close_sentence, say_date

_LIMITS_TOLD = 4
"""Restrictions of a licence that are told of a model; the card and the licence's own reply have all."""

_PLAIN_PARTS: dict[str, Callable[[ModelRecord], str]] = {
    "parameters": lambda model: f"{model.name} has {say_size(model)}.",
    "released": lambda model: f"{model.name} came out in {say_date(model.released)}.",
    "developer": lambda model: f"{model.name} is made by {model.developer} ({model.country}).",
    "country": lambda model: f"{model.name} comes from {model.country}: {model.developer} makes it.",
}


def say_part(bank: Bank, model: ModelRecord, asked: Asked) -> str:
    """One part of a model as a sentence."""
    if asked == "license":
        return f"{model.name}, licence: {describe_license(bank, model, _LIMITS_TOLD)}"
    if asked in _PLAIN_PARTS:
        return _PLAIN_PARTS[asked](model)
    component = _name_component(asked)
    part = model.components[component]
    return f"{model.name}, {COMPONENT_WORDS[component]}: {part.value}. {close_sentence(part.note)}"


def write_cell(bank: Bank, model: ModelRecord, asked: Asked) -> str:
    """One part of a model as few words as it goes."""
    cells: dict[str, str] = {
        "license": bank.license[model.license.id].name,
        "released": say_date(model.released),
        "parameters": "size undisclosed" if model.parameters == "undisclosed" else model.parameters,
        "developer": model.developer,
        "country": model.country,
    }
    return cells.get(asked) or f"{asked.replace('_', ' ')}: {model.components[_name_component(asked)].value}"


def mark_part(draft: Draft, bank: Bank, model: ModelRecord, asked: Asked) -> str:
    """The same with its sources and, for a component, its date."""
    told = say_part(bank, model, asked)
    if asked == "license":
        return draft.mark(told, model.license.cites, model.license.as_of)
    part = model.components[_name_component(asked)]
    mark = draft.mark if asked in _PLAIN_PARTS else draft.mark_dated
    return mark(told, part.cites, part.as_of)


def _name_component(asked: Asked) -> ComponentName:
    """The component of that name; of what is none the weights."""
    return next((name for name in COMPONENTS if name == asked), "weights")


def say_size(model: ModelRecord) -> str:
    """The number of parameters as people say it."""
    return "an undisclosed size" if model.parameters == "undisclosed" else f"{model.parameters} parameters"


def describe_license(bank: Bank, model: ModelRecord, most: int | None = None) -> str:
    """A model's licence by name and kind, what OSI says of it, and what it restricts, or the first `most` of that."""
    record = bank.license[model.license.id]
    told = record.restrictions
    is_long = most is not None and len(told) > most + 1
    listed = f"{', '.join(told[:most])} and {len(told) - (most or 0)} more" if is_long else ", ".join(told)
    limits = f"; restrictions: {listed}" if told else ""
    return f"{record.name} ({record.kind.replace('-', ' ')}), {APPROVAL_WORDS[record.osi_approved]}{limits}."
