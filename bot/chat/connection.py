"""Connects a client until it is stopped by a signal, and turns refusals by Discord into plain sentences."""

import asyncio
import contextlib
import signal
from contextlib import AbstractAsyncContextManager

import aiohttp
import discord
from pydantic import SecretStr

from bot.chat.client import GlassboxClient
from bot.errors import ConfigurationError

_NOT_AUTHENTICATED = 4004


def connect(client: GlassboxClient, token: SecretStr, around: AbstractAsyncContextManager[None]) -> None:
    """Run until stopped, with what belongs `around` a running bot. Raises ConfigurationError for a refused token,
    intent or connection."""
    try:
        asyncio.run(_run(client, token, around))
    except discord.PrivilegedIntentsRequired as error:
        raise ConfigurationError(
            "Discord refused an intent: switch it on under Bot in your application, or switch the mode off."
        ) from error
    except (discord.LoginFailure, discord.ConnectionClosed) as error:
        raise ConfigurationError(_explain_end(error)) from error
    except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
        raise ConfigurationError(
            f"Discord cannot be reached ({type(error).__name__}): check the network and try again."
        ) from error


def _explain_end(error: discord.LoginFailure | discord.ConnectionClosed) -> str:
    """Discord ends a connection for good with a code of its own; 4004 is a token that holds no longer."""
    if isinstance(error, discord.ConnectionClosed) and error.code != _NOT_AUTHENTICATED:
        return f"Discord ended the connection for good (code {error.code}): look the code up and start again."
    return "Discord refused the token: copy it again from the Bot page of your application into DISCORD_TOKEN."


async def _run(client: GlassboxClient, token: SecretStr, around: AbstractAsyncContextManager[None]) -> None:
    loop = asyncio.get_running_loop()
    async with client, around:
        stopping: list[asyncio.Task[None]] = []  # a task that nobody holds may be lost
        with contextlib.suppress(NotImplementedError):  # Windows has no such signals
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, lambda: stopping.append(loop.create_task(client.close())))
        await client.start(token.get_secret_value())
        await asyncio.gather(*stopping)
