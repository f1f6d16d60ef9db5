"""How many answers may be asked for: by a person, in a channel, in a server, and in a server within a day.

The windows are discord.py's `Cooldown`; this room only keeps one for everybody who asks, and forgets the idle ones.
Time is the monotonic clock's: one that is set back must lock nobody out.
"""

import time
from typing import Literal, NamedTuple, get_args

from discord.app_commands import Cooldown

from bot.recent import Recent
from bot.store.records import Limits

_MINUTE = 60.0
_DAY = 86_400.0
_WINDOWS_KEPT = 20_000
"""Of each scope, so that many askers do not push a server's day out."""

_WINDOWS_A_SERVER = 4
"""People and channels that ask within a minute, as a mean over all servers."""


Scope = Literal["user", "channel", "server", "day"]


class Wait(NamedTuple):
    """Which limit is reached and for how many seconds."""

    scope: Scope
    seconds: float


class Limiter:
    """Counts questions. One instance for the whole bot, used from the event loop alone."""

    def __init__(self) -> None:
        self._windows: dict[Scope, Recent[tuple[int, int], Cooldown]] = {
            scope: Recent(_WINDOWS_KEPT) for scope in get_args(Scope)
        }

    def __len__(self) -> int:
        return sum(len(windows) for windows in self._windows.values())

    def widen(self, servers: int) -> None:
        """Keep windows for so many servers."""
        for windows in self._windows.values():
            windows.widen(servers * _WINDOWS_A_SERVER)

    def admit(self, limits: Limits, user: int, channel: int, server: int | None) -> Wait | None:
        """Count one question and return None, or return what has to be waited for and count nothing."""
        home = server if server is not None else user
        now = time.monotonic()
        windows: dict[Scope, Cooldown] = {
            "user": self._find("user", hash((home, user)), limits.user, _MINUTE),
            "channel": self._find("channel", channel, limits.channel, _MINUTE),
            "server": self._find("server", home, limits.server, _MINUTE),
            "day": self._find("day", home, limits.day, _DAY),
        }
        waits = [Wait(scope, window.get_retry_after(now)) for scope, window in windows.items()]
        longest = max(waits, key=lambda wait: wait.seconds)
        if longest.seconds > 0:
            return longest
        for window in windows.values():
            window.update_rate_limit(now)
        return None

    def _find(self, scope: Scope, key: int, rate: int, seconds: float) -> Cooldown:
        """The window of a key; a changed rate starts a new one."""
        windows, name = self._windows[scope], (key, rate)
        window = windows.get(name) or Cooldown(rate, seconds)
        windows[name] = window
        return window


_SCOPE_WORDS: dict[Scope, str] = {
    "user": "You have asked as often as this server allows in a minute",
    "channel": "This channel has had as many answers as it allows in a minute",
    "server": "This server has had as many answers as it allows in a minute",
    "day": "This server has had as many answers as it allows in a day",
}


def say_wait(wait: Wait) -> str:
    """The friendly notice: which limit, and when to come back."""
    unit, length = ("second", 1.0) if wait.seconds < _MINUTE else ("minute", _MINUTE)
    count = max(1, round(wait.seconds / length))
    return f"{_SCOPE_WORDS[wait.scope]}. Please ask again in {count} {unit}{'' if count == 1 else 's'}."
