"""A second `glassbox run` on a database in a file: it says why it does not start, and nothing is lost."""

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.config import Settings
from bot.store.sql import SqlStore
from tests.deploy.test_files import read_unit
from tests.wire.hosting import start_host
from tests.wire.stand_in import StandIn

Start = Callable[[], Awaitable[Process]]


@pytest.fixture
async def start(
    discord_here: StandIn, host_settings: Settings, tmp_path: Path, unused_tcp_port: int
) -> AsyncIterator[Start]:
    """Starts one bot more in the same folder, as who types the same once more; all end with the test."""
    started: list[Process] = []

    async def start() -> Process:
        port = str(unused_tcp_port)
        bot = await start_host(discord_here.address, host_settings.data, tmp_path, GLASSBOX_HEALTH_PORT=port)
        started.append(bot)
        return bot

    yield start
    for bot in started:
        if bot.returncode is None:
            bot.kill()
            await bot.communicate()


async def _connect(discord_here: StandIn, start: Start, times: int) -> Process:
    bot = await start()
    identifies = discord_here.gateway.identifies
    await discord_here.until(lambda: len(identifies) >= times and discord_here.gateway.connected, "a bot", patience=60)
    return bot


async def test_the_second_says_so_and_ends_the_first_goes_on_and_is_followed(
    discord_here: StandIn, start: Start, tmp_path: Path
) -> None:
    first = await _connect(discord_here, start, 1)
    used = discord_here.people.use("settings", {"depth": "deep"})
    await discord_here.wait_for_shown(used)

    second = await start()
    async with asyncio.timeout(60):
        _, log = await second.communicate()
    told = log.decode().splitlines()[-1]
    assert told.startswith(f"glassbox: The database {tmp_path / 'glassbox.db'} belongs to a Glassbox that runs already")
    assert "PostgreSQL" in told
    assert b"Traceback" not in log
    assert str(second.returncode) not in read_unit()["RestartPreventExitStatus"].split()
    assert len(discord_here.gateway.identifies) == 1

    message = discord_here.people.mention("is llama open source?")
    await discord_here.wait_for_reply(message)
    await discord_here.settle()
    assert len(discord_here.world.list_replies(message)) == 1

    first.send_signal(signal.SIGKILL)
    await first.communicate()
    third = await _connect(discord_here, start, 2)
    used = discord_here.people.use("settings")
    shown = await discord_here.wait_for_shown(used)
    assert "**Depth**: deep" in shown["content"]
    reply = await SqlStore(tmp_path / "glassbox.db").find_replies_to(int(message["id"]))
    assert len(reply) == 1
    third.send_signal(signal.SIGTERM)
    await third.communicate()
    assert third.returncode == 0
