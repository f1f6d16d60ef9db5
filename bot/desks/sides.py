"""Who is said to be more open than whom: what a line names on each side of its comparison."""

import re

from bot.desks.lists.makers import find_developers
from bot.desks.subjects import Subjects, find_named, gather
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.understanding.reading import Reading

_OPEN = r"(?:open|free|transparent)"
_CLOSED = r"(?:closed|restrict\w+)"
_LESS_OPEN = re.compile(
    rf"\b(?:(?:less|(?:not|(?:is|are)n'?t) (?:\w+ )?as) (?:\w+ )?{_OPEN}|more {_CLOSED})\b", re.IGNORECASE
)
_THAN = re.compile(
    rf"\b(?:(?:more|less|as) (?:\w+ )?(?:{_OPEN}|{_CLOSED})|opener|freer)(?:[- ]source)?(?: \w+){{0,2}}? (?:than|as)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"\b(?:so|because|since|hence|therefore|thus|but|though|while|which means|that means)\b|[.;:!?](?=\s|$)",
    re.IGNORECASE,
)
"""Where another clause begins or ends."""


def find_sides(bank: Bank, reading: Reading, focus: Focus | None) -> tuple[Subjects, Subjects] | None:
    """The more open side and the other, as the line says it: what it names before and behind 'more open than', with
    what was spoken of last where one side has no name; without these words the two that are named. 'Llama is less open
    than Olmo' says that Olmo is the more open one, 'as open as' says so of none."""
    than, is_less = _THAN.search(reading.text), _LESS_OPEN.search(reading.text)
    if than and than.group().casefold().startswith("as ") and not is_less:
        return None
    sides = _find_beside(bank, reading, focus, than) if than else _find_pair(bank, reading, focus)
    return sides[::-1] if sides and is_less else sides


def _find_beside(
    bank: Bank, reading: Reading, focus: Focus | None, than: re.Match[str]
) -> tuple[Subjects, Subjects] | None:
    before, behind = reading.text[: than.start()], reading.text[than.end() :]
    left = _name(bank, reading, _BREAK.split(before)[-1], focus) or _name(bank, reading, before, focus)
    right = _name(bank, reading, _BREAK.split(behind)[0], focus)
    spoken = _find_spoken(bank, focus)
    first, second = left or spoken, right or spoken
    is_apart = first and second and not set(first.models) & set(second.models)
    return (first, second) if first and second and is_apart and (left or right) else None


def _find_pair(bank: Bank, reading: Reading, focus: Focus | None) -> tuple[Subjects, Subjects] | None:
    """The two that are named, one beside what was spoken of last, or the two of the last group."""
    named = find_named(bank, reading.lowered, reading.models, focus)
    held = [Subjects(models, name) for name, models in named]
    spoken = (focus.group or focus.models[1::-1]) if focus else ()
    others = [model for model in spoken[: 2 - len(held)] if not any(model in one.models for one in held)]
    pair = [*(Subjects((model,), bank.model[model].name) for model in others), *held]
    return (pair[0], pair[1]) if len(pair) == 2 and not set(pair[0].models) & set(pair[1].models) else None


def _find_spoken(bank: Bank, focus: Focus | None) -> Subjects | None:
    """What was spoken of last."""
    if not (focus and focus.models):
        return None
    before = focus.subject.statement
    if before and not before.rivals:
        return Subjects(before.subjects, before.names)
    return Subjects(focus.models[:1], bank.model[focus.models[0]].name)


def _name(bank: Bank, reading: Reading, part: str, focus: Focus | None) -> Subjects | None:
    """What a part of a line names, in its order: models and families, and makers of none of these."""
    lowered = part.casefold()
    mentions = reading.find_named(part)
    named = find_named(bank, lowered, mentions, focus)
    told = {bank.model[model].developer.split()[0] for _, held in named for model in held}
    makers = find_developers(bank, lowered) if mentions else ()
    for first in dict.fromkeys(maker.split()[0] for maker in makers if maker.split()[0] not in told):
        named.append((first, tuple(model.id for model in bank.models if model.developer.split()[0] == first)))
    named.sort(key=lambda one: lowered.find(one[0].casefold().split()[0]))
    return gather(named) if named else None
