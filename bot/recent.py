"""A mapping that forgets its oldest entries, so that nothing in the bot grows for as long as it runs."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(OrderedDict[K, V]):
    """Keeps the last `limit` keys that were set."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def widen(self, limit: int) -> None:
        """Keep at least so many keys from now on."""
        self._limit = max(self._limit, limit)

    def forget(self, is_gone: Callable[[K, V], bool]) -> None:
        """Drop the entries of which that is so."""
        for key in [key for key, value in self.items() if is_gone(key, value)]:
            del self[key]

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self._limit:
            self.popitem(last=False)
