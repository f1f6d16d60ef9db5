"""Several shards in one process, and two processes on one PostgreSQL database that get the same events."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.addresses import DatabaseAddress
from bot.chat.client import GlassboxClient
from bot.records.bank import Bank
from bot.shards import read_shards
from bot.store.sql import SqlStore
from bot.web.probes import probe_shards
from tests.postgres import Cluster, serve_tests
from tests.wire.echo import Echo
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn

_CLAIM = "you can't see inside open models"
Build = Callable[..., GlassboxClient]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord wants five seconds between two shards; this one does not."""

    async def begin(_client: GlassboxClient, _shard: int | None, *, initial: bool = False) -> None:
        del initial

    monkeypatch.setattr(GlassboxClient, "before_identify_hook", begin)


@pytest.fixture
def build(bank: Bank, tmp_path: Path) -> Build:
    """Builds a client for shards and a database; all that Discord recommends and a file unless told otherwise."""

    def build(shards: str | None = None, database: DatabaseAddress = tmp_path / "glassbox.db") -> GlassboxClient:
        return GlassboxClient(Echo(bank), SqlStore(database), shards=read_shards(shards) if shards else None)

    return build


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    yield from serve_tests()


async def _spread(discord_here: StandIn, shards: int) -> list[Payload]:
    """A channel of a server of each shard."""
    found: dict[int, Payload] = {}
    while len(found) < shards:
        await asyncio.sleep(0.001)
        guild = discord_here.world.add_guild("another")
        channel = discord_here.world.add_channel(guild, "channel")
        found[(int(guild["id"]) >> 22) % shards] = channel
    return [found[shard] for shard in range(shards)]


async def _wait_for(check: Callable[[], object]) -> None:
    """Until something is so in the client, which rings no bell."""
    async with asyncio.timeout(30):
        while not check():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_as_many_shards_as_discord_recommends_answer_each_their_servers(
    discord_here: StandIn, build: Build
) -> None:
    channels = await _spread(discord_here, 3)
    discord_here.gateway.shards = 3
    client = build()
    async with discord_here.run(client):
        assert [identify["shard"] for identify in discord_here.gateway.identifies] == [[0, 3], [1, 3], [2, 3]]
        for channel in channels:
            await discord_here.wait_for_reply(discord_here.people.mention(_CLAIM, channel=channel))
        await discord_here.wait_for_reply(discord_here.people.write_directly(_CLAIM))
        shards = client.list_shards()
        assert [(shard.number, shard.is_connected) for shard in shards] == [(0, True), (1, True), (2, True)]
        assert sum(shard.servers for shard in shards) == len(discord_here.world.guilds)


async def test_one_shard_that_is_away_is_named_and_the_others_stay_ready(discord_here: StandIn, build: Build) -> None:
    discord_here.gateway.shards = 3
    client = build()
    probe = probe_shards(client.list_shards)
    assert await probe() == "not connected to Discord"
    async with discord_here.run(client):
        assert await probe() == "ok"
        discord_here.gateway.is_shut = True
        discord_here.gateway.connections[1].drop()
        await _wait_for(lambda: not client.list_shards()[1].is_connected)
        assert await probe() == "shards not connected: 1"
        discord_here.gateway.is_shut = False
        await _wait_for(lambda: all(one.is_connected for one in client.list_shards()))


async def test_a_process_serves_the_shards_that_it_is_told(discord_here: StandIn, build: Build) -> None:
    """And forgets no server of another process."""
    channels = await _spread(discord_here, 2)
    client = build("1 of 2")
    elsewhere, gone = int(channels[0]["guild_id"]), (10**6 << 23) + (1 << 22)
    for server in (elsewhere, gone):
        settings = await client.services.store.read_settings(server)
        await client.services.store.write_settings(server, settings)
    async with discord_here.run(client):
        here = discord_here.people.mention(_CLAIM, channel=channels[1])
        there = discord_here.people.mention(_CLAIM, channel=channels[0])
        await discord_here.wait_for_reply(here)
        await discord_here.settle()
        assert discord_here.world.list_replies(there) == []
        assert elsewhere in await client.services.store.list_servers()
        assert gone not in await client.services.store.list_servers()


@pytest.fixture
async def two(
    discord_here: StandIn, build: Build, cluster: Cluster
) -> AsyncIterator[tuple[GlassboxClient, GlassboxClient]]:
    """Two processes in one, with the same shard: as while a new one replaces an old one."""
    database = cluster.create_database()
    clients = build("0 of 1", database), build("0 of 1", database)
    async with AsyncExitStack() as stack:
        for client in clients:
            await stack.enter_async_context(discord_here.run(client))
        yield clients


async def test_a_mention_that_two_processes_hear_is_answered_once(
    discord_here: StandIn, two: tuple[GlassboxClient, GlassboxClient]
) -> None:
    assert len(discord_here.gateway.identifies) == len(two)
    messages = [discord_here.people.mention(_CLAIM) for _ in range(5)]
    for message in messages:
        await discord_here.wait_for_reply(message)
    await discord_here.settle()
    assert [len(discord_here.world.list_replies(message)) for message in messages] == [1] * 5
    assert len(discord_here.rest.list_calls("POST /channels/{channel_id}/messages")) == 5


