"""The Discord client: which intents it has, what it may mention (nothing), what it listens to."""

import logging

import discord

from bot.assistant import Assistant
from bot.chat.commands import add_commands
from bot.chat.faults import Tree
from bot.chat.listener import Listener

log = logging.getLogger(__name__)


def choose_intents() -> discord.Intents:
    """No privileged intent: Discord sends the text of mentions, direct messages and pinging replies without."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class GlassboxClient(discord.Client):
    """Answers mentions, direct messages, replies to itself and slash commands."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(intents=choose_intents(), allowed_mentions=discord.AllowedMentions.none())
        self.assistant = assistant
        self.tree = Tree(self)
        self._listener = Listener(assistant)
        add_commands(self.tree, assistant)

    async def setup_hook(self) -> None:
        """Tell Discord the commands. Runs once, after login and before the gateway connects."""
        await self.tree.sync()

    async def on_ready(self) -> None:
        log.info("Connected to %d servers.", len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        if self.user is not None:
            await self._listener.hear(message, self.user)

    async def close(self) -> None:
        """Disconnect, then let the answer in flight finish."""
        await super().close()
        self.assistant.close()
