"""Everything around a running bot that is not answering: health, metrics, reload."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple, Protocol

from bot.config import Settings
from bot.memory import give_back
from bot.metrics import Metrics
from bot.reloading import Reload, reload_on_hangup
from bot.serving import LiveAssistant
from bot.shards import Shard
from bot.store.store import Store
from bot.web.probes import Probe, probe_condition, probe_database, probe_shards
from bot.web.server import serve_health


class Gateway(Protocol):
    """The connection to Discord, as far as operations need to know it."""

    def list_shards(self) -> list[Shard]:
        """The connections of this process; none before Discord has told their number."""
        ...

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
    """Tell health and metrics, and reload on SIGHUP, for the length of a block. Raises StoreBusy where another bot has
    the database; it is given back when the store is closed."""
    await bot.store.hold()
    _watch(bot)
    await asyncio.to_thread(give_back)  # what loading left
    health = serve_health(bot.settings.health_host, bot.settings.health_port, _list_probes(bot), bot.metrics)
    async with health, reload_on_hangup(reload, bot.settings):
        yield


def _list_probes(bot: Bot) -> dict[str, Probe]:
    return {
        "gateway": probe_shards(bot.gateway.list_shards),
        "index": probe_condition(lambda: bool(bot.assistant.bank.claims), "no knowledge is loaded"),
        "database": probe_database(bot.store),
    }


def _watch(bot: Bot) -> None:
    watch, gateway = bot.metrics.watch, bot.gateway
    watch("gateway_connected", "1 while all shards are connected.", lambda: float(_is_whole(gateway.list_shards())))
    watch("gateway_latency_seconds", "Seconds between a heartbeat and its answer.", gateway.read_latency)
    watch("servers", "Servers the bot is in.", gateway.count_servers)
    watch("queue_length", "Questions being answered or waiting.", lambda: bot.assistant.waiting)
    _watch_shards(bot.metrics, gateway.list_shards)


def _is_whole(shards: list[Shard]) -> bool:
    return bool(shards) and all(shard.is_connected for shard in shards)


def _watch_shards(metrics: Metrics, look: Callable[[], list[Shard]]) -> None:
    def each(name: str, meaning: str, read: Callable[[Shard], float]) -> None:
        values = lambda: {str(shard.number): read(shard) for shard in look()}  # noqa: E731
        metrics.watch_each(name, meaning, "shard", values)

    each("shard_connected", "1 while the shard is connected.", lambda shard: float(shard.is_connected))
    each("shard_latency_seconds", "Seconds between a heartbeat and its answer.", lambda shard: shard.latency)
    each("shard_servers", "Servers of the shard.", lambda shard: shard.servers)
