"""A database that is slow or broken while somebody settles things: a sentence in time, the outcome when it is there,
and nothing that was chosen is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.chat import faults
from bot.chat.client import GlassboxClient
from bot.config import Settings
from bot.errors import StoreError
from bot.records.bank import Bank
from bot.store.records import ServerSettings
from bot.store.sql import SqlStore
from tests.wire.callbacks import Interaction
from tests.wire.echo import Echo
from tests.wire.stand_in import StandIn

_SLOW = "The database is slow"
_PATIENCE = 0.2


class Door:
    """Stands before methods of a store: what goes through waits while it is shut, and fails once it is broken."""

    def __init__(self, store: SqlStore, patch: pytest.MonkeyPatch, ring: Callable[[], None]) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self.is_broken = False
        self.came: list[str] = []
        self._ring = ring
        for name in (
            "read_settings",
            "write_settings",
            "list_reports",
            "count_holdings",
            "find_reply",
            "forget_server",
        ):
            patch.setattr(store, name, self._guard(name, getattr(store, name)))

    def shut(self) -> None:
        self._open.clear()

    def open(self) -> None:
        self._open.set()

    def _guard(self, name: str, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def wait(*arguments: Any) -> Any:
            self.came.append(name)
            self._ring()
            await self._open.wait()
            if self.is_broken:
                raise StoreError("The database somewhere cannot be used.")
            return await method(*arguments)

        return wait


@pytest.fixture
async def client(
    discord_here: StandIn, bank: Bank, host_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[GlassboxClient]:
    """Connected, and without patience for its store."""
    monkeypatch.setattr(faults, "_USUAL", _PATIENCE)
    monkeypatch.setattr("bot.chat.patience._SOON", _PATIENCE)
    monkeypatch.setattr("bot.chat.servers._AGE", 0.0)
    client = GlassboxClient(Echo(bank), SqlStore(host_settings.database))
    async with discord_here.run(client):
        yield client


@pytest.fixture
def door(discord_here: StandIn, client: GlassboxClient, monkeypatch: pytest.MonkeyPatch) -> Door:
    store = client.services.store
    assert isinstance(store, SqlStore)
    return Door(store, monkeypatch, discord_here.notice)


@pytest.fixture
def server(discord_here: StandIn) -> int:
    return int(discord_here.world.channel["guild_id"])


def _read(used: Interaction) -> str:
    return "\n".join(message["content"] for message in used.shown)


async def _hear(discord_here: StandIn, used: Interaction, words: str) -> None:
    await discord_here.until(lambda: words in _read(used), f"the words {words!r}, not {_read(used)!r}")


async def test_opened_while_the_store_is_slow_the_page_shows_what_holds(
    discord_here: StandIn, client: GlassboxClient, door: Door, server: int
) -> None:
    await client.services.servers.write(server, ServerSettings(depth="deep"))
    door.shut()
    used = discord_here.people.use("settings")
    await _hear(discord_here, used, "**Depth**: deep")
    assert all(message["flags"] & 64 for message in used.shown)
    door.open()


async def test_opened_while_the_store_is_broken_the_page_shows_what_holds(
    discord_here: StandIn, client: GlassboxClient, door: Door, server: int
) -> None:
    await client.services.servers.write(server, ServerSettings(depth="deep"))
    door.is_broken = True
    used = discord_here.people.use("settings")
    await _hear(discord_here, used, "**Depth**: deep")


async def test_a_change_that_takes_long_is_told_at_once_and_again_when_it_is_kept(
    discord_here: StandIn, client: GlassboxClient, door: Door, server: int
) -> None:
    door.shut()
    used = discord_here.people.use("settings", {"depth": "deep"})
    await _hear(discord_here, used, _SLOW)
    assert "Saved" not in _read(used)
    door.open()
    await _hear(discord_here, used, "Saved")
    assert (await client.services.store.read_settings(server)).depth == "deep"
    assert (await client.services.servers.read(server)).depth == "deep"


async def test_a_change_that_fails_leaves_what_was_and_says_so(
    discord_here: StandIn, client: GlassboxClient, door: Door, server: int
) -> None:
    await client.services.servers.write(server, ServerSettings(mode="off"))
    door.is_broken = True
    used = discord_here.people.use("settings", {"depth": "deep"})
    await _hear(discord_here, used, "That did not work")
    assert await client.services.servers.read(server) == ServerSettings(mode="off")
    door.is_broken = False
    assert await client.services.store.read_settings(server) == ServerSettings(mode="off")


async def test_two_changes_at_a_time_are_both_kept(
    discord_here: StandIn, client: GlassboxClient, door: Door, server: int
) -> None:
    """The second is made of what the first leaves, not of what stood when it was typed."""
    door.shut()
    first = discord_here.people.use("settings", {"depth": "deep"})
    await discord_here.until(lambda: "write_settings" in door.came, "the first change")
    second = discord_here.people.use("settings", {"visibility": "private"}, author=discord_here.world.people[1])
    for used in (first, second):
        await _hear(discord_here, used, _SLOW)
    door.open()
    for used in (first, second):
        await _hear(discord_here, used, "Saved")
    kept = await client.services.store.read_settings(server)
    assert (kept.depth, kept.visibility) == ("deep", "private")


async def test_while_a_change_takes_long_the_page_can_be_opened(
    discord_here: StandIn, client: GlassboxClient, door: Door
) -> None:
    assert client.is_ready()
    door.shut()
    change = discord_here.people.use("settings", {"depth": "deep"})
    await discord_here.until(lambda: "write_settings" in door.came, "the change")
    used = discord_here.people.use("settings", author=discord_here.world.people[1])
    await _hear(discord_here, used, "**Depth**: short")
    wrong = discord_here.people.use("settings", {"quiet_hours": "late"}, author=discord_here.world.people[2])
    await _hear(discord_here, wrong, "Write quiet hours as two times")
    door.open()
    await _hear(discord_here, change, "Saved")


@pytest.mark.parametrize(("command", "words"), [("review", "No report is open"), ("privacy", "About you")])
async def test_other_pages_of_the_store_say_so_too(discord_here: StandIn, door: Door, command: str, words: str) -> None:
    door.shut()
    used = discord_here.people.use(command)
    await _hear(discord_here, used, _SLOW)
    door.open()
    await _hear(discord_here, used, words)


async def test_a_button_that_waits_for_the_store_says_so_too(discord_here: StandIn, door: Door) -> None:
    message = discord_here.people.mention("is llama open source?")
    reply = await discord_here.wait_for_reply(message)
    await discord_here.settle()
    door.shut()
    used = discord_here.people.press(reply, "glassbox:remove")
    await _hear(discord_here, used, _SLOW)
    door.open()
    await discord_here.until(lambda: not discord_here.world.list_replies(message), "the reply to go")


async def test_a_change_that_is_under_way_at_the_end_is_kept(
    discord_here: StandIn, client: GlassboxClient, door: Door, server: int
) -> None:
    door.shut()
    used = discord_here.people.use("settings", {"depth": "deep"})
    await _hear(discord_here, used, _SLOW)
    closing = asyncio.create_task(client.close())
    await asyncio.sleep(_PATIENCE)
    door.open()
    await closing
    assert (await client.services.store.read_settings(server)).depth == "deep"
    await client.services.store.close()
