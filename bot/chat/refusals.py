"""What Discord refuses in a place: told so that a host with fifty servers knows where, why and what to grant.

Codes: Discord developer documentation, 'JSON Error Codes'. Names of servers and channels are no message text.
"""

from http import HTTPStatus
from typing import NamedTuple

import aiohttp
import discord

from bot.chat.permissions import PERMISSIONS

_BY_AUTOMOD = 200000
_REMEDIES = {
    50001: "let the bot's role view the channel",
    50013: "grant the bot's role there what `glassbox invite` asks for",
    50024: "nothing can be written in such a channel",
    50083: "the thread is archived: unarchive it, or grant Manage Threads",
    160005: "the thread is locked: unlock it, or grant Manage Threads",
    _BY_AUTOMOD: "a rule of AutoMod blocks the answer: exempt the bot's role from it",
    10003: "the channel is gone",
    10008: "the message is gone",
}
_SERVER_ERROR = 500


class Place(NamedTuple):
    """A channel, and what the bot's role lacks in it as far as Discord told."""

    channel: object

    def name(self) -> str:
        """'server 1 (Name), channel 2 (general)'; a direct message has neither."""
        guild = getattr(self.channel, "guild", None)
        where = f"server {guild.id} ({guild.name}), " if guild is not None else ""
        name = getattr(self.channel, "name", None)
        return f"{where}channel {getattr(self.channel, 'id', 'unknown')}" + (f" ({name})" if name else "")

    def list_lacking(self) -> list[str]:
        """The permissions that are wanted and not given, as Discord's settings name them."""
        given = read_permissions(self.channel)
        if given is None:
            return []
        return [name.replace("_", " ").title() for name, wants in PERMISSIONS if wants and not getattr(given, name)]


def read_permissions(channel: object) -> discord.Permissions | None:
    """What the bot may do in a channel; None where Discord has not told, as in direct messages."""
    guild = getattr(channel, "guild", None)
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread) or guild is None or guild.me is None:
        return None
    try:
        return channel.permissions_for(guild.me)
    except discord.ClientException:  # a thread whose channel is not known
        return None


def name_cause(error: BaseException) -> str:
    """Why Discord cannot be reached, in a few words: a proxy that refuses is not Discord."""
    if isinstance(error, discord.HTTPException | aiohttp.ClientHttpProxyError):
        if error.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            return "the proxy refuses its name and password with status 407"
        by_proxy = isinstance(error, aiohttp.ClientHttpProxyError)
        return f"the proxy answers with status {error.status}" if by_proxy else f"status {error.status}"
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return "the proxy cannot be reached"
    return type(error).__name__


def describe_refusal(error: discord.HTTPException, place: Place) -> str:
    """One line for the log: where, Discord's own words for why, and what to do."""
    where = f"status {error.status}, code {error.code}"
    return f"Discord refused a message in {place.name()}: {where}. {_advise(error, place)}."


def explain_refusal(error: discord.HTTPException, place: Place) -> str | None:
    """A sentence for whoever asked; None where it would not help them."""
    if error.status >= _SERVER_ERROR or getattr(place.channel, "guild", None) is None:
        return None
    lacking = place.list_lacking()
    if error.code == _BY_AUTOMOD:
        why = "a rule of AutoMod blocks it"
    elif lacking:
        why = f"I lack {', '.join(lacking)} there"
    else:
        why = "Discord does not let me write there"
    where = discord.utils.escape_markdown(getattr(place.channel, "name", "that channel"))
    return f"I could not answer you in #{where}: {why}. Whoever manages the server can change that."


def _advise(error: discord.HTTPException, place: Place) -> str:
    lacking = place.list_lacking()
    if error.status >= _SERVER_ERROR:
        return "Discord failed several times in a row: nothing is wrong here"
    if lacking and error.code in {50001, 50013}:
        return f"Grant {', '.join(lacking)} to the bot's role in that channel"
    remedy = _REMEDIES.get(error.code, "look the code up in Discord's documentation")
    return f"{remedy[0].upper()}{remedy[1:]}"
