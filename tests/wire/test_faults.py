"""When Discord fails: rate limits, server errors, refusals and cut lines neither lose nor double an answer."""

import logging

import pytest

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

_UNTIL_REPEATED = 1.3
"""discord.py repeats a request a second after a server error."""


async def _count_replies(discord_here: StandIn, message: Payload, quiet: float = 0.3) -> int:
    await discord_here.wait_for_reply(message)
    await discord_here.settle(quiet)
    return len(discord_here.world.list_replies(message))


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([Fault(429)], id="rate limit of the route"),
        pytest.param([Fault(429, is_global=True)], id="global rate limit"),
        pytest.param([Fault(429), Fault(429)], id="twice"),
        pytest.param([Fault(500)], id="500"),
        pytest.param([Fault(502)], id="502"),
        pytest.param([Fault(503)], id="503"),
        pytest.param([Fault(502, afterwards=True)], id="502 although it took the reply"),
        pytest.param([Fault(0)], id="line cut"),
        pytest.param([Fault(0, afterwards=True)], id="line cut although it took the reply"),
    ],
)
async def test_a_mention_is_answered_once_all_the_same(discord_here: StandIn, faults: list[Fault]) -> None:
    discord_here.rest.faults.inject(_MESSAGES, *faults)
    message = discord_here.people.mention("is llama open source?")
    quiet = _UNTIL_REPEATED if faults[0].afterwards else 0.3
    assert await _count_replies(discord_here, message, quiet) == 1


@pytest.mark.parametrize("fault", [Fault(429), Fault(500)], ids=["429", "500"])
async def test_an_acknowledgement_that_fails_is_repeated(discord_here: StandIn, fault: Fault) -> None:
    discord_here.rest.faults.inject(_CALLBACK, fault)
    await discord_here.wait_for_shown(discord_here.people.use("ask", {"text": "is llama open source?"}))


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(429), id="rate limit"),
        pytest.param(Fault(502), id="502"),
        pytest.param(Fault(502, afterwards=True), id="502 although it took the answer"),
    ],
)
async def test_a_slash_command_shows_its_answer_once(discord_here: StandIn, fault: Fault) -> None:
    expected = discord_here.people.use("ask", {"text": "is llama open source?"})
    await discord_here.wait_for_shown(expected)
    await discord_here.settle()
    pages = len(expected.shown)
    for route in _FOLLOW_UPS:
        discord_here.rest.faults.inject(route, fault)
    other = discord_here.world.people[1]
    slash = discord_here.people.use("ask", {"text": "is llama open source?"}, author=other)
    await discord_here.wait_for_shown(slash)
    await discord_here.until(lambda: len(slash.shown) >= pages, "the whole answer")
    await discord_here.settle(_UNTIL_REPEATED if fault.afterwards else 0.3)
    shown = len(slash.shown)
    assert shown == pages


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
    assert await _count_replies(discord_here, discord_here.people.mention("is olmo 3 open?", author=other)) == 1