async def test_without_the_database_discord_shows_one_of_two_answers(
    discord_here: StandIn, two: tuple[GlassboxClient, GlassboxClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_event: int) -> bool:
        await asyncio.sleep(3600)
        return False

    monkeypatch.setattr("bot.chat.patience._SOON", 0.05)
    for client in two:
        monkeypatch.setattr(client.services.store, "take_up", hang)
    message = discord_here.people.mention(_CLAIM)
    await discord_here.wait_for_reply(message)
    await discord_here.settle()
    assert len(discord_here.world.list_replies(message)) == 1


async def test_a_command_that_two_processes_get_is_answered_once(
    discord_here: StandIn, two: tuple[GlassboxClient, GlassboxClient]
) -> None:
    assert two
    await discord_here.until(lambda: discord_here.world.commands, "the commands")
    used = discord_here.people.use("ask", {"text": _CLAIM})
    await discord_here.wait_for_shown(used)
    await discord_here.settle()
    assert len(used.messages) == 1


async def test_one_process_registers_the_commands(
    discord_here: StandIn, two: tuple[GlassboxClient, GlassboxClient]
) -> None:
    assert two
    await discord_here.until(lambda: discord_here.world.commands, "the commands")
    await discord_here.settle()
    registered = [attempt for attempt in discord_here.rest.attempts if attempt.startswith("PUT /applications")]
    assert len(registered) == 1


async def test_a_setting_changed_in_one_process_is_seen_in_the_other(
    discord_here: StandIn, two: tuple[GlassboxClient, GlassboxClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.servers._AGE", 0.0)
    monkeypatch.setattr("bot.chat.patience._SOON", 30.0)
    server = int(next(iter(discord_here.world.guilds)))
    first, second = (client.services.servers for client in two)
    before = await second.read(server)
    assert before.depth == "short"
    await first.write(server, before.model_copy(update={"depth": "deep"}))
    assert (await second.read(server)).depth == "deep"


async def test_what_was_said_during_a_long_cut_is_answered_behind_it(discord_here: StandIn, build: Build) -> None:
    """Also where the first tries to come back fail: each shard goes on with its session."""
    channels = await _spread(discord_here, 3)
    discord_here.gateway.shards = 3
    async with discord_here.run(build()):
        discord_here.gateway.is_shut = True
        await discord_here.gateway.drop()
        messages = [discord_here.people.mention(_CLAIM, channel=channel) for channel in channels]
        await _wait_for(lambda: discord_here.gateway.refused >= 2 * len(messages))
        discord_here.gateway.is_shut = False
        await _wait_for(lambda: all(discord_here.world.list_replies(message) for message in messages))
        assert len(discord_here.gateway.identifies) == 3


async def test_a_shard_comes_back_soon_after_many_tries_in_vain(discord_here: StandIn, build: Build) -> None:
    """discord.py doubles its pauses up to a quarter of an hour; while a session is there to go on with, nothing is
    gained by that."""
    client = build()
    async with discord_here.run(client):
        discord_here.gateway.is_shut = True
        await discord_here.gateway.drop()
        for tries in (2, 3):
            await _wait_for(lambda: discord_here.gateway.refused >= tries)  # noqa: B023
            client.shards[0]._parent._backoff._exp = 9  # as behind nine tries
        discord_here.gateway.is_shut = False
        message = discord_here.people.mention(_CLAIM)
        await _wait_for(lambda: discord_here.world.list_replies(message))
        assert len(discord_here.gateway.identifies) == 1


async def test_what_was_said_while_no_process_was_there_is_answered_by_the_next_one(
    discord_here: StandIn, build: Build, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first process had answered is not answered again. The next one is connected long before it is sure that
    the first is gone, and must not hide by a note of its own what that one left."""
    monkeypatch.setattr("bot.chat.inheriting._DEAD", dt.timedelta(seconds=1))
    monkeypatch.setattr("bot.chat.inheriting._ROUND", 0.05)
    database = cluster.create_database()
    async with discord_here.run(build("0 of 1", database)):
        await asyncio.sleep(0.5)
        before = discord_here.people.mention(_CLAIM)
        await discord_here.wait_for_reply(before)
    missed = discord_here.people.mention(_CLAIM)
    deleted = discord_here.people.mention(_CLAIM)
    discord_here.people.delete(deleted)
    assert missed["id"] in discord_here.gateway.unheard
    async with discord_here.run(build("0 of 1", database)):
        await discord_here.wait_for_reply(missed)
        await discord_here.settle()
    assert len(discord_here.gateway.resumes) == 1
    assert [len(discord_here.world.list_replies(message)) for message in (before, missed, deleted)] == [1, 1, 0]


async def test_the_session_of_a_process_that_lives_is_left_alone(
    discord_here: StandIn, build: Build, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.inheriting._DEAD", dt.timedelta(seconds=1))
    monkeypatch.setattr("bot.chat.inheriting._ROUND", 0.2)
    database = cluster.create_database()
    async with discord_here.run(build("0 of 1", database)):
        await asyncio.sleep(0.5)
        async with discord_here.run(build("0 of 1", database)):
            await asyncio.sleep(1.5)
            message = discord_here.people.mention(_CLAIM)
            await discord_here.wait_for_reply(message)
            await discord_here.settle()
    assert discord_here.gateway.resumes == []
    assert len(discord_here.world.list_replies(message)) == 1
