"""Which messages are meant for the bot, and where they stand. Pure: no network, no store."""

import discord

from bot.store.records import ServerSettings

_SPOKEN = frozenset(
    {discord.MessageType.default, discord.MessageType.reply, discord.MessageType.thread_starter_message}
)


def is_from_person(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a message was written by a person: no bot, no webhook, no notice of Discord's own."""
    if message.author.bot or message.webhook_id is not None or message.author.id == me.id:
        return False
    return message.type in _SPOKEN


def is_addressed(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether a message is for the bot: from a person, and a direct message, a mention or a reply to the bot."""
    if not is_from_person(message, me):
        return False
    if message.guild is None:
        return True
    if any(user.id == me.id for user in message.mentions) or mentions_role_of(message, me):
        return True
    replied_to = message.reference.resolved if message.reference else None
    return isinstance(replied_to, discord.Message) and replied_to.author.id == me.id and bool(message.content)


def mentions_role_of(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether the role was mentioned that came with the bot, or that bears its name: many pick it from the list."""
    return any(
        (role.tags is not None and role.tags.bot_id == me.id) or role.name.casefold() == me.name.casefold()
        for role in message.role_mentions
    )


def find_parent(channel: object) -> int | None:
    """The channel that a thread belongs to."""
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def is_off(interaction: discord.Interaction, settings: ServerSettings) -> bool:
    """Whether the bot says nothing that all can see in the channel of a command or a button."""
    channel = interaction.channel_id
    return channel is not None and settings.choose_mode(channel, find_parent(interaction.channel)) == "off"


def name_session(server: int | None, channel: int | None, person: int) -> str:
    """The conversation of somebody in a place; all of a server begin with `name_sessions_of`."""
    return f"{name_sessions_of(server or 0)}{channel}:{person}"


def name_sessions_of(server: int) -> str:
    """How all conversations in a server begin."""
    return f"discord:{server}:"


def find_server(message: discord.Message) -> int | None:
    """The server that a message stands in; none for direct messages."""
    return message.guild.id if message.guild else None
