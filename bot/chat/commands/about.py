"""/help, /about and /privacy: what the bot does, what it rests on, and what it keeps."""

import re
from typing import Any

import discord
from discord import app_commands

from bot import __version__
from bot.chat.delivery import NOBODY
from bot.chat.faults import attempt, tell, tell_if_slow
from bot.chat.repeating import acknowledge
from bot.chat.services import Services, find_services

Slash = app_commands.Command[Any, ..., Any]

_HELP = """\
**Ask**: mention me, write to me directly, reply to me with the mention left on, or use `/ask`. Say a claim or put a \
question. Mention me under somebody's message to ask about it{reading}.
**Right-click a message**, then Apps: Check this claim, Other side, Explain the terms. Only you see the answer; \
Share shows it to all.
**Look up**: `/model`, `/compare`, `/spectrum`, `/claim`, `/define`, `/license`, `/source`, `/timeline`.
**Go on**: "source?", "why?", "and its licence?", "what about Mistral?". Edit your question and the answer changes; \
delete it and the answer goes.
**Is something wrong?** Press Wrong? under the answer.
**For moderators**: `/settings`, `/review`. **What I keep**: `/privacy`."""

_KEPT = """\
**Message text is not stored.** Of a reply I keep the numbers of its message, channel and server, who asked and whose \
message it answers, and which claim and models it was about. What you write into the form Wrong? is kept for the \
moderators, with your name, and counts as a thumb down. Of questions that I cannot answer I keep the nearest \
topics; their text only if this server switched that on, {questions}. All of this is deleted after 180 days. \
Conversations are remembered in memory alone, until a restart."""

_LEAVES = """\

**A language model is asked too.** Where I am not sure what a line put to me means, its text goes to {adviser}, with \
the sentences that I choose among; it says which one fits, and writes nothing that you read. Links, mentions, handles \
and long numbers are taken out, and who wrote it does not go along. What only passes by in a channel stays here."""


def about_commands(services: Services) -> list[Slash]:
    """/help, /about, /privacy."""
    return [_help(services), _about(services), _privacy(services)]


def _help(services: Services) -> Slash:
    @app_commands.command(name="help", description="What Glassbox can do and how to ask")
    async def help_(interaction: discord.Interaction) -> None:
        reading = "" if services.listens else ": here I cannot read it, so right-click it instead"
        await tell(interaction, _HELP.format(reading=reading))

    return help_


def _about(services: Services) -> Slash:
    @app_commands.command(name="about", description="What Glassbox is, what it knows and how it decides")
    async def about(interaction: discord.Interaction) -> None:
        bank = services.assistant.bank
        newest = max(claim.reviewed for claim in bank.claims)
        await tell(
            interaction,
            f"Glassbox {__version__} checks claims about how open AI models are. It holds {len(bank.claims)} claims, "
            f"{len(bank.models)} models, {len(bank.licenses)} licences, {len(bank.definitions)} terms and "
            f"{len(bank.sources)} sources; the claims were last reviewed on {newest}. Every sentence was written and "
            "checked beforehand and cites its source; no language model writes at answer time. It tells apart closed, "
            "open weights and fully open by what a release holds and its licence, and says unknown where it does not "
            "know.",
        )

    return about


def _privacy(services: Services) -> Slash:
    @app_commands.command(name="privacy", description="What Glassbox keeps about you, and a button that deletes it")
    async def privacy(interaction: discord.Interaction) -> None:
        await acknowledge(interaction, ephemeral=True)
        settings = await services.servers.read(interaction.guild_id)
        held = await tell_if_slow(interaction, services.store.count_holdings(interaction.user.id))
        kept = _KEPT.format(questions="as it has" if settings.keep_questions else "which it has not")
        adviser = services.assistant.adviser
        kept += _LEAVES.format(adviser=adviser) if adviser else ""
        sentence = f"{kept}\nAbout you: {held.replies} replies, {held.votes} thumbs, {held.reports} reports."
        view = build_deletion(interaction)
        await interaction.edit_original_response(content=sentence, view=view, allowed_mentions=NOBODY)

    return privacy


def build_deletion(interaction: discord.Interaction) -> discord.ui.View:
    """The buttons under /privacy: everybody's own data, and the server's for those who manage it."""
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Delete what is kept about me", custom_id=f"{_FORGET}:me"))
    if interaction.guild_id is not None and interaction.permissions.manage_guild:
        danger = discord.ButtonStyle.danger
        view.add_item(discord.ui.Button(label="Delete all of this server", custom_id=f"{_FORGET}:server", style=danger))
    view.stop()  # `ForgetButton` stands for both
    return view


_FORGET = "glassbox:forget"


class ForgetButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=rf"{_FORGET}:(?P<whose>me|server)"):
    """Deletes what is stored about the person who presses it, or of the server. Register it once."""

    def __init__(self, whose: str) -> None:
        super().__init__(discord.ui.Button(custom_id=f"{_FORGET}:{whose}"))
        self.whose = whose

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "ForgetButton":
        return cls(match["whose"])

    async def callback(self, interaction: discord.Interaction) -> None:
        await attempt(interaction, _forget(interaction, self.whose))


async def _forget(interaction: discord.Interaction, whose: str) -> None:
    await acknowledge(interaction, ephemeral=True)
    services = find_services(interaction)
    if whose == "me":
        await tell_if_slow(interaction, services.store.forget_user(interaction.user.id))
        await tell(interaction, "Deleted: nothing is kept about you now.")
    elif interaction.guild_id is not None and interaction.permissions.manage_guild:
        await tell_if_slow(interaction, services.servers.forget(interaction.guild_id))
        await tell(interaction, "Deleted: settings, replies, reports and gaps of this server are gone.")
    else:
        await tell(interaction, "Only those who manage the server can delete what is kept of it.")
