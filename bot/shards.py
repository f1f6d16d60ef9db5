"""Shards: Discord spreads the servers of a large bot over several connections, and those over processes."""

import re
from typing import NamedTuple, Self

from pydantic import model_validator

from bot.records.base import Record

_FORM = re.compile(r"(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s+of\s+(\d{1,5})")


class ShardRange(Record):
    """The shards that one process serves, of all that the bot has."""

    first: int
    last: int
    count: int

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if not 0 <= self.first <= self.last < self.count:
            raise ValueError("the first shard is 0 and the last one less than their number, as in 0-7 of 32")
        return self

    def __str__(self) -> str:
        return f"{self.first}-{self.last} of {self.count}"

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)


def read_shards(text: str) -> ShardRange:
    """What somebody wrote: '0-7 of 32', or '3 of 32' for one shard. Raises ValueError for anything else."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError("write the first and the last shard and their number, as in 0-7 of 32")
    first, last, count = found.groups()
    return ShardRange(first=int(first), last=int(last or first), count=int(count))


class Shard(NamedTuple):
    """One connection to Discord as it is now."""

    number: int
    is_connected: bool
    latency: float
    """Seconds between the last heartbeat and its answer; not a number before the first."""

    servers: int
