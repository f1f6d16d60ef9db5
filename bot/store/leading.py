"""Of several processes on one PostgreSQL database one leads: it does what must be done once.

The lead is an advisory lock of a connection of its own, so that another process can take it as soon as this one dies.
Source: PostgreSQL's documentation, 'Advisory Locks'.
"""

import asyncio
import contextlib

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.store.engine import build_engine

LEAD = 0x676C617374
"""The number of the lock."""


class Leadership:
    """Holds the lead or tries for it. A file has one process, which leads."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._address = address
        self._connection: Connection | None = None
        self._taking = asyncio.Lock()

    async def take(self) -> bool:
        """Whether this process leads now; it may have lost the lead with the line to the server."""
        if not isinstance(self._address, PostgresAddress):
            return True
        async with self._taking:
            return await asyncio.to_thread(self._take)

    async def give_up(self) -> None:
        """Let another process lead."""
        async with self._taking:
            await asyncio.to_thread(self._give_up)

    def _take(self) -> bool:
        try:
            if self._connection is None:
                self._connection = build_engine(self._address).connect().execution_options(isolation_level="AUTOCOMMIT")
            held = bool(self._connection.scalar(text(_HOLD), {"lock": LEAD}))
        except (SQLAlchemyError, OSError):
            held = False
        if not held:
            self._give_up()
        return held

    def _give_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(SQLAlchemyError, OSError):
                connection.close()
            connection.engine.dispose()


_HOLD = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted
        AND (classid::bigint << 32) | objid::bigint = :lock
    ) OR pg_try_advisory_lock(:lock)
"""
"""A lock that is held already would only be counted up."""
