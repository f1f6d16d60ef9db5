"""Words beside the answers: private ones about limits and refusals, and what may fail without anybody minding."""

import logging
import time

import discord

from bot.chat.delivery import NOBODY
from bot.chat.refusals import Place, describe_refusal
from bot.recent import Recent

log = logging.getLogger(__name__)

_KEPT = 5000
_PAUSE = 600.0
"""Seconds between two private words to one person."""


class Notices:
    """Tells somebody privately why no answer comes, once in a while."""

    def __init__(self) -> None:
        self._told: Recent[int, float] = Recent(_KEPT)

    async def tell(self, person: discord.User | discord.Member, sentence: str) -> None:
        now = time.monotonic()
        last = self._told.get(person.id)
        if last is not None and now - last < _PAUSE:
            return
        self._told[person.id] = now
        try:
            await person.send(sentence, allowed_mentions=NOBODY)
        except discord.HTTPException:
            log.debug("A notice could not be sent: direct messages are closed.")


async def say_quietly(channel: discord.abc.Messageable, sentence: str) -> None:
    """A sentence in a channel; a refusal is logged."""
    try:
        await channel.send(sentence, allowed_mentions=NOBODY)
    except discord.HTTPException as error:
        log.warning("%s", describe_refusal(error, Place(channel)))


async def delete_quietly(channel: discord.abc.Messageable, message: int) -> None:
    """Take a message of ours away, if it is still there."""
    try:
        await channel.get_partial_message(message).delete()  # type: ignore[attr-defined]
    except discord.HTTPException:
        log.debug("A reply was gone already.")
