"""A circuit: what failed several times in a row is left alone for a while, then tried again once."""

import time
from collections.abc import Callable
from threading import Lock

MOST_FAILURES = 3
"""Failures in a row after which it opens."""

PAUSE = 60.0
"""Seconds for which it stays open, and between two tries after that."""


class Circuit:
    """Counts what succeeds and fails. Any thread may call it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._next_try = 0.0

    def admit(self) -> bool:
        """Whether to try now. While it is open one try a pause is let through."""
        with self._lock:
            if self._failures < MOST_FAILURES:
                return True
            now = self._clock()
            if now < self._next_try:
                return False
            self._next_try = now + PAUSE
            return True

    def note_success(self) -> None:
        """Close it."""
        with self._lock:
            self._failures = 0

    def note_failure(self) -> bool:
        """Count a failure; true where this one has opened it."""
        with self._lock:
            self._failures += 1
            self._next_try = self._clock() + PAUSE
            return self._failures == MOST_FAILURES
