"""Sending once more where the line to Discord failed. discord.py repeats some failures itself; these are the others.

Repeat only what Discord takes once however often it comes: a message with one nonce (`enforce_nonce` in Discord's
documentation of Create Message), an edit, an acknowledgement.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

T = TypeVar("T")

_TOO_MANY = 429
_PAUSES = (0.25, 1.0)
"""Seconds before the second and the third try."""


async def send_surely(send: Callable[[], Awaitable[T]]) -> T:
    """What `send` returns; tried up to three times where Discord fails or the line is cut."""
    for pause in _PAUSES:
        try:
            return await send()
        except (discord.DiscordServerError, aiohttp.ClientConnectionError):
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            if error.status != _TOO_MANY:  # discord.py has waited and tried five times by then
                raise
            await asyncio.sleep(pause)
    return await send()
