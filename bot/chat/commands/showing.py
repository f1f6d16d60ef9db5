"""What all commands share: acknowledging in time, limits, visibility, and completion lists within Discord's bounds."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import discord
from discord import app_commands

from bot.catalogue import Catalogue
from bot.chat.addressing import is_off
from bot.chat.delivery import respond
from bot.chat.faults import tell
from bot.chat.limits import say_wait
from bot.chat.quoting import found_nothing
from bot.chat.repeating import acknowledge
from bot.chat.services import Services
from bot.records.answers import Answer
from bot.records.language import Depth
from bot.store.records import ServerSettings

CHOICES = 25
CHOICE_LENGTH = 100
PRIVATE = "Show the answer to you alone; Share makes it public"

Choices = list[app_commands.Choice[str]]
Suggest = Callable[[discord.Interaction, str], Any]


async def admit(services: Services, interaction: discord.Interaction, private: bool | None) -> bool | None:
    """Acknowledge a command; return whether its answer is private, or None where a limit is reached and was told.

    `private` is what the person asked for; without it the server's setting holds. Where the bot is off in the
    channel every answer is private, and so it is where the settings cannot be read in time.
    """
    hidden = await _enter(services, interaction, private)
    if hidden is not None and not interaction.response.is_done():
        await acknowledge(interaction, ephemeral=hidden)
    return hidden


async def show(
    services: Services,
    interaction: discord.Interaction,
    compose: Callable[[], Answer],
    private: bool | None = None,
    *,
    illustrated: bool = False,
) -> None:
    """Look something up, acknowledge and send it, `illustrated` as a picture too. Looking up by name takes no time, so
    what was not found can still be told to the asker alone."""
    hidden = await _enter(services, interaction, private)
    if hidden is None:
        return
    started = time.perf_counter()
    answer = compose()
    services.metrics.observe_answer(answer.kind, time.perf_counter() - started)
    if not interaction.response.is_done():
        hidden = hidden or found_nothing(answer)
        await acknowledge(interaction, ephemeral=hidden)
    depth: Depth = "short" if answer.claim is not None else "standard"  # what is looked up by name is shown whole
    await respond(services, interaction, answer, private=hidden, depth=depth, illustrated=illustrated)


async def _enter(services: Services, interaction: discord.Interaction, private: bool | None) -> bool | None:
    """Count one question; return whether its answer is hidden, or None where a limit is reached and was told.

    Only where the store is slow the command is acknowledged here.
    """
    settings = await services.servers.read_soon(interaction.guild_id)
    hidden = settings is None or _hides(settings, interaction, private)
    if settings is None:
        await acknowledge(interaction, ephemeral=True)
        settings = await services.servers.read(interaction.guild_id)
    channel = interaction.channel_id or interaction.user.id
    wait = services.limiter.admit(settings.limits, interaction.user.id, channel, interaction.guild_id)
    if wait is not None:
        await tell(interaction, say_wait(wait))
        return None
    return hidden


def _hides(settings: ServerSettings, interaction: discord.Interaction, private: bool | None) -> bool:
    hidden = settings.visibility == "private" if private is None else private
    return hidden or is_off(interaction, settings)


def list_choices(found: Iterable[str | tuple[str, str]]) -> Choices:
    """At most 25 choices of at most 100 characters, as Discord allows. A pair is a name and the value behind it; of two
    that read alike the second says its value too."""
    choices: dict[str, app_commands.Choice[str]] = {}
    for entry in found:
        name, value = entry if isinstance(entry, tuple) else (entry, entry)
        shown = _shorten(name) if _shorten(name) not in choices else _shorten(f"{value}: {name}")
        if len(value) <= CHOICE_LENGTH:
            choices.setdefault(shown, app_commands.Choice(name=shown, value=value))
    return list(choices.values())[:CHOICES]


def _shorten(name: str) -> str:
    return name if len(name) <= CHOICE_LENGTH else f"{name[: CHOICE_LENGTH - 1].rstrip()}…"


def completing(services: Services, find: Callable[[Catalogue, str], Iterable[str | tuple[str, str]]]) -> Suggest:
    """The completion of an option by a look-up of the catalogue, given as its method."""

    async def suggest(_interaction: discord.Interaction, typed: str) -> Choices:
        return list_choices(find(services.catalogue, typed))

    return suggest
