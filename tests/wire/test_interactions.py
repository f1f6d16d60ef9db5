"""Interactions over the wire: acknowledged in time, then answered; completion within Discord's limits."""

import sqlite3
from contextlib import closing

import pytest

from bot.config import Settings
from tests.wire.callbacks import CHOICES, DEFERRED, MESSAGE
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn
from tests.wire.world import LOADING

pytestmark = pytest.mark.usefixtures("client")

_PATIENCE = 2.0
"""Seconds, of the three that Discord waits, within which everything is acknowledged."""


async def test_a_slash_command_is_acknowledged_and_then_answered(discord_here: StandIn) -> None:
    slash = discord_here.people.use("ask", {"text": "you can't see inside open models"})
    await discord_here.until(lambda: slash.acknowledged, "an acknowledgement")
    assert slash.callback is not None
    assert slash.callback["type"] == DEFERRED
    assert slash.messages[0]["flags"] & LOADING
    shown = await discord_here.wait_for_shown(slash)
    assert shown["embeds"] or shown["components"]
    assert shown["mentions"] == []
    await discord_here.settle()
    assert slash.shown[0]["id"] == shown["id"]


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("model", {"name": "mistral 7b"}),
        ("compare", {"first": "olmo 3", "second": "gpt-4o"}),
        ("spectrum", {}),
        ("spectrum", {"filter": "fully open"}),
        ("ask", {"text": "x" * 2000}),
    ],
)
async def test_every_answer_is_one_that_discord_accepts(
    discord_here: StandIn, command: str, options: dict[str, str]
) -> None:
    slash = discord_here.people.use(command, options)
    await discord_here.wait_for_shown(slash)
    await discord_here.settle()
    assert slash.callback is not None
    assert slash.callback["type"] in {MESSAGE, DEFERRED}


async def test_a_command_works_in_a_direct_channel(discord_here: StandIn) -> None:
    direct = discord_here.world.open_direct(discord_here.world.people[0])
    slash = discord_here.people.use("model", {"name": "mistral 7b"}, channel=direct)
    assert (await discord_here.wait_for_shown(slash))["channel_id"] == direct["id"]


@pytest.mark.parametrize("typed", ["", "lla", "mistarl", "zzzz", "x" * 100])
async def test_completion_keeps_within_the_limits(discord_here: StandIn, typed: str) -> None:
    asked = discord_here.people.complete("model", "name", typed)
    await discord_here.until(lambda: asked.acknowledged, "choices")
    assert asked.callback is not None
    assert asked.callback["type"] == CHOICES
    assert not asked.messages


async def test_an_interaction_delivered_after_a_drop_is_answered_once(discord_here: StandIn) -> None:
    await discord_here.gateway.drop()
    slash = discord_here.people.use("ask", {"text": "is llama open source?"})
    await discord_here.wait_for_shown(slash)
    await discord_here.settle()
    acknowledged = discord_here.rest.list_calls("POST /interactions/{interaction_id}/{interaction_token}/callback")
    assert len(acknowledged) == 1


async def test_a_private_answer_is_shared_once_however_quickly_share_is_pressed(discord_here: StandIn) -> None:
    slash = discord_here.people.use("ask", {"text": "is llama open source?", "private": True})
    private = await discord_here.wait_for_shown(slash)
    presses = [discord_here.people.press(private, "glassbox:share") for _ in range(3)]
    await discord_here.settle()
    assert sum(bool(message["embeds"]) for press in presses for message in press.messages[1:]) == 1


async def test_nothing_waits_for_a_locked_database_before_it_is_acknowledged(
    discord_here: StandIn, host_settings: Settings
) -> None:
    """A backup, another process or a slow disk holds the store's one thread up."""
    message = discord_here.people.mention("you can't see inside open models")
    reply = await discord_here.wait_for_reply(message)
    other = discord_here.world.open_direct(discord_here.world.people[1])
    await discord_here.settle()
    with closing(sqlite3.connect(str(host_settings.database), isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        acts = [discord_here.people.press(reply, f"glassbox:{name}") for name in _BUTTONS]
        acts += [discord_here.people.use(name, {}) for name in ("privacy", "settings", "review", "timeline")]
        acts += [
            discord_here.people.use("ask", {"text": "is olmo 3 open?"}, channel=channel)
            for channel in _servers(discord_here)
        ]
        acts.append(discord_here.people.use("ask", {"text": "is olmo 3 open?"}, channel=other))
        await discord_here.until(lambda: all(act.acknowledged for act in acts), "acknowledgements", patience=20)
    assert max(act.acknowledged - act.sent for act in acts if act.acknowledged) < _PATIENCE
    await discord_here.settle()


_BUTTONS = ("other-side", "sources", "details", "wrong")


def _servers(discord_here: StandIn) -> list[Payload]:
    """A channel of each server."""
    channels = [channel for channel in discord_here.world.channels.values() if "guild_id" in channel]
    return list({channel["guild_id"]: channel for channel in channels}.values())
