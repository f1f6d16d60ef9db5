"""The processes of one bot, each with its share of the shards, as an orchestrator keeps them."""

import asyncio
import contextlib
import re
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlsplit

import aiohttp

from bot.addresses import PostgresAddress
from tests.wire.hosting import start_host
from tests.wire.lines import Line
from tests.wire.stand_in import StandIn

_PROCESSES = 2
_PAUSE = 0.5
_WARNINGS, _LONGEST = 12, 160
"""Different sentences of the logs that are shown, and characters of each."""


class Use(NamedTuple):
    """What a process takes of the machine."""

    memory: float
    """Megabytes."""

    processor: float
    """Seconds since its start."""


class Member(NamedTuple):
    """One process."""

    process: asyncio.subprocess.Process
    port: int
    log: asyncio.Task[tuple[bytes, bytes]]

    async def is_ready(self) -> bool:
        return (await self._read("readyz"))[0] == 200

    async def read_use(self) -> Use:
        _, text = await self._read("metrics")
        lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        memory = float(lines["process_resident_memory_bytes"]) / 2**20
        return Use(memory, float(lines["process_cpu_seconds_total"]))

    async def _read(self, page: str) -> tuple[int, str]:
        try:
            address = f"http://127.0.0.1:{self.port}/{page}"
            async with aiohttp.ClientSession() as session, session.get(address) as response:
                return response.status, await response.text()
        except aiohttp.ClientError:
            return 0, ""


class Members:
    """Two processes that share all shards evenly. The first one's network can be cut."""

    def __init__(
        self,
        discord_here: StandIn,
        address: PostgresAddress,
        database: Path,
        data: Path,
        folder: Path,
        shards: int,
        logs: Path | None,
    ) -> None:
        """`database` is the socket on which the address is served; `logs` is where to keep what the processes log."""
        self._address = address
        self._data = data
        self._folder = folder
        self._share = shards // _PROCESSES
        self._discord = discord_here
        self._lines = Line(discord_here.address), Line(database)
        self._members: list[Member] = []
        self._logs = logs
        self._warnings: Counter[str] = Counter()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        for line in self._lines:
            await self._stack.enter_async_context(line)
        self._members = [await self._start(number) for number in range(_PROCESSES)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self._members:
            if member.process.returncode is None:
                member.process.terminate()
        for member in self._members:
            self._note_log((await member.log)[1])
        await self._stack.aclose()

    async def read_use(self) -> list[Use]:
        """What each takes."""
        return [await member.read_use() for member in self._members]

    def serves(self, number: int, server: str) -> bool:
        """Whether a process serves a server."""
        return (int(server) >> 22) % (self._share * _PROCESSES) // self._share == number

    async def wait_until_ready(self, patience: float) -> None:
        """Until every process is connected with all its shards. Raises AssertionError where one ends or takes too
        long."""
        end = time.monotonic() + patience
        while not all([await member.is_ready() for member in self._members]):
            for member in self._members:
                assert member.process.returncode is None, (await member.log)[1].decode(errors="replace")[-2000:]
            assert time.monotonic() < end, "The processes did not get ready."
            await asyncio.sleep(_PAUSE)

    async def replace(self, number: int) -> None:
        """Kill a process without a word, start it again, and wait for it."""
        self._members[number].process.kill()
        self._note_log((await self._members[number].log)[1])
        self._members[number] = await self._start(number)
        await self.wait_until_ready(300)

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """The first process reaches neither Discord nor the database for the length of a block."""
        with self._lines[0].cut(), self._lines[1].cut():
            yield

    def count_warnings(self) -> list[tuple[str, str]]:
        """What the processes said in their logs, and how often; numbers are left out."""
        return [(f"  logged {times} times", line) for line, times in self._warnings.most_common(_WARNINGS)]

    def _note_log(self, log: bytes) -> None:
        text = log.decode(errors="replace")
        if self._logs is not None:
            self._logs.mkdir(parents=True, exist_ok=True)
            (self._logs / f"{len(list(self._logs.iterdir()))}.log").write_text(text, encoding="utf-8")
        lines = text.splitlines()
        said = (line for line in lines if " WARNING " in line or " ERROR " in line)
        self._warnings.update(re.sub(r"[0-9a-f]*\d[0-9a-f.]*", "#", line)[:_LONGEST] for line in said)

    async def _start(self, number: int) -> Member:
        address, database = self._discord.address, self._address.url.get_secret_value()
        if number == 0:
            parts = urlsplit(database)
            address, database = (
                self._lines[0].address,
                f"postgresql://{parts.username}@{self._lines[1].address}{parts.path}",
            )
        port = _find_port()
        first = number * self._share
        process = await start_host(
            address,
            self._data,
            self._folder,
            GLASSBOX_DATABASE=database,
            GLASSBOX_SHARDS=f"{first}-{first + self._share - 1} of {self._share * _PROCESSES}",
            GLASSBOX_HEALTH_PORT=str(port),
            GLASSBOX_LOG_LEVEL="WARNING",
        )
        return Member(process, port, asyncio.ensure_future(process.communicate()))


def _find_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])
