"""A database in a file belongs to one bot: it holds a lock beside it for as long as it runs.

Two would write without harm, but each would answer, delete and keep settings in mind as if it were alone. The lock is
SQLite's own, on an empty file: it ends with the process, however that ends. Source: sqlite.org/lang_transaction.html.
"""

import asyncio
import sqlite3

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.errors import StoreBusy, StoreError
from bot.store.engine import may_pass

_BESIDE = "-running"


class Hold:
    """Takes a file for this process and gives it back. A server is for all who connect to it."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._address = address
        self._lock: sqlite3.Connection | None = None

    async def take(self) -> None:
        """Raises StoreBusy where another process has the file, StoreError where it cannot be had at all."""
        await asyncio.to_thread(self._take)

    async def give_up(self) -> None:
        """Let another process have it."""
        lock, self._lock = self._lock, None
        if lock is not None:
            await asyncio.to_thread(lock.close)

    def _take(self) -> None:
        if isinstance(self._address, PostgresAddress) or self._lock is not None:
            return
        try:
            self._address.parent.mkdir(parents=True, exist_ok=True)
            beside = self._address.with_name(f"{self._address.name}{_BESIDE}")
            lock = sqlite3.connect(beside, timeout=0, isolation_level=None, check_same_thread=False)
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except BaseException:
                lock.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise self._tell(error) from error
        self._lock = lock

    def _tell(self, error: sqlite3.Error | OSError) -> StoreError:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            return StoreBusy(
                f"The database {self._address} belongs to a Glassbox that runs already: stop that one first, or name a "
                "PostgreSQL database in GLASSBOX_DATABASE, which several can share."
            )
        kind = StoreBusy if may_pass(error) else StoreError
        return kind(f"The database {self._address} cannot be used ({error}): check the disk and the rights.")
