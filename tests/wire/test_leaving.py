"""What a process remembers: nothing of servers that it has left, and no more with every server that asks."""

import asyncio
import gc
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from typing import cast

import pytest

from bot.app import build_client
from bot.chat import housekeeping
from bot.chat.client import GlassboxClient
from bot.config import Settings
from bot.errors import StoreBusy
from bot.recent import Recent
from bot.records.bank import Bank
from bot.serving import LiveAssistant
from bot.shards import read_shards
from bot.store.records import ServerSettings
from bot.store.sql import SqlStore
from tests.wire.conftest import Build
from tests.wire.echo import Echo
from tests.wire.gateway import MESSAGE_CONTENT
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn

_CLAIM = "you can't see inside open models"
_OFF = ServerSettings(mode="off")


def _send_away(discord_here: StandIn, guild: Payload, *, heard: bool = True) -> None:
    """The bot is not in a server any more; whether it is told depends on its line."""
    del discord_here.world.guilds[guild["id"]]
    if heard:
        discord_here.gateway.dispatch("GUILD_DELETE", {"id": guild["id"]})


async def _wait_for(check: Callable[[], object]) -> None:
    """Until something is so in the client, which rings no bell."""
    async with asyncio.timeout(10):
        while not check():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _wait_for_servers(client: GlassboxClient, *servers: int) -> None:
    """Until the store knows these alone."""
    for _ in range(500):
        if await client.services.store.list_servers() == [*servers]:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("The store knows other servers.")


def _list_caches(client: GlassboxClient) -> Iterator[Recent[object, object]]:
    """Every cache in this process but two kinds: those that count how often somebody asks, so that whoever invites the
    bot anew goes on there, and those of the encoder, which has the last lines of everybody and not where they stood."""
    gc.unfreeze()
    counting = [id(windows) for windows in client.services.limiter._windows.values()]
    encoder = cast("LiveAssistant", client.assistant)._current.assistant._encoder
    left_out = {*counting, id(encoder._vectors._results), id(encoder._published._results)}
    return (one for one in gc.get_objects() if issubclass(type(one), Recent) and id(one) not in left_out)


def _find_traces(client: GlassboxClient, *traces: str) -> list[str]:
    """What caches hold of a server."""
    entries = (repr(entry) for cache in _list_caches(client) for entry in cache.items())
    return [entry for entry in entries if any(trace in entry for trace in traces)]


async def _talk(discord_here: StandIn, guild: Payload, word: str) -> None:
    """Somebody asks in every way in which something is remembered."""
    channel = guild["channels"][0]
    thread = discord_here.world.add_thread(channel, "talk", discord_here.world.people[0])
    for place in (channel, thread):
        message = discord_here.people.mention(f"is mistral 7b open source, {word}?", channel=place)
        await discord_here.wait_for_reply(message)
    used = discord_here.people.use("ask", {"text": f"is olmo 3 open, {word}?"}, channel=channel)
    await discord_here.wait_for_shown(used)
    discord_here.people.write(f"{_CLAIM}, {word}", channel=channel, author=discord_here.world.people[1])
    await discord_here.settle()


async def test_a_server_that_sends_the_bot_away_is_gone_from_memory_and_the_others_stay(
    discord_here: StandIn, build: Build, host_settings: Settings
) -> None:
    del build  # it has the index read once
    discord_here.gateway.privileges = MESSAGE_CONTENT
    gone, kept = discord_here.world.guilds.values()
    client = build_client(host_settings.model_copy(update={"message_content": True}))
    for guild in (gone, kept):
        await client.services.store.write_settings(int(guild["id"]), ServerSettings(mode="auto"))
    async with discord_here.run(client):
        for guild, word in ((gone, "zebulon"), (kept, "ezekiel")):
            await _talk(discord_here, guild, word)
        places = [gone["id"], *(place["id"] for place in (*gone["channels"], *gone["threads"]))]
        assert len(_find_traces(client, "zebulon", *places)) > 5
        _send_away(discord_here, gone)
        await _wait_for(lambda: not _find_traces(client, "zebulon", *places))
        assert _find_traces(client, "ezekiel")
        await _wait_for_servers(client, int(kept["id"]))


@pytest.fixture
def plain(bank: Bank, host_settings: Settings) -> Callable[..., GlassboxClient]:
    """Builds a client that needs no index."""

    def build(shards: str | None = None) -> GlassboxClient:
        store = SqlStore(host_settings.database)
        return GlassboxClient(Echo(bank), store, shards=read_shards(shards) if shards else None)

    return build


