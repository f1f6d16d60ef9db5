"""The settings of servers, read from the store once and kept while they are in use."""

import asyncio

from bot.recent import Recent
from bot.store.records import ServerSettings
from bot.store.store import Store

_KEPT = 5000
_SOON = 1.0
"""Seconds: Discord waits three for an acknowledgement."""


class ServerBook:
    """Reads through a bounded cache and writes through it. Direct messages have the defaults."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: Recent[int, ServerSettings] = Recent(_KEPT)

    def __len__(self) -> int:
        return len(self._kept)

    async def read(self, server: int | None) -> ServerSettings:
        """The settings of a server. Raises StoreError where they cannot be read."""
        if server is None:
            return ServerSettings()
        if server not in self._kept:
            self._kept[server] = await self._store.read_settings(server)
        return self._kept[server]

    async def read_soon(self, server: int | None) -> ServerSettings | None:
        """The same, or None where the store does not answer in time for an acknowledgement."""
        reading = asyncio.ensure_future(self.read(server))
        await asyncio.wait({reading}, timeout=_SOON)
        if reading.done():
            return reading.result()
        reading.add_done_callback(lambda late: late.cancelled() or late.exception())  # told to whoever reads next
        return None

    async def write(self, server: int, settings: ServerSettings) -> None:
        """Keep what a manager chose."""
        await self._store.write_settings(server, settings)
        self._kept[server] = settings

    async def forget(self, server: int) -> None:
        """Delete everything that is stored of a server."""
        await self._store.forget_server(server)
        self._kept.pop(server, None)
