"""Whether the bot can do its work: one probe for each thing that it needs."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.errors import StoreError
from bot.shards import Shard
from bot.store.store import Store

Probe = Callable[[], Awaitable[str]]
"""Returns FINE, or what is the matter."""

FINE = "ok"


def probe_condition(check: Callable[[], bool], otherwise: str) -> Probe:
    """A probe for something that is true or not."""

    async def probe() -> str:
        return FINE if check() else otherwise

    return probe


def probe_shards(look: Callable[[], Sequence[Shard]]) -> Probe:
    """A probe for the connections to Discord: all of them, or which are missing."""

    async def probe() -> str:
        shards = look()
        missing = [str(shard.number) for shard in shards if not shard.is_connected]
        if len(missing) == len(shards):
            return "not connected to Discord"
        return f"shards not connected: {', '.join(missing)}" if missing else FINE

    return probe


def probe_database(store: Store) -> Probe:
    """A probe that reads from every table and takes the right to write."""

    async def probe() -> str:
        try:
            await store.probe()
        except StoreError as error:
            return str(error)
        return FINE

    return probe


async def run_probes(probes: Mapping[str, Probe]) -> dict[str, str]:
    """What each probe says, by name."""
    return {name: await probe() for name, probe in probes.items()}
