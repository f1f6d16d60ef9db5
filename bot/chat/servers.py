"""The settings of servers, read from the store and kept for a while: another process may change them."""

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple
from weakref import WeakValueDictionary

from bot.chat.patience import Patience
from bot.errors import StoreError
from bot.recent import Recent
from bot.store.records import ServerSettings
from bot.store.store import Store

_KEPT = 5000
_AGE = 30.0
"""Seconds after which settings are read again."""


Alter = Callable[[ServerSettings], ServerSettings]


class _Kept(NamedTuple):
    settings: ServerSettings
    until: float
    """The moment on the monotonic clock from which on they may be others."""


class ServerBook:
    """Reads through a bounded cache and writes through it. Direct messages have the defaults."""

    def __init__(self, store: Store, patience: Patience | None = None) -> None:
        self._store = store
        self._patience = patience or Patience()
        self._kept: Recent[int, _Kept] = Recent(_KEPT)
        self._changing: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._knows_all = False
        """Whether every choice was read once: a server that is not kept had made none then."""

    def __len__(self) -> int:
        return len(self._kept)

    def widen(self, servers: int) -> None:
        """Keep the settings of so many servers."""
        self._kept.widen(servers)

    async def load(self, is_ours: Callable[[int], bool]) -> None:
        """Read what managers of our servers chose, so that it is known while the store is away. Raises StoreError."""
        last = -1
        while found := await self._store.list_settings(last):
            last = max(found)
            self._kept.widen(len(self._kept) + len(found))
            for server in filter(is_ours, found):
                self._keep(server, found[server])
        self._knows_all = True

    async def read(self, server: int | None) -> ServerSettings:
        """The settings of a server, half a minute old at most while the store answers; while it does not, as they were.
        Raises StoreError where they cannot be read and never were."""
        if server is None:
            return ServerSettings()
        kept = self._kept.get(server)
        if kept is not None and time.monotonic() < kept.until:
            return kept.settings
        known = kept.settings if kept else ServerSettings() if self._knows_all else None
        if known is None:
            return await self._fetch(server)
        if self._patience.is_over:
            return known
        try:
            return await self._patience.wait(self._fetch(server)) or known
        except StoreError:
            return known

    async def read_soon(self, server: int | None) -> ServerSettings | None:
        """The same, or None where the store does not answer in time for an acknowledgement."""
        if self._knows_all or server in self._kept:
            return await self.read(server)
        return await self._patience.wait(self.read(server))

    async def write(self, server: int, settings: ServerSettings) -> None:
        """Keep what a manager chose."""
        await self._store.write_settings(server, settings)
        self._keep(server, settings)

    async def change(self, server: int, alter: Alter) -> ServerSettings:
        """Keep what `alter` makes of the settings, and return it. Changes of a server are made in turn, so that none is
        lost beside one that takes long. Raises StoreError."""
        async with self._changing.setdefault(server, asyncio.Lock()):
            changed = alter(await self.read(server))
            await self.write(server, changed)
        return changed

    async def forget(self, server: int) -> None:
        """Delete everything that is stored of a server. Raises StoreError."""
        await self._store.forget_server(server)
        self.drop(server)

    def drop(self, server: int) -> None:
        """Keep the settings of a server in mind no longer."""
        self._kept.pop(server, None)

    async def _fetch(self, server: int) -> ServerSettings:
        settings = await self._store.read_settings(server)
        self._keep(server, settings)
        return settings

    def _keep(self, server: int, settings: ServerSettings) -> None:
        self._kept[server] = _Kept(settings, time.monotonic() + _AGE)
