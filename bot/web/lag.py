"""How late the event loop is: the time by which a short sleep overruns."""

import asyncio
import time
from contextlib import suppress
from typing import Self

_PAUSE = 0.5
"""Seconds between two measurements."""


class LoopWatch:
    """Measures for the length of a block; `seconds` is the last overrun."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._measure())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _measure(self) -> None:
        while True:
            before = time.monotonic()
            await asyncio.sleep(_PAUSE)
            self.seconds = max(0.0, time.monotonic() - before - _PAUSE)
