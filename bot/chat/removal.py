"""Who may take a reply away. Discord knows whom a reply answers, so no record of ours is needed for it."""

import discord

from bot.store.records import Reply


async def may_remove(interaction: discord.Interaction, reply: Reply | None) -> bool:
    """Whoever asked, whoever wrote the message that it answers, and the moderators. `reply` may be forgotten."""
    person = interaction.user.id
    if reply is not None and person in {reply.asker, reply.author}:
        return True
    if interaction.guild_id is not None and interaction.permissions.manage_messages:
        return True
    return reply is None and await _answers(interaction, person)


async def _answers(interaction: discord.Interaction, person: int) -> bool:
    """Whether a reply that nothing is kept about is the answer to what somebody wrote, used or alone sees."""
    message = interaction.message
    if message is None:
        return False
    if message.flags.ephemeral or (interaction.guild_id is None and interaction.context.dm_channel):
        return True
    used = message.interaction_metadata
    return used.user.id == person if used is not None else await _find_author(interaction, message) == person


async def _find_author(interaction: discord.Interaction, message: discord.Message) -> int | None:
    reference = message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved.author.id
    channel = interaction.client.get_partial_messageable(reference.channel_id)
    try:
        return (await channel.fetch_message(reference.message_id)).author.id
    except discord.HTTPException:
        return None
