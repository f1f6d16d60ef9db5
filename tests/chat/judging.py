"""What Discord demands of every request, and what we promise of it: simcord lets some of this through.

Limits: Discord developer documentation, 'Create Message', 'Embed Limits', 'Component Reference', 'Application
Command Object' (choices) and 'Create Interaction Response'.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from simcord.types import HttpLogEntry

_MESSAGE_TYPES = frozenset({4, 7})
_COMPLETION = 8
_MODAL = 9
_LINK = re.compile(r"\]\(<?([^)>]*)>?\)")


def judge_request(request: HttpLogEntry) -> None:
    """Fail for a request that Discord would refuse, or that could ping somebody."""
    for message in list_messages(request):
        judge_message(message)
    callback = request.json if request.path.endswith("/callback") else None
    if callback and callback["type"] == _COMPLETION:
        _judge_choices(callback["data"]["choices"])
    if callback and callback["type"] == _MODAL:
        _judge_modal(callback["data"])


def list_messages(request: HttpLogEntry) -> Iterator[dict[str, Any]]:
    """The messages that a request sends or edits."""
    if request.method not in {"POST", "PATCH"} or not isinstance(request.json, dict):
        return
    if request.path.endswith("/callback"):
        if request.json["type"] in _MESSAGE_TYPES:
            yield request.json["data"]
    elif "/messages" in request.path or request.path.startswith("/webhooks/"):
        yield request.json


def judge_message(message: dict[str, Any]) -> None:
    """Nobody is pinged, nothing is over a limit, nothing is empty."""
    assert message["allowed_mentions"]["parse"] == []
    assert not {"users", "roles", "replied_user"} & {
        name for name, value in message["allowed_mentions"].items() if value
    }
    assert len(message.get("content") or "") <= 2000
    embeds = message.get("embeds") or []
    assert len(embeds) <= 10
    assert sum(judge_embed(embed) for embed in embeds) <= 6000
    judge_components(message.get("components") or [])


def judge_embed(embed: dict[str, Any]) -> int:
    """Judge one embed and return how many characters it has."""
    title, description, fields = embed.get("title") or "", embed.get("description") or "", embed.get("fields") or []
    assert title or description or fields
    assert len(title) <= 256
    assert len(description) <= 4096
    assert len(fields) <= 25
    for field in fields:
        assert 1 <= len(field["name"]) <= 256
        assert field["name"].strip()
        assert 1 <= len(field["value"]) <= 1024
        assert field["value"].strip()
    texts = [title, description, *(text for field in fields for text in (field["name"], field["value"]))]
    for text in texts:
        _judge_links(text)
    return sum(len(text) for text in texts)


def _judge_links(text: str) -> None:
    for address in _LINK.findall(text):
        parts = urlsplit(address)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert not re.search(r"\s", address)


def judge_components(rows: list[dict[str, Any]]) -> None:
    """At most five rows of five buttons, each with a label or a mark, and no id twice."""
    assert len(rows) <= 5
    buttons = [button for row in rows for button in row["components"]]
    assert all(1 <= len(row["components"]) <= 5 for row in rows)
    for button in buttons:
        assert button.get("label") or button.get("emoji")
        assert len(button.get("label") or "") <= 80
        assert 1 <= len(button["custom_id"]) <= 100
    names = [button["custom_id"] for button in buttons]
    assert len(names) == len(set(names))


def _judge_choices(choices: list[dict[str, Any]]) -> None:
    assert len(choices) <= 25
    for choice in choices:
        assert 1 <= len(choice["name"]) <= 100
        assert 1 <= len(choice["value"]) <= 100
    assert len({choice["name"] for choice in choices}) == len(choices)


def _judge_modal(modal: dict[str, Any]) -> None:
    assert 1 <= len(modal["title"]) <= 45
    assert 1 <= len(modal["custom_id"]) <= 100
    assert 1 <= len(modal["components"]) <= 5
    for row in modal["components"]:
        for control in row["components"]:
            assert 1 <= len(control["label"]) <= 45
            assert len(control.get("placeholder") or "") <= 100
