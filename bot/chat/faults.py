"""When something fails: one sentence to the person, with a number that stands in the log beside the traceback.

Nobody is told, and no alarm is raised, where the interaction itself is over: Discord takes nothing for it any more.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable
from typing import TypeVar

import discord
from discord import app_commands

from bot.chat.paging import split_text
from bot.chat.repeating import respond_surely
from bot.chat.taking import AnsweredElsewhere
from bot.errors import QuestionError

log = logging.getLogger(__name__)

T = TypeVar("T")

_CONTENT_LIMIT = 2000
_USUAL = 2.0
"""Seconds that the database takes at most while nothing is wrong."""

_SLOW = "The database is slow just now. I am still at it, and tell you here when it is done."

_OVER = frozenset({10003, 10008, 10015, 10062, 40060, 50001, 50013, 50027})
"""Discord's codes for an interaction, a message or a place that is gone, came too late or is closed to the bot."""


class Tree(app_commands.CommandTree[discord.Client]):
    """The command tree with one handler for every failure."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(client)
        # A completion list that comes after the next letter was typed is refused; discord.py logs a traceback of it.
        logging.getLogger("discord.app_commands.tree").addFilter(_is_news)

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /
    ) -> None:
        await tell_failure(interaction, error)


async def tell_failure(interaction: discord.Interaction, error: BaseException) -> None:
    """Answer the person who pressed or typed with the sentence for a failure, for their eyes only."""
    cause = _find_cause(error)
    if isinstance(cause, AnsweredElsewhere):
        return
    if _is_over(cause):
        log.info("An interaction could not be answered: Discord says that it is over (%s).", cause)
    else:
        await tell(interaction, describe_failure(cause))


async def attempt(interaction: discord.Interaction, deed: Awaitable[None]) -> None:
    """Do what was asked by a button; whatever goes wrong, the person reads one sentence."""
    try:
        await deed
    except Exception as error:  # noqa: BLE001  (discord.py would show nothing)
        await tell_failure(interaction, error)


async def tell(interaction: discord.Interaction, text: str) -> None:
    """Text for one person's eyes, whether the interaction was acknowledged or not; a long one in several messages."""
    try:
        for piece in split_text(text, _CONTENT_LIMIT):
            await _tell_piece(interaction, piece)
    except discord.HTTPException as error:
        log.log(logging.INFO if _is_over(error) else logging.WARNING, "A sentence could not be told (%s).", error)


async def tell_if_slow(interaction: discord.Interaction, work: Awaitable[T]) -> T:
    """What `work` for an acknowledged interaction returns or raises; where that takes longer than usual, whoever waits
    reads so meanwhile."""
    task = asyncio.ensure_future(work)
    await asyncio.wait({task}, timeout=_USUAL)
    if not task.done():
        await tell(interaction, _SLOW)
    return await task


async def _tell_piece(interaction: discord.Interaction, piece: str) -> None:
    nobody = discord.AllowedMentions.none()
    if interaction.response.is_done():
        await interaction.followup.send(piece, ephemeral=True, allowed_mentions=nobody)
        return
    await respond_surely(
        interaction, lambda: interaction.response.send_message(piece, ephemeral=True, allowed_mentions=nobody)
    )


def describe_failure(error: BaseException) -> str:
    """The sentence for the person; all that they cannot mend themselves goes to the log under the number in it."""
    cause = _find_cause(error)
    if isinstance(cause, QuestionError):
        return str(cause)
    number = secrets.token_hex(4)
    log.error("Failure %s", number, exc_info=cause)
    return f"That did not work. The failure is logged as {number}: tell it to whoever hosts this bot."


def _find_cause(error: BaseException) -> BaseException:
    return error.__cause__ if isinstance(error, app_commands.AppCommandError) and error.__cause__ else error


def _is_over(error: BaseException | None) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in _OVER


def _is_news(record: logging.LogRecord) -> bool:
    return not (record.exc_info and _is_over(record.exc_info[1]))
