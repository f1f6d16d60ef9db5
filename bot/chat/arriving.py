"""Logging in where Discord cannot be reached for the moment: tried again with growing pauses, and then given up."""

import asyncio
import logging

import aiohttp
import discord
from pydantic import SecretStr

from bot.chat.client import GlassboxClient
from bot.chat.refusals import name_cause
from bot.errors import DiscordUnreachable

log = logging.getLogger(__name__)

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_PATIENCE = 900.0
"""Seconds of pauses after which a new process shall try: a network may have been set up anew meanwhile."""

_PASSING = (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError, TimeoutError)
"""What may pass by itself: no name service, no route, server errors, limits. A refused token is none of these."""


async def log_in(client: GlassboxClient, token: SecretStr) -> None:
    """Log in and choose the shards. Raises LoginFailure for a refused token, DiscordUnreachable where it stays out of
    reach too long."""
    pause, waited = _FIRST_PAUSE, 0.0
    while True:
        try:
            await client.login(token.get_secret_value())
            await client.choose_shards()
        except _PASSING as error:
            if waited >= _PATIENCE:
                raise DiscordUnreachable(name_cause(error)) from error
            log.warning("Discord cannot be reached (%s): trying again in %g s.", name_cause(error), pause)
        else:
            return
        await client.reset()
        await asyncio.sleep(pause)
        pause, waited = min(pause * 2, _LONGEST_PAUSE), waited + pause
