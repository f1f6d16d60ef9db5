"""Connects a client until it is stopped by a signal, and turns refusals by Discord into plain sentences."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager

import discord
from pydantic import SecretStr

from bot.chat.arriving import log_in
from bot.chat.client import GlassboxClient
from bot.errors import ConfigurationError

_GRACE = 2.0
"""Seconds that a client has to end by itself once it is closed: between two tries to connect it sleeps for minutes."""
_SWALLOWED = 0.5

_TOKEN_REFUSED = "Discord refused the token: copy it again from the Bot page of your application into DISCORD_TOKEN."  # noqa: S105
_INTENT_REFUSED = (
    "Discord refused the message content intent: switch it on under Bot in your application, or set "
    "GLASSBOX_MESSAGE_CONTENT=false."
)
_ENDS = {
    4004: _TOKEN_REFUSED,
    4010: "Discord does not know a shard that this process asks for: mend GLASSBOX_SHARDS.",
    4011: (
        "Discord wants more shards than GLASSBOX_SHARDS says: one may serve some 2,500 servers. Raise their number in "
        "all processes, or remove the setting where there is one."
    ),
    4013: "Discord does not know an intent that this version asks for: update Glassbox.",
    4014: _INTENT_REFUSED,
}
"""Codes with which Discord ends a connection for good, and what to do."""


def connect(client: GlassboxClient, token: SecretStr, around: AbstractAsyncContextManager[None]) -> None:
    """Run until stopped, with what belongs `around` a running bot. Raises ConfigurationError for a refused token or
    intent, DiscordUnreachable where Discord stays out of reach."""
    try:
        asyncio.run(_run(client, token, around))
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigurationError(_INTENT_REFUSED) from error
    except discord.LoginFailure as error:
        raise ConfigurationError(_TOKEN_REFUSED) from error
    except discord.ConnectionClosed as error:
        unknown = f"Discord ended the connection for good (code {error.code}): look the code up and start again."
        raise ConfigurationError(_ENDS.get(error.code, unknown)) from error


async def _run(client: GlassboxClient, token: SecretStr, around: AbstractAsyncContextManager[None]) -> None:
    """Start, and end soon after a signal in whichever phase it comes."""
    with _hear_signals() as stopping:
        async with client, around:
            running = asyncio.create_task(_start(client, token))
            stopped = asyncio.create_task(stopping.wait())
            try:
                await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
                if running.done():
                    await running
            finally:
                stopped.cancel()
                await _end(client, running)


async def _start(client: GlassboxClient, token: SecretStr) -> None:
    await log_in(client, token)
    await client.connect()


async def _end(client: GlassboxClient, running: asyncio.Task[None]) -> None:
    """A connected client finishes what it was asked; one that is still arriving is cut off."""
    if client.is_ready():
        await client.close()
        await asyncio.wait({running}, timeout=_GRACE)
    while not running.done():
        running.cancel()  # once more where the first fell into the end of a wait, which may swallow it
        await asyncio.wait({running}, timeout=_SWALLOWED)
    await asyncio.gather(running, return_exceptions=True)


@contextlib.contextmanager
def _hear_signals() -> Iterator[asyncio.Event]:
    """An event that is set by SIGTERM or Ctrl-C. On Windows, which has no such handlers, Ctrl-C cancels the task."""
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    numbers = (signal.SIGTERM, signal.SIGINT)
    with contextlib.suppress(NotImplementedError):
        for number in numbers:
            loop.add_signal_handler(number, stopping.set)
    try:
        yield stopping
    finally:
        with contextlib.suppress(NotImplementedError):
            for number in numbers:
                loop.remove_signal_handler(number)
