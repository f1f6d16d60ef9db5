"""The judges bite: each limit that Discord writes down is refused one step beyond it, and kept at it."""

from typing import Any

import pytest

from tests.wire.commands import judge_commands
from tests.wire.components import V2
from tests.wire.description import DESCRIPTION, load_description
from tests.wire.limits import judge_message
from tests.wire.payloads import Payload

_CREATE = "POST /channels/{channel_id}/messages"
_CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
_COMMANDS = "PUT /applications/{application_id}/commands"


def _embed(**parts: Any) -> Payload:
    return {"embeds": [parts]}


def _fields(count: int, name: str = "n", value: str = "v") -> Payload:
    return _embed(fields=[{"name": name, "value": value}] * count)


def _row(*components: Payload, rows: int = 1) -> Payload:
    return {"components": [{"type": 1, "components": list(components)}] * rows}


def _button(custom_id: str = "x", **parts: Any) -> Payload:
    return {"type": 2, "style": 1, "label": "Other side", "custom_id": custom_id, **parts}


def _link(**parts: Any) -> Payload:
    return {"type": 2, "style": 5, "label": "Source", "url": "https://example.org", **parts}


def _menu(options: int) -> Payload:
    named = [{"label": str(number), "value": str(number)} for number in range(options)]
    return {"type": 3, "custom_id": "menu", "options": named}


def _texts(count: int, length: int) -> Payload:
    return {"flags": V2, "components": [{"type": 10, "content": "x" * length}] * count}


_KEPT = {
    "content": {"content": "x" * 2000},
    "embed title and description": _embed(title="x" * 256, description="x" * 4096),
    "fields": _fields(25),
    "field": _fields(1, "n" * 256, "v" * 1024),
    "five buttons": _row(*[_button(str(number)) for number in range(5)]),
    "link": _row(_link()),
    "menu": _row(_menu(25)),
    "custom id": _row(_button("x" * 100)),
    "new components": _texts(40, 100),
    "nonce": {"content": "x", "nonce": "1" * 25},
}

