"""Things that are done about one message are done in turn, and what was taken away stays away."""

import asyncio
from weakref import WeakValueDictionary

from bot.recent import Recent

_KEPT = 5000


class Turns:
    """One lock a message, for as long as somebody holds or awaits it; and the questions whose replies were removed."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._removed: Recent[int, None] = Recent(_KEPT)

    def take(self, message: int) -> asyncio.Lock:
        """Hold it while something is done about a message."""
        return self._locks.setdefault(message, asyncio.Lock())

    def note_removal(self, question: int | None) -> None:
        """Somebody took the reply to this question away: an edit does not bring it back."""
        if question is not None:
            self._removed[question] = None

    def was_removed(self, question: int) -> bool:
        return question in self._removed
