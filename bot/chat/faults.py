"""When something fails: one sentence to the person, with a number that stands in the log beside the traceback."""

import logging
import secrets
from collections.abc import Awaitable

import discord
from discord import app_commands

from bot.chat.render import split_text
from bot.errors import QuestionError

log = logging.getLogger(__name__)

_CONTENT_LIMIT = 2000


class Tree(app_commands.CommandTree[discord.Client]):
    """The command tree with one handler for every failure."""

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /
    ) -> None:
        await tell_failure(interaction, error)


async def tell_failure(interaction: discord.Interaction, error: BaseException) -> None:
    """Answer the person who pressed or typed with the sentence for a failure, for their eyes only."""
    await tell(interaction, describe_failure(error))


async def attempt(interaction: discord.Interaction, deed: Awaitable[None]) -> None:
    """Do what was asked by a button; whatever goes wrong, the person reads one sentence."""
    try:
        await deed
    except Exception as error:  # noqa: BLE001  (discord.py would show nothing)
        await tell_failure(interaction, error)


async def tell(interaction: discord.Interaction, text: str) -> None:
    """Text for one person's eyes, whether the interaction was acknowledged or not; a long one in several messages."""
    nobody = discord.AllowedMentions.none()
    try:
        for piece in split_text(text, _CONTENT_LIMIT):
            if interaction.response.is_done():
                await interaction.followup.send(piece, ephemeral=True, allowed_mentions=nobody)
            else:
                await interaction.response.send_message(piece, ephemeral=True, allowed_mentions=nobody)
    except discord.HTTPException:
        log.warning("A sentence could not be told: Discord refused the message.")


def describe_failure(error: BaseException) -> str:
    """The sentence for the person; all that they cannot mend themselves goes to the log under the number in it."""
    cause = error.__cause__ if isinstance(error, app_commands.AppCommandError) and error.__cause__ else error
    if isinstance(cause, QuestionError):
        return str(cause)
    number = secrets.token_hex(4)
    log.error("Failure %s", number, exc_info=cause)
    return f"That did not work. The failure is logged as {number}: tell it to whoever hosts this bot."
