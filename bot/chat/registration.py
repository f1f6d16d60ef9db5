"""Telling Discord the commands. It happens beside everything else: mentions are answered without it."""

import asyncio
import logging
from collections.abc import Iterator

import aiohttp
import discord

from bot.chat.faults import Tree
from bot.chat.repeating import TOO_MANY

log = logging.getLogger(__name__)

_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 300.0
"""Seconds between tries while Discord fails; each pause is twice the one before."""


async def register_commands(tree: Tree) -> None:
    """Register until Discord takes the list or refuses it for good, which the log tells. Never raises for either."""
    for pause in _grow():
        try:
            await tree.sync()
        except (discord.DiscordServerError, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("The commands could not be registered (%s): trying again in %d s.", type(error).__name__, pause)
        except discord.HTTPException as error:
            if error.status != TOO_MANY:
                _tell_refusal(error)
                return
            log.warning("Discord limits the registration of commands: trying again in %d s.", pause)
        else:
            return
        await asyncio.sleep(pause)


def _tell_refusal(error: discord.HTTPException) -> None:
    log.error(
        "Discord refused the list of commands (status %s, code %s: %s). Mentions and direct messages are answered all "
        "the same; invite the bot again with the link of `glassbox invite` and restart it.",
        error.status,
        error.code,
        error.text,
    )


def _grow() -> Iterator[float]:
    pause = _FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, _LONGEST_PAUSE)
