"""Everything around a running bot that is not answering: health, metrics, reload."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple, Protocol

from bot.config import Settings
from bot.memory import give_back
from bot.metrics import Metrics
from bot.reloading import Reload, reload_on_hangup
from bot.serving import LiveAssistant
from bot.store.store import Store
from bot.web.probes import Probe, probe_condition, probe_database
from bot.web.server import serve_health


class Gateway(Protocol):
    """The connection to Discord, as far as operations need to know it."""

    def is_connected(self) -> bool: ...

    def read_latency(self) -> float:
        """Seconds between the last heartbeat and its answer; not a number before the first."""
        ...

    def count_servers(self) -> int: ...


class Bot(NamedTuple):
    """A running bot in its parts."""

    settings: Settings
    assistant: LiveAssistant
    store: Store
    gateway: Gateway
    metrics: Metrics


@asynccontextmanager
async def operate(bot: Bot, reload: Reload) -> AsyncIterator[None]:
    """Tell health and metrics, and reload on SIGHUP, for the length of a block."""
    _watch(bot)
    await asyncio.to_thread(give_back)  # what loading left
    health = serve_health(bot.settings.health_host, bot.settings.health_port, _list_probes(bot), bot.metrics)
    async with health, reload_on_hangup(reload, bot.settings):
        yield


def _list_probes(bot: Bot) -> dict[str, Probe]:
    return {
        "gateway": probe_condition(bot.gateway.is_connected, "not connected to Discord"),
        "index": probe_condition(lambda: bool(bot.assistant.bank.claims), "no knowledge is loaded"),
        "database": probe_database(bot.store),
    }


def _watch(bot: Bot) -> None:
    watch, gateway = bot.metrics.watch, bot.gateway
    watch("gateway_connected", "1 while connected to Discord.", lambda: float(gateway.is_connected()))
    watch("gateway_latency_seconds", "Seconds between a heartbeat and its answer.", gateway.read_latency)
    watch("servers", "Servers the bot is in.", gateway.count_servers)
    watch("queue_length", "Questions being answered or waiting.", lambda: bot.assistant.waiting)
