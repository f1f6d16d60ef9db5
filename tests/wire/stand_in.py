"""The stand-in for Discord: a gateway and its requests on one port of this machine.

async with StandIn() as discord_here:
    discord_here.lead(monkeypatch.setattr)
    async with discord_here.run(build_client(settings)):
        message = discord_here.people.mention("llama is open source")
        reply = await discord_here.wait_for_reply(message)
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

import discord
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.wire.callbacks import Callbacks, Interaction
from tests.wire.channels import Channels
from tests.wire.commands import judge_commands
from tests.wire.gateway import Gateway
from tests.wire.limits import judge_message
from tests.wire.payloads import Payload
from tests.wire.people import People
from tests.wire.rates import Rates
from tests.wire.rest import BASE, Judge, Rest
from tests.wire.world import World

TOKEN = "token-of-the-wire-suite"  # noqa: S105  (opens nothing)
_PATIENCE = 10
"""Seconds until a test gives up waiting."""

_QUIET = 0.2
"""Seconds without a request after which the bot is taken to have finished."""

_READY = 0.05
"""Seconds without another server after which a client takes itself for ready; discord.py waits two."""

T = TypeVar("T")
SetAttribute = Callable[[Any, str, Any], None]


class StandIn:
    """Discord on this machine, with one bot, its servers and their people."""

    def __init__(
        self,
        world: World | None = None,
        *,
        judges: Iterable[Judge] = (),
        unlimited: bool = False,
        beat: float = 41.25,
        port: int = 0,
    ) -> None:
        self._port = port
        self.world = world or World()
        self._news = asyncio.Event()
        self.gateway = Gateway(self.world, TOKEN, self._news.set, beat=beat)
        callbacks = Callbacks(self.world, self.gateway)
        self.channels = Channels(self.world, self.gateway)
        self.rest = Rest(
            TOKEN,
            [*self.channels.list_routes(), *callbacks.list_routes()],
            [judge_message, judge_commands, *judges],
            Rates(unlimited=unlimited),
            self._news.set,
        )
        self.people = People(self.world, self.gateway, callbacks)
        self.address = ""

    async def __aenter__(self) -> Self:
        for path in ("/", "/gateway"):
            self.rest.application.router.add_get(path, self.gateway.serve)
        self.rest.application.router.add_get("/resume", self.gateway.serve)
        self._runner = web.AppRunner(self.rest.application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"{host}:{port}"
        self.gateway.url = f"ws://{self.address}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.drop()
        await self._runner.cleanup()

    def lead(self, set_attribute: SetAttribute) -> None:
        """Lead every client of this process here; pass `monkeypatch.setattr` to have it undone."""
        lead_to(self.address, set_attribute)

    @asynccontextmanager
    async def run(self, client: discord.Client) -> AsyncIterator[None]:
        """The client, connected and ready for the length of a block."""
        client._connection.guild_ready_timeout = _READY
        known = len(self.gateway.identifies)
        running = asyncio.create_task(client.start(TOKEN))
        running.add_done_callback(lambda _: self._news.set())
        try:
            await self.until(lambda: self._is_joined(known) or running.done(), "the client to connect")
            if running.done():
                await running
            await client.wait_until_ready()
            yield
        finally:
            await client.close()
            await running

    def _is_joined(self, known: int) -> bool:
        """Whether one more client has a session than `known`."""
        return self.gateway.connected and len(self.gateway.identifies) > known

    def notice(self) -> None:
        """Something happened outside that may be waited for."""
        self._news.set()

    async def until(self, check: Callable[[], T | None], what: str, patience: float = _PATIENCE) -> T:
        """Wait until a check returns something; `what` is told where that does not come, or something is refused."""
        try:
            async with asyncio.timeout(patience):
                while not (found := check()) and not self.rest.refusals:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"Waited in vain for {what}.") from None
        assert found, f"Waited for {what}, but Discord refused: {self.rest.refusals}."
        return found

    async def wait_for_reply(self, message: Payload) -> Payload:
        """The bot's first reply to a message."""
        return (await self.until(lambda: self.world.list_replies(message), "a reply"))[0]

    async def wait_for_shown(self, interaction: Interaction) -> Payload:
        """The first message that an interaction shows."""
        return (await self.until(lambda: interaction.shown, "a response"))[0]

    async def settle(self, quiet: float = _QUIET) -> None:
        """Wait until the bot has sent nothing for so many seconds."""
        count = -1
        while count != len(self.rest.attempts):
            count = len(self.rest.attempts)
            await asyncio.sleep(quiet)


def lead_to(address: str, set_attribute: SetAttribute = setattr) -> None:
    """Lead every client of this process to a stand-in at an address."""
    set_attribute(Route, "BASE", f"http://{address}{BASE}")
    set_attribute(DiscordWebSocket, "DEFAULT_GATEWAY", URL(f"ws://{address}/gateway"))
