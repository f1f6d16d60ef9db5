"""Verbs for those who host the bot: start, `run`, `doctor`, `invite`, `backup`, `restore` and reports of `export`."""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.errors import ConfigurationError
from bot.verbs.asking import chat
from bot.verbs.output import Bars, say

if TYPE_CHECKING:
    from bot.doctor.findings import Finding


def start(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import ensure_built  # noqa: PLC0415

    with Bars() as bars:
        ensure_built(settings, bars)
    if settings.discord_token is not None and settings.discord_token.get_secret_value().strip():
        return run(arguments, settings)
    say(
        "No DISCORD_TOKEN is set, so Glassbox runs here in the terminal. To connect it to Discord, "
        "set DISCORD_TOKEN (README, 'Connect Discord'). Type a claim or a question; quit ends."
    )
    return chat(arguments, settings)


def run(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.app import run_discord  # noqa: PLC0415
    from bot.logs import set_up_logging  # noqa: PLC0415

    set_up_logging(settings.log_level, settings.log_format)
    run_discord(settings)
    return 0


def examine(_arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.doctor.account import examine_account  # noqa: PLC0415
    from bot.doctor.adviser import examine_adviser  # noqa: PLC0415
    from bot.doctor.machine import examine_machine  # noqa: PLC0415

    async def look_outside() -> list[Finding]:
        return await examine_account(settings) + await examine_adviser(settings)

    findings = asyncio.run(look_outside()) + examine_machine(settings)
    for finding in findings:
        say(str(finding))
    return 0 if all(finding.fine for finding in findings) else 1


def invite(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.chat.inspection import read_application, write_invitations  # noqa: PLC0415

    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    application = arguments.application or read_application(token)
    if application is None:
        raise ConfigurationError(
            "The application is not known: set DISCORD_TOKEN, or name the id under General Information."
        )
    server, person = write_invitations(application)
    say(f"Into a server you manage:\n{server}\n\nIts commands for yourself, in every server:\n{person}")
    return 0


def back_up(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.store.copies import back_up as copy  # noqa: PLC0415

    copy(settings.database, arguments.file)
    say(f"Copied the database to {arguments.file}.")
    return 0


def restore(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.store.copies import restore as put_back  # noqa: PLC0415

    aside = put_back(arguments.file, settings.database)
    say(f"Restored {settings.database}." + (f" The old one is kept as {aside}." if aside else ""))
    return 0


def export_reports(settings: Settings) -> int:
    from bot.store.copies import require  # noqa: PLC0415
    from bot.store.exporting import export_lines  # noqa: PLC0415
    from bot.store.sql import SqlStore  # noqa: PLC0415

    require(settings.database)

    async def write_lines() -> None:
        store = SqlStore(settings.database)
        try:
            async for line in export_lines(store):
                say(line)
        finally:
            await store.close()

    asyncio.run(write_lines())
    return 0
