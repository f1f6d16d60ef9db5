"""Messages: which ones are meant for the bot, what they say, and the reply."""

import logging
from collections import OrderedDict

import discord

from bot.assistant import Assistant
from bot.chat.render import render_answer
from bot.records.language import Utterance

log = logging.getLogger(__name__)

_REPLIES_KEPT = 5000


class Listener:
    """Answers a message when it mentions the bot, is a direct message, or replies to the bot."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._sessions: OrderedDict[int, str] = OrderedDict()

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Reply to a message that is meant for the bot; stay silent otherwise."""
        if not is_addressed(message, me):
            return
        utterance = Utterance(text=message.content, session=self._choose_session(message))
        answer = await self._assistant.answer(utterance)
        try:
            for number, embed in enumerate(render_answer(answer)):
                await self._send(message, embed, first=number == 0)
        except discord.HTTPException as error:
            log.warning("Discord refused a reply (status %s): check the bot's permissions there.", error.status)

    async def _send(self, message: discord.Message, embed: discord.Embed, *, first: bool) -> None:
        nobody = discord.AllowedMentions.none()
        if first:
            reference = message.to_reference(fail_if_not_exists=False)
            sent = await message.channel.send(
                embed=embed, reference=reference, mention_author=False, allowed_mentions=nobody
            )
        else:
            sent = await message.channel.send(embed=embed, allowed_mentions=nobody)
        self._sessions[sent.id] = self._choose_session(message)
        while len(self._sessions) > _REPLIES_KEPT:
            self._sessions.popitem(last=False)

    def _choose_session(self, message: discord.Message) -> str:
        """A reply goes on with the conversation it replies to, whoever writes it; else each writer has their own."""
        replied_to = message.reference.message_id if message.reference else None
        if replied_to is not None and replied_to in self._sessions:
            return self._sessions[replied_to]
        return f"discord:{message.channel.id}:{message.author.id}"


def is_addressed(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a message is for the bot: from a person, and a direct message, a mention or a reply to the bot."""
    if message.author.bot or message.webhook_id is not None or message.author.id == me.id:
        return False
    if message.type not in {discord.MessageType.default, discord.MessageType.reply}:
        return False
    if message.guild is None:
        return True
    if any(user.id == me.id for user in message.mentions):
        return True
    replied_to = message.reference.resolved if message.reference else None
    return isinstance(replied_to, discord.Message) and replied_to.author.id == me.id and bool(message.content)
