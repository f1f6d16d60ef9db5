"""`python -m tests.wire.kills [COUNT]`: a bot that people use is killed at random moments, and its database looked at.

The bot is `glassbox run` in a process of its own over the built index, killed with SIGKILL among mentions, commands,
buttons, edits, deletions and settings. It leaves with 1 where the database is not whole, or holds a record that cannot
be read. `--seed` repeats a run as far as two processes can be repeated. Each kill is told on standard error.
"""

import argparse
import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from bot.config import load_settings
from bot.errors import GlassboxError
from bot.store.records import Reply
from bot.store.sql import SqlStore
from tests.wire.hosting import start_host
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn
from tests.wire.world import World

_START = 300.0
"""Seconds that the bot may take to connect: some three alone, many more on a machine that is busy with other work."""

_LIFE = 1.5
"""Seconds that it lives at most once it is connected."""

_PAUSE = 0.01
_TEXTS = ("you can't see inside open models", "is llama open source?", "olmo 3", "my cat likes tuna", "source?")
_BUTTONS = ("details", "sources", "other-side", "compare", "choice-1", "remove")

Streams = tuple[bytes, bytes]


class Users:
    """People who use the bot for as long as it lives."""

    def __init__(self, discord_here: StandIn, dice: Random) -> None:
        self._discord = discord_here
        self._dice = dice
        self._asked: list[Payload] = []

    async def use(self) -> None:
        """One thing after another, until cancelled."""
        acts: tuple[Callable[[], object], ...] = (
            self._mention, self._mention, self._ask, self._press, self._press, self._edit, self._delete, self._set,
        )  # fmt: skip
        while True:
            if self._discord.gateway.connected:
                self._dice.choice(acts)()
            await asyncio.sleep(_PAUSE)

    def _place(self) -> Payload:
        world = self._discord.world
        return {"author": self._dice.choice(world.people), "channel": self._dice.choice(list(world.channels.values()))}

    def _mention(self) -> None:
        self._asked.append(self._discord.people.mention(self._dice.choice(_TEXTS), **self._place()))

    def _ask(self) -> None:
        if self._discord.world.commands:
            self._discord.people.use("ask", {"text": self._dice.choice(_TEXTS)}, **self._place())

    def _press(self) -> None:
        me = self._discord.world.me["id"]
        replies = [one for one in list(self._discord.world.messages.values())[-40:] if one["author"]["id"] == me]
        if replies:
            reply = self._dice.choice(replies)
            self._discord.people.press(reply, f"glassbox:{self._dice.choice(_BUTTONS)}")

    def _edit(self) -> None:
        if self._asked:
            self._discord.people.edit(self._dice.choice(self._asked), self._dice.choice(_TEXTS))

    def _delete(self) -> None:
        if self._asked:
            self._discord.people.delete(self._asked.pop())

    def _set(self) -> None:
        if self._discord.world.commands:
            self._discord.people.use("settings", {"depth": self._dice.choice(("short", "deep"))})


async def kill_often(count: int, data: Path, folder: Path, dice: Random) -> list[str]:
    """Start and kill a bot so often; return what was wrong with its database, a line each."""
    wrong = []
    async with StandIn(World(servers=2, channels=2, people=8), unlimited=True) as discord_here:
        users = Users(discord_here, dice)
        for number in range(1, count + 1):
            await _live_once(discord_here, users, data, folder, dice.uniform(0.0, _LIFE))
            wrong += [f"kill {number}: {fault}" for fault in await look_at(folder / "glassbox.db")]
            sys.stderr.write(f"{number} of {count} kills, {len(wrong)} faults\n")
    return wrong


async def _live_once(discord_here: StandIn, users: Users, data: Path, folder: Path, life: float) -> None:
    bot = await start_host(discord_here.address, data, folder)
    log = asyncio.ensure_future(bot.communicate())
    log.add_done_callback(lambda _: discord_here.notice())
    try:
        await _wait_for(bot, log, discord_here)
        using = asyncio.create_task(users.use())
        await asyncio.sleep(life)
    finally:
        if bot.returncode is None:
            bot.kill()
    using.cancel()
    await log
    await discord_here.gateway.drop()
    await asyncio.wait({using})
    if not using.cancelled() and using.exception() is not None:
        raise using.exception() or AssertionError


async def _wait_for(bot: Process, log: asyncio.Future[Streams], discord_here: StandIn) -> None:
    """Until the bot is connected. Leaves where it does not, and says whether it stood still or was kept waiting."""
    before = _count_seconds()
    try:
        await discord_here.until(lambda: discord_here.gateway.connected or log.done(), "the bot to connect", _START)
        fault = "The bot did not start." if log.done() else ""
    except AssertionError as error:
        fault = str(error)
        bot.kill()
    if fault:
        _, told = await log
        last = told.decode(errors="replace").strip().splitlines()[-1:] or ["nothing"]
        sys.exit(f"{fault} It had {_count_seconds() - before:.1f} s of processor time and said last: {last[0]}")


def _count_seconds() -> float:
    """Processor time of the processes that were started here and have ended."""
    times = os.times()
    return times.children_user + times.children_system


async def look_at(database: Path) -> list[str]:
    """What is wrong with a database: it is not whole, or a record cannot be read."""
    with closing(sqlite3.connect(database)) as connection:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        bodies = [body for (body,) in connection.execute("SELECT body FROM replies")]
        servers = [server for (server,) in connection.execute("SELECT id FROM servers")]
    faults = [] if said == "ok" else [str(said)]
    store = SqlStore(database)
    try:
        for body in bodies:
            Reply.model_validate_json(body)
        for server in servers:
            await store.read_settings(server)
        await store.list_reports(None, None)
        await store.list_gaps(None)
        await store.list_votes()
    except (GlassboxError, ValueError) as error:
        faults.append(str(error))
    finally:
        await store.close()
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    seed = int(time.time()) if arguments.seed is None else arguments.seed
    with tempfile.TemporaryDirectory() as folder:
        wrong = asyncio.run(kill_often(arguments.count, load_settings().data, Path(folder), Random(seed)))  # noqa: S311
        size = (Path(folder) / "glassbox.db").stat().st_size
    told = "\n".join([*wrong, f"{arguments.count} kills (seed {seed}), {len(wrong)} faults, {size} bytes of database"])
    sys.stdout.write(f"{told}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
