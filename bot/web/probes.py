"""Whether the bot can do its work: one probe for each thing that it needs."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime

from bot.errors import StoreError
from bot.store.store import Store

Probe = Callable[[], Awaitable[str]]
"""Returns FINE, or what is the matter."""

FINE = "ok"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def probe_condition(check: Callable[[], bool], otherwise: str) -> Probe:
    """A probe for something that is true or not."""

    async def probe() -> str:
        return FINE if check() else otherwise

    return probe


def probe_database(store: Store) -> Probe:
    """A probe that takes the right to write and deletes what cannot be there."""

    async def probe() -> str:
        try:
            await store.prune(_LONG_AGO)
        except StoreError as error:
            return str(error)
        return FINE

    return probe


async def run_probes(probes: Mapping[str, Probe]) -> dict[str, str]:
    """What each probe says, by name."""
    return {name: await probe() for name, probe in probes.items()}
