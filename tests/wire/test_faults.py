"""When Discord fails: rate limits, server errors, refusals and cut lines neither lose nor double an answer."""

import logging

import pytest

from tests.wire.callbacks import Interaction
from tests.wire.payloads import Payload
from tests.wire.rates import Fault
from tests.wire.stand_in import StandIn

pytestmark = pytest.mark.usefixtures("client")

_MESSAGES = "POST /channels/{channel_id}/messages"
_CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
_FOLLOW_UPS = (
    "POST /webhooks/{webhook_id}/{webhook_token}",
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original",
)

_FAULTS = {
    "rate limit of the route": (Fault(429),),
    "global rate limit": (Fault(429, is_global=True),),
    "rate limits one after the other": (Fault(429), Fault(429)),
    "500": (Fault(500),),
    "502": (Fault(502),),
    "503": (Fault(503),),
    "503 three times": (Fault(503),) * 3,
    "502 although it was done": (Fault(502, afterwards=True),),
    "line cut": (Fault(0),),
    "line cut although it was done": (Fault(0, afterwards=True),),
}

_TOO_LATE = {"503 three times", "rate limits one after the other"}
"""What takes an acknowledgement longer than the three seconds that Discord waits."""

_UNTIL_REPEATED = 3.3
"""discord.py repeats a request a second after a server error, then after three."""


async def test_what_fails_is_done_once_all_the_same(discord_here: StandIn) -> None:
    messages = {name: _write(discord_here, name) for name in _FAULTS}
    slow = {name: _ask(discord_here, name, _CALLBACK) for name in _FAULTS if name not in _TOO_LATE}
    asked = {name: _ask(discord_here, name, *_FOLLOW_UPS) for name in _FAULTS}
    await discord_here.settle(_UNTIL_REPEATED)
    replies = {name: len(discord_here.world.list_replies(message)) for name, message in messages.items()}
    assert replies == dict.fromkeys(_FAULTS, 1)
    assert {name: len(slash.shown) for name, slash in slow.items()} == dict.fromkeys(slow, 1)
    assert {name: len(slash.shown) for name, slash in asked.items()} == dict.fromkeys(_FAULTS, 1)


def _write(discord_here: StandIn, name: str) -> Payload:
    """A direct message by somebody new, whose reply meets a fault."""
    person = discord_here.world.add_person(name)
    channel = discord_here.world.open_direct(person)
    discord_here.rest.faults.inject(_MESSAGES, *_FAULTS[name], channel_id=channel["id"])
    return discord_here.people.write_directly("is llama open source?", author=person)


def _ask(discord_here: StandIn, name: str, *routes: str) -> Interaction:
    """A command used by somebody new, whose answer meets a fault on these routes."""
    person = discord_here.world.add_person(name)
    slash = discord_here.people.use("ask", {"text": "is llama open source?"}, author=person)
    for route in routes:
        parameter = "interaction_token" if route == _CALLBACK else "webhook_token"
        discord_here.rest.faults.inject(route, *_FAULTS[name], **{parameter: slash.payload["token"]})
    return slash


async def test_a_reply_that_is_forbidden_is_logged_and_not_repeated(
    discord_here: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    discord_here.rest.faults.inject(_MESSAGES, Fault(403))
    message = discord_here.people.mention("is llama open source?")
    await discord_here.until(lambda: _MESSAGES in discord_here.rest.attempts, "a reply that is refused")
    await discord_here.settle()
    assert discord_here.rest.attempts.count(_MESSAGES) == 1
    assert not discord_here.world.list_replies(message)
    assert [record.levelno for record in caplog.records if record.name.startswith("bot.")] == [logging.WARNING]
    other = discord_here.world.people[1]
    await discord_here.wait_for_reply(discord_here.people.mention("is olmo 3 open?", author=other))
