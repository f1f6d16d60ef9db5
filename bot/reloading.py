"""Taking up changed knowledge and settings while the bot runs: when, what, and what has to wait for a restart."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from bot.config import Settings
from bot.errors import GlassboxError

log = logging.getLogger(__name__)

TAKEN_UP = frozenset(
    {
        "knowledge", "data", "encoder", "encoder_threads", "judge_url", "judge_model", "judge_key", "stale_months",
        "log_level", "log_format",
    }
)  # fmt: skip
"""Settings that a reload takes up; the others are part of connections that stay open."""

Reload = Callable[[], Awaitable[Settings]]
"""Takes up what is on disk and returns the settings it found. Raises GlassboxError and changes nothing."""


def list_waiting(before: Settings, after: Settings) -> list[str]:
    """The settings that were changed and take effect only at the next start."""
    names = (name for name in Settings.model_fields if name not in TAKEN_UP)
    return [name for name in names if getattr(before, name) != getattr(after, name)]


async def reload_now(reload: Reload, running: Settings) -> None:
    """Reload and log what came of it. A failure leaves the bot as it is: it never stops a running one."""
    try:
        after = await reload()
    except GlassboxError as error:
        log.warning("Nothing was reloaded: %s", error)
        return
    except Exception:
        log.exception("Nothing was reloaded; this is a fault of ours.")
        return
    waiting = list_waiting(running, after)
    if waiting:
        log.warning("These settings take effect at the next start: %s.", ", ".join(waiting))
    log.info("Reloaded knowledge and settings.")


@asynccontextmanager
async def reload_on_hangup(reload: Reload, running: Settings) -> AsyncIterator[None]:
    """Reload on the signal SIGHUP for the length of a block; where there is no such signal, do nothing."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is None:
        yield
        return
    loop = asyncio.get_running_loop()
    asked = asyncio.Event()
    loop.add_signal_handler(hangup, asked.set)
    task = asyncio.create_task(_reload_whenever(asked, reload, running))
    try:
        yield
    finally:
        loop.remove_signal_handler(hangup)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _reload_whenever(asked: asyncio.Event, reload: Reload, running: Settings) -> None:
    """One reload at a time; signals that come meanwhile make one more."""
    while True:
        await asked.wait()
        asked.clear()
        await reload_now(reload, running)
