"""Slash commands: each asks the assistant or the catalogue and shows the answer."""

from typing import Any

import discord
from discord import app_commands

from bot.assistant import Assistant
from bot.chat.render import render_answer
from bot.records.answers import Answer
from bot.records.language import Utterance

_CHOICES = 25
_CHOICE_LENGTH = 100
_LONGEST_OPTION = 2000

Choices = list[app_commands.Choice[str]]


def add_commands(tree: app_commands.CommandTree[Any], assistant: Assistant) -> None:
    """Register /ask, /model, /compare and /spectrum."""
    for command in (_ask(assistant), _model(assistant), _compare(assistant), _spectrum(assistant)):
        tree.add_command(command)


def _ask(assistant: Assistant) -> app_commands.Command[Any, ..., Any]:
    @app_commands.command(name="ask", description="Check a claim or ask about how open AI models are")
    @app_commands.describe(text="A claim or a question, in your own words")
    async def ask(interaction: discord.Interaction, text: app_commands.Range[str, 1, _LONGEST_OPTION]) -> None:
        await interaction.response.defer(thinking=True)
        session = f"discord:{interaction.channel_id}:{interaction.user.id}"
        await show(interaction, await assistant.answer(Utterance(text=text, session=session)))

    return ask


def _model(assistant: Assistant) -> app_commands.Command[Any, ..., Any]:
    @app_commands.command(name="model", description="What a model releases, its licence and its place on the spectrum")
    @app_commands.describe(name="The model's name, for example Mistral 7B")
    async def model(interaction: discord.Interaction, name: app_commands.Range[str, 1, _CHOICE_LENGTH]) -> None:
        await interaction.response.defer(thinking=True)
        await show(interaction, assistant.catalogue.show_model(name))

    @model.autocomplete("name")
    async def suggest(_interaction: discord.Interaction, typed: str) -> Choices:
        return suggest_models(assistant, typed)

    return model


def _compare(assistant: Assistant) -> app_commands.Command[Any, ..., Any]:
    @app_commands.command(name="compare", description="Two to four models side by side")
    @app_commands.describe(first="A model", second="Another", third="A third, if you like", fourth="A fourth")
    async def compare(
        interaction: discord.Interaction,
        first: app_commands.Range[str, 1, _CHOICE_LENGTH],
        second: app_commands.Range[str, 1, _CHOICE_LENGTH],
        third: app_commands.Range[str, 1, _CHOICE_LENGTH] | None = None,
        fourth: app_commands.Range[str, 1, _CHOICE_LENGTH] | None = None,
    ) -> None:
        await interaction.response.defer(thinking=True)
        names = [name for name in (first, second, third, fourth) if name]
        await show(interaction, assistant.catalogue.compare_models(names))

    async def suggest(_interaction: discord.Interaction, typed: str) -> Choices:
        return suggest_models(assistant, typed)

    for option in ("first", "second", "third", "fourth"):
        compare.autocomplete(option)(suggest)
    return compare


def _spectrum(assistant: Assistant) -> app_commands.Command[Any, ..., Any]:
    @app_commands.command(name="spectrum", description="Where models stand between closed and fully open")
    @app_commands.describe(filter_text="For example: fully open, Apache 2.0, training data, Meta")
    @app_commands.rename(filter_text="filter")
    async def spectrum(
        interaction: discord.Interaction,
        filter_text: app_commands.Range[str, 0, _CHOICE_LENGTH] = "",
    ) -> None:
        await interaction.response.defer(thinking=True)
        await show(interaction, assistant.catalogue.show_spectrum(filter_text))

    return spectrum


def suggest_models(assistant: Assistant, typed: str) -> Choices:
    """At most 25 choices of at most 100 characters, as Discord allows."""
    names = assistant.catalogue.suggest_models(typed, _CHOICES)
    return [app_commands.Choice(name=name[:_CHOICE_LENGTH], value=name[:_CHOICE_LENGTH]) for name in names[:_CHOICES]]


async def show(interaction: discord.Interaction, answer: Answer) -> None:
    """Send the answer behind a deferred interaction."""
    for embed in render_answer(answer):
        await interaction.followup.send(embed=embed, allowed_mentions=discord.AllowedMentions.none())
