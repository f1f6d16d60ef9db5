"""The connection: identify, heartbeats, resumption, and every way in which Discord cuts it off."""

import pytest
from discord import Client

from bot.chat.client import GlassboxClient
from tests.wire.conftest import Build
from tests.wire.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, PRIVILEGED
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn
from tests.wire.world import World


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py waits five seconds before it identifies again; here it does not."""

    async def go_on(_client: Client, _shard: int | None, *, initial: bool = False) -> None:
        del initial

    monkeypatch.setattr(Client, "before_identify_hook", go_on)


def _ask(discord_here: StandIn, number: int) -> Payload:
    """A mention by somebody else, in another channel and with another question for each number."""
    world = discord_here.world
    channels = [channel for channel in world.channels.values() if "guild_id" in channel]
    text = f"is {('llama', 'mistral 7b', 'olmo 3', 'gpt-4o')[number % 4]} open source?"
    author = world.people[number % len(world.people)]
    return discord_here.people.mention(text, author=author, channel=channels[number % len(channels)])


async def _answer_all(discord_here: StandIn, messages: list[Payload]) -> list[int]:
    """Wait until every message has a reply and the bot has fallen silent; how many replies each has."""
    for message in messages:
        await discord_here.wait_for_reply(message)
    await discord_here.settle()
    return [len(discord_here.world.list_replies(message)) for message in messages]


async def _resumed(discord_here: StandIn, times: int) -> None:
    await discord_here.until(
        lambda: len(discord_here.gateway.resumes) >= times and discord_here.gateway.connected, "the client to resume"
    )


async def test_no_privileged_intent_is_asked_for(discord_here: StandIn, client: GlassboxClient) -> None:
    (identify,) = discord_here.gateway.identifies
    needed = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
    assert not identify["intents"] & PRIVILEGED
    assert identify["intents"] & needed == needed
    assert client.user is not None
    assert str(client.user.id) == discord_here.world.me["id"]


async def test_commands_are_registered(discord_here: StandIn, client: GlassboxClient) -> None:
    registered = {command["name"] for command in discord_here.world.commands}
    assert {command.name for command in client.tree.get_commands()} <= registered
    assert {"ask", "model", "compare", "spectrum"} <= registered
    (call,) = discord_here.rest.list_calls("PUT /applications/{application_id}/commands")
    assert call.parameters["application_id"] == discord_here.world.application["id"]


async def test_heartbeats_carry_the_last_number(monkeypatch: pytest.MonkeyPatch, build: Build) -> None:
    async with StandIn(beat=0.05) as discord_here:
        discord_here.lead(monkeypatch.setattr)
        async with discord_here.run(build()):
            beats = discord_here.gateway.heartbeats
            events = discord_here.gateway.events
            await discord_here.until(lambda: len(beats) > 3 and beats[-1] == len(events), "heartbeats")
    assert beats[0] is None


@pytest.mark.usefixtures("client")
async def test_a_dropped_line_neither_loses_nor_doubles(discord_here: StandIn) -> None:
    before = [_ask(discord_here, number) for number in range(2)]
    await discord_here.wait_for_reply(before[0])
    await discord_here.gateway.drop()
    meanwhile = [discord_here.people.write_directly("what is quantization?")]
    await _resumed(discord_here, 1)
    after = [_ask(discord_here, 2)]
    assert await _answer_all(discord_here, [*before, *meanwhile, *after]) == [1, 1, 1, 1]
    assert len(discord_here.gateway.identifies) == 1


@pytest.mark.usefixtures("client")
async def test_a_session_is_resumed_where_and_from_where_it_was(discord_here: StandIn) -> None:
    await _answer_all(discord_here, [_ask(discord_here, 0)])
    count = len(discord_here.gateway.events)
    await discord_here.gateway.drop()
    await _resumed(discord_here, 1)
    (resume,) = discord_here.gateway.resumes
    assert resume["path"] == "/resume"
    assert resume["seq"] == count
    assert resume["session_id"] in discord_here.gateway.sessions


@pytest.mark.usefixtures("client")
async def test_a_drop_while_thinking_loses_nothing(discord_here: StandIn) -> None:
    messages = [_ask(discord_here, number) for number in range(4)]
    for number in range(3):
        await discord_here.gateway.drop()
        await _resumed(discord_here, number + 1)
    assert await _answer_all(discord_here, messages) == [1] * 4


@pytest.mark.usefixtures("client")
async def test_asked_to_reconnect_it_resumes(discord_here: StandIn) -> None:
    before = _ask(discord_here, 0)
    await discord_here.gateway.ask_to_reconnect()
    meanwhile = _ask(discord_here, 1)
    await _resumed(discord_here, 1)
    assert await _answer_all(discord_here, [before, meanwhile]) == [1, 1]
    assert len(discord_here.gateway.identifies) == 1


@pytest.mark.usefixtures("client")
async def test_an_invalid_session_that_can_be_resumed_is(discord_here: StandIn) -> None:
    before = _ask(discord_here, 0)
    await discord_here.gateway.invalidate(resumable=True)
    await _resumed(discord_here, 1)
    assert await _answer_all(discord_here, [before]) == [1]
    assert len(discord_here.gateway.identifies) == 1


@pytest.mark.usefixtures("hasty", "client")
async def test_an_invalid_session_is_begun_afresh(discord_here: StandIn) -> None:
    before = _ask(discord_here, 0)
    await discord_here.wait_for_reply(before)
    await discord_here.gateway.invalidate(resumable=False)
    await discord_here.until(
        lambda: len(discord_here.gateway.identifies) == 2 and discord_here.gateway.sessions, "a second identify"
    )
    after = _ask(discord_here, 1)
    assert await _answer_all(discord_here, [before, after]) == [1, 1]


@pytest.mark.usefixtures("hasty", "client")
async def test_a_session_that_discord_forgot_is_begun_afresh(discord_here: StandIn) -> None:
    discord_here.gateway.sessions.clear()
    await discord_here.gateway.drop()
    await discord_here.until(
        lambda: len(discord_here.gateway.identifies) == 2 and discord_here.gateway.sessions, "a second identify"
    )
    assert await _answer_all(discord_here, [_ask(discord_here, 0)]) == [1]


@pytest.mark.usefixtures("client")
async def test_commands_are_not_registered_again_after_a_drop(discord_here: StandIn) -> None:
    await discord_here.gateway.drop()
    await _resumed(discord_here, 1)
    assert len(discord_here.rest.list_calls("PUT /applications/{application_id}/commands")) == 1


async def test_many_servers_are_taken_in(monkeypatch: pytest.MonkeyPatch, build: Build) -> None:
    async with StandIn(World(servers=50)) as discord_here:
        discord_here.lead(monkeypatch.setattr)
        client = build()
        async with discord_here.run(client):
            await discord_here.wait_for_reply(_ask(discord_here, 0))
            assert len(client.guilds) == 50
