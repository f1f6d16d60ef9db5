"""Sending once more where the line to Discord failed. discord.py repeats some failures itself; these are the others.

Repeat only what Discord takes once however often it comes: a message with one nonce (`enforce_nonce` in Discord's
documentation of Create Message), an edit, an acknowledgement.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

from bot.chat.services import find_services
from bot.chat.taking import AnsweredElsewhere, take_up

T = TypeVar("T")

TOO_MANY = 429
_PAUSES = (0.25, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before each further try of a message: half a minute of a cut line. Discord knows a nonce for some minutes."""

_ACK_PAUSES = (0.1, 0.4, 1.0)
"""Discord takes an acknowledgement within three seconds of the press or not at all."""

_ACKNOWLEDGED_ALREADY = 40060
"""Discord's code for an acknowledgement that it has: an earlier try took effect and its answer was lost."""


async def send_surely(send: Callable[[], Awaitable[T]], pauses: tuple[float, ...] = _PAUSES) -> T:
    """What `send` returns; tried again after each of the pauses where Discord fails or the line is cut."""
    for pause in pauses:
        try:
            return await send()
        except (discord.DiscordServerError, aiohttp.ClientConnectionError):
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            if error.status != TOO_MANY:  # discord.py has waited and tried five times by then
                raise
            await asyncio.sleep(pause)
    return await send()


async def acknowledge(interaction: discord.Interaction, *, thinking: bool = True, ephemeral: bool = False) -> None:
    """Tell Discord that an answer follows, surely. Without `thinking` a pressed button just stays as it is.

    Raises AnsweredElsewhere where another process takes the interaction up; the database is asked after Discord was
    told.
    """
    await respond_surely(interaction, lambda: interaction.response.defer(thinking=thinking, ephemeral=ephemeral))
    if not await take_up(find_services(interaction), interaction.id):
        raise AnsweredElsewhere


async def respond_surely(interaction: discord.Interaction, respond: Callable[[], Awaitable[object]]) -> None:
    """Respond to an interaction for the first time, again where the line is cut."""
    try:
        await send_surely(respond, _ACK_PAUSES)
    except discord.HTTPException as error:
        if error.code != _ACKNOWLEDGED_ALREADY:
            raise
        _note_acknowledged(interaction)


def _note_acknowledged(interaction: discord.Interaction) -> None:
    """discord.py notes only what it saw succeed; without the note it would respond once more instead of following
    up. It has no public way to say so."""
    interaction.response._response_type = discord.InteractionResponseType.deferred_channel_message
