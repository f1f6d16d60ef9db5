"""The form behind Wrong?: what is wrong with a reply, and optionally a source. It goes to the moderators' queue.

A form carries the number of its reply in its id and is read from what Discord sends back, so nothing is kept in memory
for it, and one that was open while the bot was restarted is not lost.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

import discord

from bot.chat.faults import attempt, tell, tell_if_slow
from bot.chat.repeating import acknowledge, respond_surely
from bot.chat.services import find_services
from bot.store.records import CORRECTION_LIMIT, SOURCE_LIMIT, Report, Vote

_FORM = re.compile(r"glassbox:wrong:(\d+)")
_WRONG, _SOURCE = "wrong", "source"


async def open_form(interaction: discord.Interaction, reply: int) -> None:
    """Ask what is wrong with a reply."""
    await respond_surely(interaction, lambda: interaction.response.send_modal(_build_form(reply)))


async def take_form(interaction: discord.Interaction) -> None:
    """Keep what a form says. Interactions that are none of ours are left alone."""
    data = cast("Mapping[str, Any]", interaction.data or {})
    match = _FORM.fullmatch(str(data.get("custom_id", "")))
    if interaction.type is discord.InteractionType.modal_submit and match:
        await attempt(interaction, _keep(interaction, int(match[1]), dict(_read_fields(data["components"]))))


def _build_form(reply: int) -> discord.ui.Modal:
    form = discord.ui.Modal(title="What is wrong?", custom_id=f"glassbox:wrong:{reply}")
    form.add_item(
        discord.ui.TextInput(
            label="What is wrong with this answer?",
            custom_id=_WRONG,
            style=discord.TextStyle.paragraph,
            max_length=CORRECTION_LIMIT,
        )
    )
    form.add_item(
        discord.ui.TextInput(
            label="A source, if you have one",
            custom_id=_SOURCE,
            required=False,
            placeholder="https://",
            max_length=SOURCE_LIMIT,
        )
    )
    form.stop()  # else discord.py would keep it in memory until somebody sends it
    return form


def _read_fields(components: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The names and values of a form's fields, in rows or under labels as Discord may send them."""
    for part in components:
        inner = part.get("components") or ([part["component"]] if "component" in part else [])
        yield from _read_fields(inner)
        if "value" in part:
            yield part["custom_id"], part["value"]


async def _keep(interaction: discord.Interaction, number: int, fields: Mapping[str, str]) -> None:
    """Put the report into the queue; where nothing is kept of the reply any more, with its place alone."""
    await acknowledge(interaction, ephemeral=True)
    services = find_services(interaction)
    reply = await tell_if_slow(interaction, services.store.find_reply(number))
    report = Report(
        server=reply.server if reply else interaction.guild_id,
        channel=reply.channel if reply else interaction.channel_id or 0,
        reply=number,
        reporter=interaction.user.id,
        kind=reply.kind if reply else "answer",
        claim=reply.claim if reply else None,
        wrong=fields[_WRONG],
        source=fields.get(_SOURCE) or None,
        created=services.clock.now(),
    )
    report_number = await tell_if_slow(interaction, services.store.add_report(report))
    if reply is not None:
        # Whoever calls a reply wrong gives it a thumb down, one however often they do.
        person, now = interaction.user.id, report.created
        thumb = Vote(reply=number, user=person, kind=reply.kind, claim=reply.claim, useful=False, created=now)
        await services.store.vote(thumb)
    await tell(interaction, f"Thank you. This is report {report_number}; the moderators see it with /review.")
