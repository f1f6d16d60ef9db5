"""A line of the network that can be cut: what connects to it is led on to an address or to a socket of this machine."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

_PIECE = 65_536


class Line:
    """Leads from a port of its own to one place. While it is cut nothing passes, and nobody can connect."""

    def __init__(self, target: str | Path) -> None:
        """`target` is 'host:port', or the path of a socket."""
        self._target = target
        self._is_cut = False
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()[:2]
        self.address = f"{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()
        self._server.close()

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """Cut for the length of a block; what was connected is lost."""
        self._is_cut = True
        self._drop()
        try:
            yield
        finally:
            self._is_cut = False

    def _drop(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        try:
            there, onward = await self._reach()
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, onward}
        self._writers |= ends
        try:
            await asyncio.gather(_pass(reader, onward), _pass(there, writer))
        finally:
            self._writers -= ends
            for end in ends:
                end.transport.abort()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self._target, Path):
            return await asyncio.open_unix_connection(self._target)
        host, _, port = self._target.rpartition(":")
        return await asyncio.open_connection(host, int(port))


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """What comes from one end goes to the other, until either ends."""
    with contextlib.suppress(OSError):
        while data := await reader.read(_PIECE):
            writer.write(data)
            await writer.drain()
    writer.close()
