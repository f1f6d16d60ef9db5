"""When a command fails: one sentence to the person, with a number that stands in the log beside the traceback."""

import logging
import secrets

import discord
from discord import app_commands

from bot.errors import GlassboxError

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree[discord.Client]):
    """The command tree with one handler for every failure."""

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /
    ) -> None:
        sentence = describe_failure(error)
        try:
            if interaction.response.is_done():
                await interaction.followup.send(sentence, ephemeral=True)
            else:
                await interaction.response.send_message(sentence, ephemeral=True)
        except discord.HTTPException:
            log.warning("A failure could not be told: Discord refused the message.")


def describe_failure(error: BaseException) -> str:
    """The sentence for the person; anything unexpected goes to the log under the number in it."""
    cause = error.__cause__ or error
    if isinstance(cause, GlassboxError):
        return str(cause)
    number = secrets.token_hex(4)
    log.error("Failure %s", number, exc_info=cause)
    return f"That did not work. The failure is logged as {number}: tell it to whoever hosts this bot."
