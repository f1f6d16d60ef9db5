"""Lines that point at another message: "is this true?", "check this", a mention and nothing else. Pure."""

import re

import discord

from bot.understanding.text import normalise

_POINTING = frozenset(
    """
    a about above accurate actually any bot bs bullshit can cap check claim comment confirm correct could debunk do
    does even explain evaluate fact factcheck factual fair false for hello here hey hi him his how he i is isnt it judge
    just kindly legit legitimate lol look made make me message no of off ok okay on one opinion or our out please pls
    plz post proof prove quick rate real really reliable right said say says see she so sense sound statement take tell
    that the their them there these they thing think this those thoughts to true truth tweet u up us valid verify was
    wdym weigh what whats with would wrong yes you your yo
    """.split()
)
"""Words with which people point at what somebody else said, and say nothing of their own."""

_LONGEST = 12
_WORD = re.compile(r"[a-z]+")


def points_elsewhere(text: str) -> bool:
    """Whether a line says nothing by itself."""
    words = _WORD.findall(normalise(text).casefold().replace("'", ""))
    return len(words) <= _LONGEST and all(word in _POINTING for word in words)


def is_reply_to_other(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a message replies to somebody else than the bot; forwards and notices refer to messages too."""
    reference = message.reference
    if reference is None or reference.type is not discord.MessageReferenceType.reply:
        return False
    return not (isinstance(reference.resolved, discord.Message) and reference.resolved.author.id == me.id)


def find_replied(message: discord.Message, me: discord.ClientUser) -> discord.Message | None:
    """The message of somebody else that a message replies to, as far as Discord sent it along."""
    resolved = message.reference.resolved if message.reference and is_reply_to_other(message, me) else None
    return resolved if isinstance(resolved, discord.Message) else None


def is_for_others(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a line is said to somebody else: it mentions or replies to them."""
    if any(user.id != me.id for user in message.mentions) or message.role_mentions or message.mention_everyone:
        return True
    return is_reply_to_other(message, me)
