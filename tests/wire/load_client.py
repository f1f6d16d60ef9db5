"""The bot of the load benchmark, in a process of its own: it measures its event loop and its memory."""

import asyncio
import json
import logging
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import build_client
from bot.config import Settings
from tests.wire.crowd import find_percentile
from tests.wire.stand_in import TOKEN, lead_to

_TICK = 0.01
_MEMORY_TICK = 1.0
_STATUS = Path("/proc/self/status")


def read_memory() -> float:
    """Megabytes in use now; where the system does not tell, the most that were in use so far."""
    if _STATUS.is_file():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


class _Counter(logging.Handler):
    """Counts what the log says, without what it says it about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0] if record.exc_info else None
        self.lines[f"{record.name}: {record.msg}" + (f" ({error.__name__})" if error else "")] += 1


async def _watch_loop(lags: list[float]) -> None:
    """Note by how much the loop is late, a hundred times a second."""
    while True:
        begin = time.perf_counter()
        await asyncio.sleep(_TICK)
        lags.append(time.perf_counter() - begin - _TICK)


async def _watch_memory(sizes: list[float]) -> None:
    while True:
        sizes.append(read_memory())
        await asyncio.sleep(_MEMORY_TICK)


async def _run(address: str, database: Path) -> None:
    lead_to(address)
    said = _Counter()
    logging.basicConfig(level=logging.WARNING, handlers=[said])
    logging.getLogger("discord.client").setLevel(logging.ERROR)  # it warns of missing voice support
    lags: list[float] = []
    sizes: list[float] = []
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    client = build_client(Settings(database=database))
    watchers = [asyncio.create_task(_watch_loop(lags)), asyncio.create_task(_watch_memory(sizes))]
    running = asyncio.create_task(client.start(TOKEN))
    await asyncio.wait([running, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
    for watcher in watchers:
        watcher.cancel()
    await client.close()
    await running
    told = {"lag": find_percentile(lags, 0.99), "longest": max(lags), "memory": sizes, "log": said.lines}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        asyncio.run(_run(sys.argv[1], Path(folder) / "glassbox.db"))
