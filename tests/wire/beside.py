"""A stand-in in a thread of its own, for what needs the main thread: `glassbox run` waits there for signals."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from tests.wire.stand_in import TOKEN, StandIn

Script = Callable[[StandIn], Awaitable[None]]
"""What happens on Discord while the bot runs; it ends with Discord cutting the bot off for good."""

_PATIENCE = 15
"""Seconds after which a bot that still runs is cut off, so that the suite goes on."""


async def do_nothing(_discord: StandIn) -> None:
    """The script for a bot that does not come as far as to connect."""


@contextmanager
def stand_beside(script: Script) -> Iterator[StandIn]:
    """The stand-in for the length of a block, with a script running on it."""
    started: list[StandIn] = []
    ready, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(script, started, ready, ended)))
    thread.start()
    ready.wait()
    try:
        yield started[0]
    finally:
        ended.set()
        thread.join()


async def _serve(script: Script, started: list[StandIn], ready: threading.Event, ended: threading.Event) -> None:
    async with StandIn() as discord_here:
        started.append(discord_here)
        ready.set()
        acting = asyncio.ensure_future(script(discord_here))
        if not await asyncio.to_thread(ended.wait, _PATIENCE):
            discord_here.gateway.token = f"{TOKEN}-reset"
            await discord_here.gateway.close(4004)
            await asyncio.to_thread(ended.wait)
        acting.cancel()
        await asyncio.gather(acting, return_exceptions=True)
