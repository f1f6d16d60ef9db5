"""Grounds: whether a sentence holds for one model, by one of its components or its licence, and on whose word."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from bot.records.bank import Bank
from bot.records.base import Cite, Slug
from bot.records.models import Component, ComponentName, License, ModelRecord, Release
from bot.replies.wording import COMPONENT_WORDS, close_sentence

Truth = Literal["yes", "partly", "no", "unknown", "disputed"]

OPEN_KINDS = frozenset({"permissive", "copyleft"})
"""Kinds of licence that bind neither use nor users."""

_TRUTHS: dict[Release, Truth] = {"yes": "yes", "partial": "partly", "no": "no", "unknown": "unknown"}
_WORST_FIRST: tuple[Release, ...] = ("no", "unknown", "partial", "yes")
_STATES: dict[Release, str] = {
    "yes": "public",
    "partial": "public in part",
    "no": "not public",
    "unknown": "not known to be public",
}
_BARE = frozenset(
    "a and are been code has have in intermediate is no none not of part partial pipeline public published released "
    "some the training unknown was were yes".split()
)
"""Words of notes that, with the component's own, repeat the cell's value and no more."""


class Ground(NamedTuple):
    """Whether a sentence holds for one model, the reason in a sentence of its own, and on whose word.

    The first of `cites` holds every figure of the reason.
    """

    model: Slug
    truth: Truth
    reason: str
    cites: tuple[Cite, ...]
    as_of: str


def judge_component(model: ModelRecord, name: ComponentName) -> Ground:
    """A component as its cell has it."""
    part = model.components[name]
    return Ground(model.id, _TRUTHS[part.value], _say_part(name, part), part.cites[:1], part.as_of)


def judge_weakest(model: ModelRecord, names: Sequence[ComponentName]) -> Ground:
    """Of components that must all be public: one that is not settles it, else one that nobody knows, else one that is
    public in part."""
    return judge_component(model, min(names, key=lambda name: _WORST_FIRST.index(model.components[name].value)))


def blame_license(bank: Bank, model: ModelRecord, truth: Truth) -> Ground:
    """The licence and its approval by OSI as the ground."""
    return _blame(bank, model, truth, _say_license(bank.license[model.license.id]))


def blame_approval(bank: Bank, model: ModelRecord, truth: Truth) -> Ground:
    """Its approval by OSI as the ground, for sentences that name the licence."""
    return _blame(bank, model, truth, _say_approval(bank.license[model.license.id]))


def blame_terms(bank: Bank, model: ModelRecord, truth: Truth, reason: str = "") -> Ground:
    """What the licence asks as the ground."""
    return _blame(bank, model, truth, reason or _say_terms(bank.license[model.license.id]))


def _blame(bank: Bank, model: ModelRecord, truth: Truth, reason: str) -> Ground:
    """On the word of whoever read the licence, then of whoever says that the model carries it."""
    record, carried = bank.license[model.license.id], model.license
    if record.id == "unknown":
        return Ground(model.id, "unknown", "The bank does not know the licence.", carried.cites[:1], carried.as_of)
    cites = tuple(dict.fromkeys((*record.cites[:1], *carried.cites[:1])))
    return Ground(model.id, truth, reason, cites, carried.as_of)


def say_state(name: ComponentName, part: Component) -> str:
    """Whether a component is public, in a sentence: 'Training code is not public.'"""
    verb = "are" if name in {"weights", "checkpoints"} else "is"
    word = COMPONENT_WORDS[name]
    return f"{word[0].upper()}{word[1:]} {verb} {_STATES[part.value]}."


def _say_part(name: ComponentName, part: Component) -> str:
    """That sentence with what the note adds to it, said once."""
    state = say_state(name, part)
    said = set(re.findall(r"\w+", part.note.casefold()))
    if said <= _BARE | set(COMPONENT_WORDS[name].split()):
        return state
    going_on = part.note[len(_STATES[part.value]) :]
    if part.note.casefold().startswith(_STATES[part.value]) and going_on[:1] in {",", ";"}:
        return close_sentence(state.removesuffix(".") + going_on)
    return f"{state} {close_sentence(part.note)}"


def _say_license(record: License) -> str:
    approved: dict[bool | None, str] = {
        True: "which OSI approves",
        False: "which OSI has not approved",
        None: "whose approval by OSI is not known",
    }
    return f"The licence is {record.name}, {approved[record.osi_approved]}."


def _say_approval(record: License) -> str:
    told: dict[bool | None, str] = {
        True: "OSI approves that licence.",
        False: "OSI has not approved that licence.",
        None: "Whether OSI approves that licence is not known.",
    }
    return told[record.osi_approved]


def _say_terms(record: License) -> str:
    limits = f": {'; '.join(record.restrictions[:2])}" if record.restrictions else ", without conditions on who or what"
    return close_sentence(f"The licence is {record.name}{limits}")
