"""The time as Discord tells it with every answer: a machine's own clock may be wrong by years, or jump.

Between two answers the time goes on by the monotonic clock. Where no answer has told the time, the machine's holds.
"""

import datetime as dt
import time
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp


class Clock:
    """Knows what time it is at Discord."""

    def __init__(self) -> None:
        self._told: tuple[dt.datetime, float] | None = None

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        if self._told is None:
            return dt.datetime.now(tz=dt.UTC)
        moment, at = self._told
        return moment + dt.timedelta(seconds=time.monotonic() - at)

    def listen(self) -> aiohttp.TraceConfig:
        """What a client of aiohttp has to be given so that its answers tell the time."""
        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(self._hear)
        return trace

    async def _hear(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
    ) -> None:
        said = end.response.headers.get("Date")
        if said is None:
            return
        try:
            self._told = parsedate_to_datetime(said).astimezone(dt.UTC), time.monotonic()
        except ValueError:  # no date at all, from a proxy that answers itself
            return
