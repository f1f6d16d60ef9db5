"""One process of several takes an event up: a server's events may come to two while a new process replaces an old one.

The database decides, by a unique key. Where it does not answer soon the event is taken up all the same: of messages
with one nonce Discord shows the first alone (`enforce_nonce` in its documentation of Create Message).
"""

import hashlib
import logging

import discord

from bot.chat.services import Services
from bot.errors import StoreError

log = logging.getLogger(__name__)


class AnsweredElsewhere(Exception):
    """Another process has the event: there is nothing left to do about it."""


def number_message(message: discord.Message, asker: int) -> int:
    """A number of 63 bits for what somebody asks by one version of a message, the same in every process."""
    return number_version(message.id, asker, message.edited_at.isoformat() if message.edited_at else "")


def number_version(message: int, asker: int, edited: str = "") -> int:
    """The same for a message that is told by its number and when it was edited."""
    digest = hashlib.blake2b(f"{message} {edited} {asker}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


async def take_up(services: Services, event: int) -> bool:
    """Whether this process shall do something about an event."""
    if not services.store.is_shared:
        return True
    try:
        is_ours = await services.patience.wait(services.store.take_up(event))
    except StoreError as error:
        log.warning("An event is taken up without the database: %s", error)
        return True
    return is_ours is not False
