"""The processes of one bot, each with its share of the shards, as an orchestrator keeps them."""

import asyncio
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import aiohttp

from bot.addresses import PostgresAddress
from tests.wire.hosting import start_host
from tests.wire.stand_in import StandIn

_PROCESSES = 2
_PAUSE = 0.5


class Member(NamedTuple):
    """One process."""

    process: asyncio.subprocess.Process
    port: int
    log: asyncio.Task[tuple[bytes, bytes]]

    async def is_ready(self) -> bool:
        return (await self._read("readyz"))[0] == 200

    async def read_memory(self) -> float:
        """Megabytes in use."""
        _, text = await self._read("metrics")
        lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
        return float(lines["process_resident_memory_bytes"]) / 2**20

    async def _read(self, page: str) -> tuple[int, str]:
        try:
            address = f"http://127.0.0.1:{self.port}/{page}"
            async with aiohttp.ClientSession() as session, session.get(address) as response:
                return response.status, await response.text()
        except aiohttp.ClientError:
            return 0, ""


class Members:
    """Two processes that share all shards evenly."""

    def __init__(self, discord_here: StandIn, address: PostgresAddress, data: Path, folder: Path, shards: int) -> None:
        self._discord = discord_here
        self._address = address
        self._data = data
        self._folder = folder
        self._shards = shards
        self._members: list[Member] = []

    async def __aenter__(self) -> Self:
        self._members = [await self._start(number) for number in range(_PROCESSES)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self._members:
            if member.process.returncode is None:
                member.process.terminate()
        await asyncio.gather(*(member.log for member in self._members))

    def list(self) -> tuple[Member, ...]:
        return tuple(self._members)

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
        await self._members[number].log
        self._members[number] = await self._start(number)
        await self.wait_until_ready(300)

    async def _start(self, number: int) -> Member:
        share = self._shards // _PROCESSES
        port = _find_port()
        process = await start_host(
            self._discord.address,
            self._data,
            self._folder,
            GLASSBOX_DATABASE=self._address.url.get_secret_value(),
            GLASSBOX_SHARDS=f"{number * share}-{(number + 1) * share - 1} of {share * _PROCESSES}",
            GLASSBOX_HEALTH_PORT=str(port),
            GLASSBOX_LOG_LEVEL="WARNING",
        )
        return Member(process, port, asyncio.ensure_future(process.communicate()))


def _find_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])
