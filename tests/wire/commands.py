"""Judges the command list by the limits that Discord writes down in 'Application Commands'."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.wire.payloads import Payload

_LIMITS = {1: 100, 2: 15, 3: 15}
"""Slash commands, commands on users, commands on messages."""

_CHARACTERS = 8000
"""Of the names, descriptions and values of one command together."""

_OPTIONS, _DESCRIPTION, _CHOICES, _CHOICE = 25, 100, 25, 100
_NAME = re.compile(r"[-_'\w]{1,32}")
_CHAT_INPUT, _SUBCOMMAND, _GROUP = 1, 1, 2


def judge_commands(route: str, body: Any) -> list[str]:
    """What Discord would refuse in a command list, a sentence each."""
    if not (route.startswith("PUT ") and route.endswith("/commands")):
        return []
    return list(_judge(body))


def _judge(commands: list[Payload]) -> Iterator[str]:
    kinds = Counter(command.get("type", _CHAT_INPUT) for command in commands)
    for kind, number in kinds.items():
        if number > _LIMITS[kind]:
            yield f"{number} commands of type {kind}, of {_LIMITS[kind]}"
    for name, times in Counter((command.get("type", 1), command["name"]) for command in commands).items():
        if times > 1:
            yield f"the command {name[1]!r} stands {times} times"
    for command in commands:
        yield from _judge_command(command)


def _judge_command(command: Payload) -> Iterator[str]:
    name = command["name"]
    if command.get("type", _CHAT_INPUT) != _CHAT_INPUT:
        if command.get("description"):
            yield f"the menu command {name!r} has a description"
        if not 1 <= len(name) <= 32:
            yield f"the menu command {name!r} has a name of {len(name)} characters"
        return
    yield from _judge_part(command)
    if _measure(command) > _CHARACTERS:
        yield f"the command {name!r} has {_measure(command)} characters of {_CHARACTERS}"


def _judge_part(part: Payload) -> Iterator[str]:
    """A command, a subcommand or an option."""
    name, options = part["name"], part.get("options") or []
    if not _NAME.fullmatch(name) or name != name.lower():
        yield f"the name {name!r} is not of 1 to 32 small letters, digits, '-' and '_'"
    if not 1 <= len(part.get("description") or "") <= _DESCRIPTION:
        yield f"the description of {name!r} has not 1 to {_DESCRIPTION} characters"
    if len(options) > _OPTIONS:
        yield f"{name!r} has {len(options)} options of {_OPTIONS}"
    if len({option["name"] for option in options}) < len(options):
        yield f"two options of {name!r} have the same name"
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        yield f"an option of {name!r} that is needed stands behind one that is not"
    nested = [option["type"] in {_SUBCOMMAND, _GROUP} for option in options]
    if any(nested) and not all(nested):
        yield f"{name!r} mixes subcommands and options"
    yield from _judge_choices(part)
    for option in options:
        yield from _judge_part(option)


def _judge_choices(option: Payload) -> Iterator[str]:
    choices = option.get("choices") or []
    if len(choices) > _CHOICES:
        yield f"{option['name']!r} has {len(choices)} choices of {_CHOICES}"
    if choices and option.get("autocomplete"):
        yield f"{option['name']!r} has choices and completes as well"
    for choice in choices:
        if not 1 <= len(choice["name"]) <= _CHOICE or len(str(choice["value"])) > _CHOICE:
            yield f"a choice of {option['name']!r} has not 1 to {_CHOICE} characters"


def _measure(part: Payload) -> int:
    """The characters of names, descriptions and values, in every option; localisations count by the longest."""
    own = sum(_longest(part, key) for key in ("name", "description"))
    choices = sum(len(choice["name"]) + len(str(choice["value"])) for choice in part.get("choices") or [])
    return own + choices + sum(_measure(option) for option in part.get("options") or [])


def _longest(part: Payload, key: str) -> int:
    texts = [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]
    return max(len(text) for text in texts)
