"""A mapping that forgets its oldest entries, so that nothing in the bot grows for as long as it runs."""

from collections import OrderedDict
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

    def __setitem__(self, key: K, value: V) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self._limit:
            self.popitem(last=False)
