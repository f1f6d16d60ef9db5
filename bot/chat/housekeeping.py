"""What /privacy promises is kept while the bot runs: what is old is deleted, and so are servers that are left."""

import asyncio
import datetime as dt
import logging

from bot.chat.clock import Clock
from bot.chat.servers import ServerBook
from bot.errors import StoreError
from bot.store.store import Store

log = logging.getLogger(__name__)

KEPT_DAYS = 180
_DAY = 86_400.0
_PIECE = 200
_BREATH = 0.05
"""Seconds between two pieces, in which everything else that waits for the store comes first."""


async def keep_house(store: Store, clock: Clock) -> None:
    """Delete what is old, at once and then daily, until cancelled. A store that fails is tried again the next day."""
    while True:
        try:
            await prune(store, clock.now() - dt.timedelta(days=KEPT_DAYS))
        except StoreError as error:
            log.warning("What is old could not be deleted: %s", error)
        await asyncio.sleep(_DAY)


async def prune(store: Store, before: dt.datetime) -> None:
    """Delete what is older, in small pieces."""
    deleted = _PIECE
    while deleted:
        deleted = await store.prune(before, _PIECE)
        await asyncio.sleep(_BREATH)


async def forget_left_servers(store: Store, servers: ServerBook, bot: int, present: set[int]) -> None:
    """Forget the servers that sent the bot away while it was down. With another bot's token nothing is forgotten: its
    servers are others."""
    try:
        if not await store.claim(bot):
            log.warning("The database is that of another bot: nothing of its servers is deleted.")
            return
        for server in set(await store.list_servers()) - present:
            await servers.forget(server)
            log.info("Everything of server %d is deleted: the bot is not in it any more.", server)
    except StoreError as error:
        log.warning("Servers that are left could not be forgotten: %s", error)
