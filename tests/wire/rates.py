"""Rate limits as Discord counts them, and faults that a test injects into the next requests of a route."""

import time
from typing import NamedTuple

from tests.wire.payloads import Payload

_BUCKETS = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": (1, 0.25),
}
_OTHERS = (50, 1.0)
"""Requests and seconds of a bucket that is not named."""

_GLOBAL = (50, 1.0)
_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")


class Fault(NamedTuple):
    """What to answer instead: an error, a rate limit (429), or a cut line (status 0)."""

    status: int
    retry_after: float = 0.2
    is_global: bool = False
    afterwards: bool = False
    """Whether the request takes effect first, so that only its answer is lost."""


class Rate(NamedTuple):
    """Where a bucket stands behind a request."""

    bucket: str
    limit: int
    remaining: int
    reset_after: float
    exceeded: bool = False
    is_global: bool = False

    def write_headers(self) -> dict[str, str]:
        headers = {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, self.remaining)),
            "X-RateLimit-Reset": f"{time.time() + self.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }
        if self.exceeded:
            headers |= {
                "Retry-After": f"{self.reset_after:.3f}",
                "X-RateLimit-Scope": "global" if self.is_global else "user",
                "Via": "1.1 google",  # clients take a 429 without it for a ban
            }
        return headers | ({"X-RateLimit-Global": "true"} if self.exceeded and self.is_global else {})

    def write_body(self) -> Payload:
        return {
            "message": "You are being rate limited.",
            "retry_after": round(self.reset_after, 3),
            "global": self.is_global,
        }


class Rates:
    """Counts requests in fixed windows, for each route and its major parameters, and for the bot as a whole."""

    def __init__(self, *, unlimited: bool = False) -> None:
        self._windows: dict[str, tuple[float, int]] = {}
        self._unlimited = unlimited

    def count(self, route: str, parameters: dict[str, str], *, counts_globally: bool) -> Rate:
        """Count one request; `exceeded` says that it is one too many."""
        if counts_globally:
            rate = self._count("global", "global", *_GLOBAL)
            if rate.exceeded:
                return rate._replace(is_global=True)
        limit, seconds = _BUCKETS.get(route, _OTHERS)
        major = ":".join(parameters[name] for name in _MAJOR if name in parameters)
        return self._count(route, f"{route}:{major}", limit, seconds)

    def _count(self, route: str, key: str, limit: int, seconds: float) -> Rate:
        now = time.monotonic()
        end, used = self._windows.get(key, (now + seconds, 0))
        if now >= end:
            end, used = now + seconds, 0
        self._windows[key] = (end, used + 1)
        exceeded = used >= limit and not self._unlimited
        return Rate(f"{hash(route):x}", limit, limit - used - 1, end - now, exceeded)


class Faults:
    """The faults that wait for the next requests of a route."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Fault, dict[str, str]]] = []

    def inject(self, route: str, *faults: Fault, **parameters: str) -> None:
        """Let the next requests of a route ('POST /channels/{channel_id}/messages') fail, in this order.

        With parameters (`channel_id="1"`) only requests that have them.
        """
        self._waiting.extend((route, fault, parameters) for fault in faults)

    def take(self, route: str, parameters: dict[str, str]) -> Fault | None:
        """The first fault that fits a request; it waits no longer."""
        for entry in self._waiting:
            if entry[0] == route and entry[2].items() <= parameters.items():
                self._waiting.remove(entry)
                return entry[1]
        return None
