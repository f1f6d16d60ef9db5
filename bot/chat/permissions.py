"""What the bot needs to be allowed in a server, and asks for when it is invited."""

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,
    add_reactions=True,
)
"""Discord wants the history for replies; reactions are for the mode suggest."""
