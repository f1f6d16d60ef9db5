"""Look-ups by name: models, claims, terms, licences, sources, the timeline. No encoder is needed."""

from typing import Any

import discord
from discord import app_commands

from bot.catalogue import Catalogue
from bot.chat.commands.showing import CHOICE_LENGTH, PRIVATE, completing, show
from bot.chat.commands.spectrum import spectrum_command
from bot.chat.services import Services

Name = app_commands.Range[str, 1, CHOICE_LENGTH]
MaybeName = app_commands.Range[str, 0, CHOICE_LENGTH]
Slash = app_commands.Command[Any, ..., Any]


def lookup_commands(services: Services) -> list[Slash]:
    """/model, /compare, /spectrum, /claim, /define, /license, /source, /timeline."""
    makers = (_model, _compare, _claim, _define, _license, _source, _timeline)
    return [*(make(services) for make in makers), spectrum_command(services)]


def _model(services: Services) -> Slash:
    @app_commands.command(name="model", description="What a model releases, its licence and its place on the spectrum")
    @app_commands.describe(name="The model's name, for example Mistral 7B", private=PRIVATE)
    async def model(interaction: discord.Interaction, name: Name, private: bool | None = None) -> None:
        await show(services, interaction, lambda: services.catalogue.show_model(name), private)

    model.autocomplete("name")(completing(services, Catalogue.suggest_models))
    return model


def _compare(services: Services) -> Slash:
    @app_commands.command(name="compare", description="Two to four models side by side")
    @app_commands.describe(
        first="A model", second="Another", third="A third, if you like", fourth="A fourth", private=PRIVATE
    )
    async def compare(
        interaction: discord.Interaction,
        first: Name,
        second: Name,
        third: Name | None = None,
        fourth: Name | None = None,
        private: bool | None = None,
    ) -> None:
        names = [name for name in (first, second, third, fourth) if name]
        await show(services, interaction, lambda: services.catalogue.compare_models(names), private, illustrated=True)

    for option in ("first", "second", "third", "fourth"):
        compare.autocomplete(option)(completing(services, Catalogue.suggest_models))
    return compare


def _claim(services: Services) -> Slash:
    @app_commands.command(name="claim", description="Browse the claims that Glassbox knows, each with its verdict")
    @app_commands.describe(about="Words of the claim; leave it out for the whole list", private=PRIVATE)
    async def claim(interaction: discord.Interaction, about: MaybeName = "", private: bool | None = None) -> None:
        await show(services, interaction, lambda: services.catalogue.show_claim(about), private)

    claim.autocomplete("about")(completing(services, Catalogue.suggest_claims))
    return claim


def _define(services: Services) -> Slash:
    @app_commands.command(name="define", description="What a term of the debate means")
    @app_commands.describe(term="The term, for example openwashing", private=PRIVATE)
    async def define(interaction: discord.Interaction, term: Name, private: bool | None = None) -> None:
        await show(services, interaction, lambda: services.catalogue.define(term), private)

    define.autocomplete("term")(completing(services, Catalogue.suggest_terms))
    return define


def _license(services: Services) -> Slash:
    @app_commands.command(name="license", description="What a licence allows and restricts, and which models carry it")
    @app_commands.describe(name="The licence, for example Llama 3.1 Community License", private=PRIVATE)
    async def license_(interaction: discord.Interaction, name: Name, private: bool | None = None) -> None:
        await show(services, interaction, lambda: services.catalogue.show_license(name), private)

    license_.autocomplete("name")(completing(services, Catalogue.suggest_licenses))
    return license_


def _source(services: Services) -> Slash:
    @app_commands.command(name="source", description="A source: who published it, when, and what rests on it")
    @app_commands.describe(name="Words of its title, or its id as citations name it", private=PRIVATE)
    async def source(interaction: discord.Interaction, name: Name, private: bool | None = None) -> None:
        await show(services, interaction, lambda: services.catalogue.show_source(name), private)

    source.autocomplete("name")(completing(services, Catalogue.suggest_sources))
    return source


def _timeline(services: Services) -> Slash:
    @app_commands.command(name="timeline", description="Dated events of the debate, newest first")
    @app_commands.describe(about="A year or words, for example 2026 or DeepSeek", private=PRIVATE)
    async def timeline(interaction: discord.Interaction, about: MaybeName = "", private: bool | None = None) -> None:
        await show(services, interaction, lambda: services.catalogue.show_timeline(about), private)

    return timeline
