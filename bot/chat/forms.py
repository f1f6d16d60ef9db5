"""The form behind Wrong?: what is wrong with a reply, and optionally a source. It goes to the moderators' queue."""

import datetime as dt

import discord

from bot.chat.faults import tell, tell_failure
from bot.chat.services import find_services
from bot.store.records import CORRECTION_LIMIT, SOURCE_LIMIT, Reply, Report

_PATIENCE_SECONDS = 1800.0
"""A form that is closed without an answer tells nobody: without an end it would be kept for as long as the bot runs."""


class WrongForm(discord.ui.Modal, title="What is wrong?"):
    """Asks what is wrong with one reply."""

    wrong: discord.ui.TextInput["WrongForm"] = discord.ui.TextInput(
        label="What is wrong with this answer?",
        style=discord.TextStyle.paragraph,
        max_length=CORRECTION_LIMIT,
    )
    source: discord.ui.TextInput["WrongForm"] = discord.ui.TextInput(
        label="A source, if you have one",
        required=False,
        placeholder="https://",
        max_length=SOURCE_LIMIT,
    )

    def __init__(self, reply: Reply) -> None:
        super().__init__(timeout=_PATIENCE_SECONDS)
        self._reply = reply

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        report = Report(
            server=self._reply.server,
            channel=self._reply.channel,
            reply=self._reply.id,
            reporter=interaction.user.id,
            kind=self._reply.kind,
            claim=self._reply.claim,
            wrong=self.wrong.value,
            source=self.source.value or None,
            created=dt.datetime.now(tz=dt.UTC),
        )
        number = await find_services(interaction).store.add_report(report)
        await tell(interaction, f"Thank you. This is report {number}; the moderators see it with /review.")

    # A modal's handler has no item, as discord.py calls it; its types inherit a view's.
    async def on_error(self, interaction: discord.Interaction, error: Exception, /) -> None:  # type: ignore[override]
        await tell_failure(interaction, error)
