"""What a message to the bot asks: mostly what it says; "is this true?" asks about the message it replies to.

Without the message content intent Discord does not send that message's text. Then the bot says how to go on.
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import discord

from bot.chat.addressing import mentions_role_of
from bot.chat.pointing import find_replied, is_reply_to_other, points_elsewhere
from bot.chat.services import Services
from bot.chat.words import explain_silence, read_words
from bot.judge.judgement import SURE
from bot.records.answers import Answer
from bot.records.language import Depth, Utterance
from bot.replies.plain import compose_error

_UNHELPFUL = frozenset({"abstain", "smalltalk", "error"})
_CANNOT_READ = (
    "I cannot read the message that you reply to. Right-click it (hold it on a phone), then Apps, Check this claim."
)
_ROLE_MENTIONED = "That was my role, whose mentions I cannot read: mention me myself, or use /ask."


class Thought(NamedTuple):
    """An answer, and whether what it answers was said by somebody else than who asks."""

    answer: Answer
    of_other: bool = False

    @property
    def helps(self) -> bool:
        return self.answer.kind not in _UNHELPFUL

    @property
    def is_sure(self) -> bool:
        """Whether it answers: who has not asked is neither asked back nor offered anything."""
        return self.helps and self.answer.kind != "clarify"

    @property
    def is_likely(self) -> bool:
        """Whether it answers, and was read surely."""
        return self.is_sure and self.answer.confidence >= SURE


Ask = Callable[[str], Awaitable[Thought]]


async def think(
    services: Services,
    message: discord.Message,
    me: discord.ClientUser,
    session: str,
    depth: Depth,
    *,
    asked: bool = True,
) -> Thought:
    """Answer a message: what it says itself, or what it points at where that says nothing or nothing is known of it.

    `asked` says whether somebody put it to the bot.
    """

    async def ask(text: str) -> Thought:
        utterance = Utterance(text=text, session=session, depth=depth, asked=asked)
        return Thought(await services.assistant.answer(utterance))

    own = read_words(message)
    if not own.strip() and not services.listens and mentions_role_of(message, me):
        return Thought(compose_error("", _ROLE_MENTIONED))
    points = points_elsewhere(own)
    if is_reply_to_other(message, me):
        thought = None if points else await ask(own)
        if thought is not None and thought.helps:
            return thought
        return await _think_of_other(services, find_replied(message, me), ask)
    thought = await ask(own)
    if points and not thought.is_likely and isinstance(message.channel, discord.Thread):
        titled = await ask(message.channel.name)
        return titled._replace(of_other=True) if titled.helps else thought
    return thought


async def _think_of_other(services: Services, replied: discord.Message | None, ask: Ask) -> Thought:
    """The answer to somebody else's message, or why there is none."""
    words = read_words(replied) if replied is not None else ""
    if words.strip():
        return (await ask(words))._replace(of_other=True)
    if services.listens and replied is not None:
        return Thought(compose_error("", explain_silence(replied)))
    return Thought(compose_error("", _CANNOT_READ))
