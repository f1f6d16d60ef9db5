"""/spectrum: where models stand between closed and fully open, filtered by what their records hold."""

from typing import Any, get_args

import discord
from discord import app_commands

from bot.catalogue import Catalogue
from bot.chat.commands.showing import CHOICE_LENGTH, PRIVATE, completing, list_choices, show
from bot.chat.services import Services
from bot.records.base import Level, Tier
from bot.records.models import ComponentName
from bot.replies.wording import COMPONENT_WORDS, LEVEL_WORDS, TIER_WORDS

MaybeName = app_commands.Range[str, 0, CHOICE_LENGTH]

_LICENSE_KINDS = ("permissive", "use restricted", "custom commercial", "research only")
_COMPONENTS: tuple[ComponentName, ...] = (
    "weights",
    "training_code",
    "training_data",
    "architecture_docs",
    "checkpoints",
)


def spectrum_command(services: Services) -> app_commands.Command[Any, ..., Any]:
    """The command with a choice for each part of a filter; all that are given must hold."""

    @app_commands.command(name="spectrum", description="Where models stand between closed and fully open")
    @app_commands.describe(
        filter_text="In words, for example: fully open, Apache 2.0, training data, Meta",
        tier="The short view",
        level="The long view, after the labels of the G7 and OSI",
        license_kind="What kind of licence",
        developer="Who made it",
        component="What it must release in full",
        private=PRIVATE,
    )
    @app_commands.rename(filter_text="filter")
    @app_commands.choices(
        tier=list_choices(TIER_WORDS[tier] for tier in get_args(Tier)),
        level=list_choices((LEVEL_WORDS[level], f"level {LEVEL_WORDS[level]}") for level in get_args(Level)),
        license_kind=list_choices(_LICENSE_KINDS),
        component=list_choices(COMPONENT_WORDS[component] for component in _COMPONENTS),
    )
    async def spectrum(
        interaction: discord.Interaction,
        filter_text: MaybeName = "",
        tier: str = "",
        level: str = "",
        license_kind: str = "",
        developer: MaybeName = "",
        component: str = "",
        private: bool | None = None,
    ) -> None:
        parts = (filter_text, tier, level, license_kind, component, developer)
        await show(services, interaction, lambda: services.catalogue.show_spectrum(*parts), private, illustrated=True)

    spectrum.autocomplete("developer")(completing(services, Catalogue.suggest_developers))
    return spectrum
