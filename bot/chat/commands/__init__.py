"""Slash commands and the right-click menu. Each file holds those of one kind; this one puts them on the tree."""

from typing import Any

from discord import app_commands

from bot.chat.commands.about import about_commands
from bot.chat.commands.asking import asking_commands
from bot.chat.commands.lookups import lookup_commands
from bot.chat.commands.review import review_commands
from bot.chat.commands.settings import settings_commands
from bot.chat.services import Services

Command = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu


def add_commands(tree: app_commands.CommandTree[Any], services: Services) -> None:
    """Register every command. Those of moderation work in servers alone, and Discord hides them from whoever does not
    manage the server; all others work wherever Discord lets them."""
    everywhere: list[Command] = [*asking_commands(services), *lookup_commands(services), *about_commands(services)]
    for command in everywhere:
        app_commands.allowed_installs(guilds=True, users=True)(command)
        app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(command)
        tree.add_command(command)
    for command in (*settings_commands(services), *review_commands(services)):
        app_commands.allowed_installs(guilds=True, users=False)(command)
        app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
        app_commands.default_permissions(manage_guild=True)(command)
        tree.add_command(command)
