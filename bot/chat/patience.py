"""How long an answer waits for the database: Discord waits three seconds for an acknowledgement, and people not much
longer."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

_SOON = 1.0
"""Seconds to wait."""

_PAUSE = 5.0
"""Seconds in which nobody waits, once that was in vain."""


class Patience:
    """One for everything that asks the same database."""

    def __init__(self) -> None:
        self._until = 0.0

    @property
    def is_over(self) -> bool:
        """Whether somebody has just waited in vain."""
        return time.monotonic() < self._until

    async def wait(self, work: Coroutine[Any, Any, T]) -> T | None:
        """What `work` returns or raises, or None where it takes too long; it is done to its end all the same."""
        task = asyncio.ensure_future(work)
        if self.is_over:
            await asyncio.sleep(0)  # enough for what needs no database
        else:
            await asyncio.wait({task}, timeout=_SOON)
        if task.done():
            return task.result()
        if not self.is_over:
            log.warning("The database is slow: answers do not wait for it.")
            self._until = time.monotonic() + _PAUSE
        task.add_done_callback(lambda late: late.cancelled() or late.exception())  # told to whoever asks next
        return None