_REFUSED = {
    "content": {"content": "x" * 2001},
    "nothing": {"content": " "},
    "embed title": _embed(title="x" * 257),
    "embed description": _embed(description="x" * 4097),
    "embed footer": _embed(title="x", footer={"text": "x" * 2049}),
    "embed total": {"embeds": [{"description": "x" * 3001}] * 2},
    "eleven embeds": {"embeds": [{"title": "x"}] * 11},
    "empty embed": _embed(),
    "embed address": _embed(title="x", url="javascript:x"),
    "fields": _fields(26),
    "field without value": _fields(1, value=" "),
    "field without name": _fields(1, name=""),
    "field value": _fields(1, value="x" * 1025),
    "six buttons": _row(*[_button(str(number)) for number in range(6)]),
    "six rows": _row(_link(), rows=6),
    "empty row": _row(),
    "menu and button": _row(_menu(1), _button()),
    "menu": _row(_menu(26)),
    "custom id": _row(_button("x" * 101)),
    "custom id twice": _row(_button(), _button()),
    "button without label": _row(_button(label=None)),
    "label": _row(_button(label="x" * 81)),
    "link with custom id": _row(_link(custom_id="x")),
    "new components without their flag": {"components": [{"type": 10, "content": "x"}]},
    "new components beside content": {**_texts(1, 1), "content": "x"},
    "new components": _texts(41, 1),
    "text of new components": _texts(1, 4001),
    "section": {"flags": V2, "components": [{"type": 9, "components": [], "accessory": _button()}]},
    "mentions": {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
    "nonce": {"content": "x", "nonce": "1" * 26},
}


@pytest.mark.parametrize("body", _KEPT.values(), ids=_KEPT)
def test_what_keeps_to_the_limits_is_accepted(body: Payload) -> None:
    assert judge_message(_CREATE, body) == []
    assert judge_message(_CALLBACK, {"type": 4, "data": body}) == []


@pytest.mark.parametrize("body", _REFUSED.values(), ids=_REFUSED)
def test_what_goes_beyond_them_is_refused(body: Payload) -> None:
    assert len(judge_message(_CREATE, body)) == 1
    assert len(judge_message(_CALLBACK, {"type": 4, "data": body})) == 1


def _form(title: str = "Wrong?", parts: int = 1, custom_id: str = "f") -> Payload:
    field = {"type": 4, "style": 1, "custom_id": "what"}
    labels = [
        {"type": 18, "label": "What", "component": {**field, "custom_id": str(number)}} for number in range(parts)
    ]
    return {"type": 9, "data": {"title": title, "custom_id": custom_id, "components": labels}}


def _choices(count: int, length: int = 1) -> Payload:
    return {"type": 8, "data": {"choices": [{"name": "x" * length, "value": "x" * length}] * count}}


def test_forms_and_choices() -> None:
    kept = [_form("x" * 45, 5, "x" * 100), _choices(25, 100)]
    refused = [_form("x" * 46), _form(""), _form(parts=6), _form(parts=0), _form(custom_id="x" * 101)]
    refused += [_choices(26), _choices(1, 101), _choices(1, 0)]
    assert [judge_message(_CALLBACK, body) for body in kept] == [[], []]
    assert all(judge_message(_CALLBACK, body) for body in refused)


def _command(**parts: Any) -> Payload:
    return {"name": "ask", "description": "Ask", "options": [], **parts}


def _option(name: str = "text", **parts: Any) -> Payload:
    return {"type": 3, "name": name, "description": "A text", **parts}


_LONG_CHOICES = [{"name": "x" * 100, "value": "x" * 100}] * 25

_REFUSED_COMMANDS = {
    "capitals": [_command(name="Ask")],
    "name": [_command(name="x" * 33)],
    "no description": [_command(description="")],
    "description": [_command(description="x" * 101)],
    "options": [_command(options=[_option(str(number)) for number in range(26)])],
    "option twice": [_command(options=[_option(), _option()])],
    "needed behind not needed": [_command(options=[_option("a"), _option("b", required=True)])],
    "choices": [_command(options=[_option(choices=[{"name": "x", "value": "x"}] * 26)])],
    "choices and completion": [_command(options=[_option(choices=[{"name": "x", "value": "x"}], autocomplete=True)])],
    "characters": [_command(options=[_option(name, choices=_LONG_CHOICES) for name in ("a", "b")])],
    "twice": [_command(), _command()],
    "menus": [{"type": 3, "name": str(number)} for number in range(16)],
    "described menu": [{"type": 3, "name": "Check", "description": "x"}],
    "mixed": [_command(options=[_option(), {"type": 1, "name": "sub", "description": "x"}])],
}


@pytest.mark.parametrize("commands", _REFUSED_COMMANDS.values(), ids=_REFUSED_COMMANDS)
def test_commands_beyond_the_limits_are_refused(commands: list[Payload]) -> None:
    assert len(judge_commands(_COMMANDS, commands)) == 1


def test_commands_within_the_limits_are_accepted() -> None:
    needed = [_option("a", required=True), _option("b", autocomplete=True)]
    commands = [_command(options=needed), {"type": 3, "name": "Check this claim"}]
    assert judge_commands(_COMMANDS, commands) == []


def test_discords_description_bites() -> None:
    description = load_description()
    if description is None:
        pytest.skip(f"Discord's description is not at hand: {DESCRIPTION.name} in ../shared/reference")
    assert description.judge(_CREATE, {"content": "x"}) == []
    assert description.judge(_CREATE, {"content": 1})
    assert description.judge(_CREATE, None)
    assert description.judge(_CREATE, _row({"type": 2, "style": 9}))
    assert description.judge(_CALLBACK, {"type": 99})
    assert description.judge(_COMMANDS, [{"name": "x", "options": [{"type": 3}]}])
    assert description.judge("PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", {})
