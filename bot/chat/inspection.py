"""What Discord says about our application, asked over its HTTP interface without connecting; and its invitations."""

import base64
import binascii
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import aiohttp
import discord
from discord.http import Route
from pydantic import SecretStr

from bot.chat.permissions import PERMISSIONS
from bot.chat.refusals import name_cause
from bot.errors import ConfigurationError
from bot.proxies import find_proxy

_PATIENCE = aiohttp.ClientTimeout(total=15)
_PAGE = 200
"""Servers of one answer (Discord developer documentation, 'Get Current User Guilds')."""


class Server(NamedTuple):
    """A server the bot is in, and the permissions that it lacks there, as Discord's settings name them."""

    name: str
    lacks: tuple[str, ...]


class Inspection(NamedTuple):
    """What Discord said. `ahead` is by how many seconds this machine's clock is ahead of Discord's."""

    bot_name: str
    reads_messages: bool
    """Whether the message content intent is switched on."""

    servers: tuple[Server, ...]
    ahead: float


def read_application(token: str) -> int | None:
    """The application's id, which a bot's token begins with; None for what is not shaped like a token."""
    parts = re.fullmatch(r"([\w-]{20,})\.[\w-]{5,}\.[\w-]{20,}", token)
    if parts is None:
        return None
    first = parts.group(1)
    try:
        decoded = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return int(decoded) if decoded.isdigit() else None


def write_invitations(application: int) -> tuple[str, str]:
    """The address that puts the bot into a server, and the one by which a person adds its commands to their account."""
    start = f"https://discord.com/oauth2/authorize?client_id={application}"
    return (
        f"{start}&scope=bot%20applications.commands&permissions={PERMISSIONS.value}",
        f"{start}&integration_type=1&scope=applications.commands",
    )


async def inspect_application(token: SecretStr) -> Inspection:
    """Log in and look around, through the proxy that a running bot takes; nothing is changed. Raises
    ConfigurationError for a refusal or no connection."""
    headers = {"Authorization": f"Bot {token.get_secret_value().strip()}"}
    try:
        async with aiohttp.ClientSession(headers=headers, timeout=_PATIENCE) as session:
            me, ahead = await _get(session, "/users/@me")
            application, _ = await _get(session, "/oauth2/applications/@me")
            servers = await _list_servers(session)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise ConfigurationError(
            f"Discord cannot be reached ({name_cause(error)}): check the network and try again."
        ) from error
    flags = discord.ApplicationFlags._from_value(int(application.get("flags", 0)))
    return Inspection(
        bot_name=str(me["username"]),
        reads_messages=flags.gateway_message_content or flags.gateway_message_content_limited,
        servers=tuple(Server(str(server["name"]), _list_lacking(int(server["permissions"]))) for server in servers),
        ahead=ahead,
    )


async def _list_servers(session: aiohttp.ClientSession) -> list[Any]:
    """All servers of the account, page by page in the order of their ids."""
    servers: list[Any] = []
    after = "0"
    while True:
        page, _ahead = await _get(session, f"/users/@me/guilds?limit={_PAGE}&after={after}")
        servers += page
        if len(page) < _PAGE:
            return servers
        after = page[-1]["id"]


async def _get(session: aiohttp.ClientSession, path: str) -> tuple[Any, float]:
    """The JSON behind a path, and by how many seconds our clock is ahead of the answer's date."""
    address = f"{Route.BASE}{path}"
    async with session.get(address, proxy=find_proxy(address)) as response:
        if response.status == 401:
            raise ConfigurationError(
                "Discord refused the token: copy it again from the Bot page of your application into DISCORD_TOKEN."
            )
        if response.status != 200:
            raise ConfigurationError(f"Discord answered with status {response.status}: try again in some minutes.")
        said = response.headers.get("Date")
        ahead = (datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds() if said else 0.0
        return await response.json(), ahead


def _list_lacking(value: int) -> tuple[str, ...]:
    has = discord.Permissions(value)
    if has.administrator:
        return ()
    return tuple(name.replace("_", " ").title() for name, wanted in PERMISSIONS if wanted and not getattr(has, name))
