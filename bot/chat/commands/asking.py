"""Asking in one's own words: /ask, and a right-click on somebody's message. A right-click answers privately."""

from typing import Any

import discord
from discord import app_commands

from bot.chat.addressing import name_session
from bot.chat.commands.showing import PRIVATE, admit, show
from bot.chat.delivery import respond
from bot.chat.services import Services
from bot.chat.words import explain_silence, read_words
from bot.records.answers import Answer
from bot.records.language import Utterance
from bot.replies.plain import compose_error

_LONGEST_OPTION = 2000


def asking_commands(services: Services) -> list[Any]:
    """/ask, Check this claim, Other side, Explain the terms."""
    return [_ask(services), _check(services), _other_side(services), _explain(services)]


def _ask(services: Services) -> app_commands.Command[Any, ..., Any]:
    @app_commands.command(name="ask", description="Check a claim or ask about how open AI models are")
    @app_commands.describe(text="A claim or a question, in your own words", private=PRIVATE)
    async def ask(
        interaction: discord.Interaction,
        text: app_commands.Range[str, 1, _LONGEST_OPTION],
        private: bool | None = None,
    ) -> None:
        hidden = await admit(services, interaction, private)
        if hidden is not None:
            session = name_session(interaction.guild_id, interaction.channel_id, interaction.user.id)
            answer = await _think(services, interaction, text, session)
            await respond(services, interaction, answer, private=hidden)

    return ask


def _check(services: Services) -> app_commands.ContextMenu:
    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        if await admit(services, interaction, private=True) is not None:
            answer = await _think_of(services, interaction, message)
            await respond(services, interaction, answer, private=True, of_other=True)

    return app_commands.ContextMenu(name="Check this claim", callback=check)


def _other_side(services: Services) -> app_commands.ContextMenu:
    async def other_side(interaction: discord.Interaction, message: discord.Message) -> None:
        if await admit(services, interaction, private=True) is not None:
            answer = await _think_of(services, interaction, message)
            on_claim = answer.claim is not None
            if answer.claim is not None:
                answer = services.catalogue.show_other_side(answer.claim)
            await respond(services, interaction, answer, private=True, aside=on_claim)

    return app_commands.ContextMenu(name="Other side", callback=other_side)


def _explain(services: Services) -> app_commands.ContextMenu:
    async def explain(interaction: discord.Interaction, message: discord.Message) -> None:
        await show(services, interaction, lambda: _explain_terms(services, message), private=True)

    return app_commands.ContextMenu(name="Explain the terms", callback=explain)


def _explain_terms(services: Services, message: discord.Message) -> Answer:
    words = read_words(message)
    return services.catalogue.explain_terms(words) if words.strip() else compose_error("", explain_silence(message))


async def _think_of(services: Services, interaction: discord.Interaction, message: discord.Message) -> Answer:
    words = read_words(message)
    if not words.strip():
        return compose_error("", explain_silence(message))
    return await _think(services, interaction, words)


async def _think(services: Services, interaction: discord.Interaction, text: str, session: str | None = None) -> Answer:
    settings = await services.servers.read(interaction.guild_id)
    return await services.assistant.answer(Utterance(text=text, session=session, depth=settings.depth))
