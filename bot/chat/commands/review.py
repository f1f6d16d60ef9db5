"""/review: the queue of what people called wrong, the gap list, and both as JSON lines for a maintainer."""

import datetime as dt
import io
import json
from collections import Counter
from typing import Any

import discord
from discord import app_commands

from bot.chat.commands.settings import read_as_manager
from bot.chat.commands.showing import list_choices
from bot.chat.escaping import escape, escape_keeping_links
from bot.chat.faults import tell, tell_if_slow
from bot.chat.services import Services
from bot.store.exporting import export_lines
from bot.store.records import CORRECTION_LIMIT, Report

_SHOWN = 10
_CORRECTION_SHOWN = 1900
"""What fits into a message behind the date; only a correction full of signs that are escaped is longer."""

_ACTIONS = {
    "list": "list: the open reports",
    "accept": "accept: correct the answer in place",
    "dismiss": "dismiss: close the report",
    "gaps": "gaps: what found no answer",
    "export": "export: reports and gaps as JSON lines",
}


def review_commands(services: Services) -> list[Any]:
    """/review."""

    @app_commands.command(name="review", description="Reports on wrong answers, and questions that found none")
    @app_commands.describe(
        action="What to do; without it the open reports are listed",
        number="The number of the report, for accept and dismiss",
        correction="What is right, for accept; it is put above the answer",
    )
    @app_commands.choices(action=list_choices((text, action) for action, text in _ACTIONS.items()))
    async def review(
        interaction: discord.Interaction,
        action: str = "list",
        number: app_commands.Range[int, 1] | None = None,
        correction: app_commands.Range[str, 1, CORRECTION_LIMIT] | None = None,
    ) -> None:
        found = await read_as_manager(services, interaction)
        if found is None:
            return
        server, _ = found
        if action in {"accept", "dismiss"}:
            await tell_if_slow(interaction, _close(services, interaction, server, number, action, correction))
        elif action == "export":
            await tell_if_slow(interaction, _export(services, interaction, server))
        else:
            listing = (_list_gaps if action == "gaps" else _list_reports)(services, server)
            text = await tell_if_slow(interaction, listing)
            await tell(interaction, text)

    return [review]


async def _list_reports(services: Services, server: int) -> str:
    reports = await services.store.list_reports(server)
    if not reports:
        return "No report is open."
    more = f" The first {_SHOWN} of {len(reports)}; the export has all." if len(reports) > _SHOWN else ""
    return "\n".join([f"Open reports.{more}", *(_write_report(report) for report in reports[:_SHOWN])])


def _write_report(report: Report) -> str:
    where = f"https://discord.com/channels/{report.server}/{report.channel}/{report.reply}"
    about = report.claim or report.kind
    source = f" Source given: {_quote(report.source)}" if report.source else ""
    return f"**{report.number}** [{about}](<{where}>), {report.created:%d %B %Y}: {_quote(report.wrong)}{source}"


def _quote(text: str) -> str:
    short = text if len(text) <= 300 else f"{text[:299]}…"
    return escape(short.replace("\n", " "))


async def _list_gaps(services: Services, server: int) -> str:
    gaps = await services.store.list_gaps(server)
    if not gaps:
        return "No question has gone without an answer."
    nearest = Counter(topic for gap in gaps for topic in gap.nearest[:1])
    lines = [f"- near {_quote(topic)}: {count}" for topic, count in nearest.most_common(_SHOWN)]
    texts = [f"- {_quote(gap.text)}" for gap in gaps if gap.text][-_SHOWN:]
    return "\n".join([f"{len(gaps)} questions found no answer.", *lines, *(["The latest:", *texts] if texts else [])])


async def _close(
    services: Services,
    interaction: discord.Interaction,
    server: int,
    number: int | None,
    action: str,
    correction: str | None,
) -> None:
    report = await services.store.find_report(server, number) if number else None
    if report is None or report.status != "open":
        await tell(interaction, "Name the number of an open report; /review lists them.")
    elif action == "dismiss":
        await services.store.save_report(report.close("dismissed", None, services.clock.now()))
        await tell(interaction, f"Report {report.number} is dismissed.")
    elif correction is None:
        await tell(interaction, "Say in the option correction what is right; it is put above the answer.")
    else:
        now = services.clock.now()
        outcome = await _mark_corrected(interaction, report, correction, now)
        await services.store.save_report(report.close("accepted", correction, now))
        await tell(interaction, outcome)


async def _mark_corrected(interaction: discord.Interaction, report: Report, correction: str, now: dt.datetime) -> str:
    """Put the correction above the answer in its place; return what became of it.

    Raises HTTPException where Discord fails for the moment; the report then stays open.
    """
    today = f"{now:%d %B %Y}".lstrip("0")
    text = escape_keeping_links(correction)[:_CORRECTION_SHOWN]
    channel = interaction.client.get_partial_messageable(report.channel, guild_id=report.server)
    try:
        await channel.get_partial_message(report.reply).edit(
            content=f"**Corrected on {today}:** {text}", allowed_mentions=discord.AllowedMentions.none()
        )
    except (discord.NotFound, discord.Forbidden):
        return f"Report {report.number} is accepted. Its answer was private or is gone, so nothing was edited."
    return f"Report {report.number} is accepted and the answer is marked as corrected."


async def _export(services: Services, interaction: discord.Interaction, server: int) -> None:
    lines = [line async for line in export_lines(services.store, server)]
    gaps = sum(json.loads(line)["type"] == "gap" for line in lines)
    file = discord.File(io.BytesIO("\n".join([*lines, ""]).encode()), filename="glassbox-review.jsonl")
    await interaction.followup.send(
        f"{len(lines) - gaps} reports and {gaps} gaps, a JSON object a line.", file=file, ephemeral=True
    )
