"""What /privacy promises is kept while the bot runs: what is old is deleted, and so are servers that are left.

Of several processes one does that, and tells Discord the commands.
"""

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable, Coroutine

from bot.chat.clock import Clock
from bot.chat.servers import ServerBook
from bot.errors import StoreError
from bot.store.store import Store

log = logging.getLogger(__name__)

KEPT_DAYS = 180
_EVENT_AGE = dt.timedelta(hours=1)
"""An event that comes twice comes within seconds, or minutes where a connection is resumed."""

_HOUR = 3600.0
_ROUND = 15.0
"""Seconds between two looks at who leads."""

_PIECE = 200
_EVENT_PIECE = 1000
_BREATH = 0.05
"""Seconds between two pieces, in which everything else that waits for the store comes first."""


Deed = Callable[[], Coroutine[None, None, None]]


async def keep_house(store: Store, clock: Clock, register: Deed, forget_left: Deed) -> None:
    """Forget every hour the servers that are left and could not be forgotten when they were. While this process leads:
    tell Discord the commands once, and delete what is old every hour. Until cancelled."""
    led, due = False, time.monotonic()
    async with asyncio.TaskGroup() as deeds:
        deeds.create_task(_do_hourly(forget_left))
        while True:
            leads = await store.take_lead()
            if leads and not led:
                deeds.create_task(register())
            if leads and time.monotonic() >= due:
                due = time.monotonic() + _HOUR
                await _delete_old(store, clock)
            led = leads
            await asyncio.sleep(min(_ROUND, _HOUR))


async def _do_hourly(deed: Deed) -> None:
    while True:
        await asyncio.sleep(_HOUR)
        await deed()


async def _delete_old(store: Store, clock: Clock) -> None:
    """A store that fails is tried again the next hour."""
    try:
        await prune(store, clock.now() - dt.timedelta(days=KEPT_DAYS))
    except StoreError as error:
        log.warning("What is old could not be deleted: %s", error)


async def prune(store: Store, before: dt.datetime) -> None:
    """Delete what is older, in small pieces, and events that cannot come again."""
    deleted = _PIECE
    while deleted:
        deleted = await store.prune(before, _PIECE)
        deleted += await store.prune_events(dt.datetime.now(tz=dt.UTC) - _EVENT_AGE, _EVENT_PIECE)
        await asyncio.sleep(_BREATH)


async def forget_server(servers: ServerBook, server: int) -> None:
    """Forget a server that sends the bot away. A store that fails is tried again within the hour."""
    try:
        await servers.forget(server)
    except StoreError as error:
        log.warning("Server %d is left and could not be forgotten yet: %s", server, error)


async def forget_left_servers(store: Store, servers: ServerBook, bot: int, has_left: Callable[[int], bool]) -> None:
    """Forget the servers that sent the bot away while it was down. With another bot's token nothing is forgotten: its
    servers are others."""
    try:
        if not await store.claim(bot):
            log.warning("The database is that of another bot: nothing of its servers is deleted.")
            return
        for server in filter(has_left, await store.list_servers()):
            await servers.forget(server)
            log.info("Everything of server %d is deleted: the bot is not in it any more.", server)
    except StoreError as error:
        log.warning("Servers that are left could not be forgotten: %s", error)