async def test_a_server_that_sends_the_bot_away_behind_a_cut_line_is_forgotten_with_the_new_session(
    discord_here: StandIn, plain: Callable[..., GlassboxClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def begin(_client: GlassboxClient, _shard: int | None, *, initial: bool = False) -> None:
        del initial  # discord.py waits for five seconds here

    monkeypatch.setattr(GlassboxClient, "before_identify_hook", begin)
    client = plain("0 of 1")
    gone, kept = (int(guild) for guild in discord_here.world.guilds)
    async with discord_here.run(client):
        for server in (gone, kept):
            await client.services.servers.write(server, _OFF)
        _send_away(discord_here, discord_here.world.guilds[str(gone)], heard=False)
        await discord_here.gateway.invalidate(resumable=False)
        await _wait_for(lambda: client.get_guild(gone) is None)
        await _wait_for(lambda: len(client.services.servers) == 1)
        assert client.get_guild(kept) is not None
        await _wait_for_servers(client, kept)
        assert await client.services.servers.read(kept) == _OFF


async def test_what_cannot_be_deleted_is_deleted_once_the_store_is_back(
    discord_here: StandIn,
    plain: Callable[..., GlassboxClient],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What is in memory goes at once."""

    async def fail(_server: int) -> None:
        raise StoreBusy("The database is away.")

    monkeypatch.setattr(housekeeping, "_HOUR", 0.05)
    client = plain()
    gone = next(iter(discord_here.world.guilds.values()))
    async with discord_here.run(client):
        await client.services.servers.write(int(gone["id"]), _OFF)
        with monkeypatch.context() as broken:
            broken.setattr(client.services.store, "forget_server", fail)
            _send_away(discord_here, gone)
            await _wait_for(lambda: "could not be forgotten" in caplog.text)
            assert len(client.services.servers) == 0
        await _wait_for_servers(client)
    assert "Traceback" not in caplog.text


@contextmanager
def _small_caches(most: int) -> Iterator[None]:
    """Caches that keep so little that a few servers fill them."""
    original = Recent.__init__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Recent, "__init__", lambda self, limit: original(self, min(limit, most)))
        patch.setattr(Recent, "widen", lambda _self, _limit: None)
        yield


async def test_what_is_remembered_does_not_grow_with_servers_that_ask(
    plain: Callable[..., GlassboxClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looks into everything of ours that hangs on the client, caches or not."""
    with _small_caches(10):
        client = plain()
        async with StandIn(unlimited=True) as discord_here:
            discord_here.lead(monkeypatch.setattr)
            async with discord_here.run(client):
                await _ask_in_new_servers(discord_here, 20)
                before = _measure(client)
                await _ask_in_new_servers(discord_here, 20)
                after = _measure(client)
    grown = {place: size for place, size in after.items() if size > max(before.get(place, 0), 10)}
    assert grown == {}
    full = {place for place, size in after.items() if size == 10}
    assert {"services.servers._kept", "_listener._talks._sessions", "_listener._heard"} <= full
    views = client._connection._view_store
    assert not views._views
    assert not views._synced_message_views


async def _ask_in_new_servers(discord_here: StandIn, count: int) -> None:
    for number in range(count):
        guild = discord_here.world.add_guild("another")
        channel = discord_here.world.add_channel(guild, "channel")
        person = discord_here.world.add_person(f"person {number}")
        discord_here.gateway.dispatch("GUILD_CREATE", guild)
        message = discord_here.people.mention(_CLAIM, channel=channel, author=person)
        await discord_here.wait_for_reply(message)
        discord_here.people.edit(message, f"<@{discord_here.world.me['id']}> {_CLAIM}, really")
        used = discord_here.people.use("ask", {"text": _CLAIM}, channel=channel, author=person)
        await discord_here.wait_for_shown(used)
        discord_here.people.delete(message)
    await discord_here.settle()


_OURS = ("services", "_listener", "_heritage", "_connected")


def _measure(client: GlassboxClient) -> dict[str, int]:
    """How much every container of ours holds, by its place below the client."""
    sizes: dict[str, int] = {}
    for name in _OURS:
        _measure_part(name, getattr(client, name), sizes, {id(client)})
    return sizes


def _measure_part(place: str, part: object, sizes: dict[str, int], seen: set[int]) -> None:
    if id(part) in seen or isinstance(part, Echo | SqlStore):
        return
    seen.add(id(part))
    fields = part._asdict() if hasattr(part, "_asdict") else getattr(part, "__dict__", {})
    if isinstance(part, dict | list | set) or type(part).__name__ == "WeakValueDictionary":
        sizes[place] = len(cast("Sized", part))
    for name, value in fields.items():
        _measure_part(f"{place}.{name}", value, sizes, seen)
    if isinstance(part, dict) and not isinstance(part, Recent):
        for name, value in part.items():
            _measure_part(f"{place}[{name}]", value, sizes, seen)
