"""Runs statements in threads: opened once, each write whole or not there, repeated while a server is away."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import CursorResult, Engine, Executable, Row
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.errors import StoreBusy, StoreError
from bot.store.engine import FILE_READERS, SERVER_CONNECTIONS, WRITES, build_engine, log_ahead, may_pass
from bot.store.migrating import bring_up_to_date

T = TypeVar("T")
Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]

_PAUSES = (0.1, 0.3, 0.6, 1.0, 2.0, 2.0, 2.0)
"""Seconds between tries while a server is away: a restart of PostgreSQL takes a few. SQLite waits by itself."""


class _Opened(NamedTuple):
    """Two faces of one engine: a statement that only reads needs no transaction."""

    reading: Engine
    writing: Engine


class Runner:
    """A database that is opened when it is first used. The event loop never waits for it.

    A file has one thread that writes, so that its transactions stand in line, and others that read meanwhile. A server
    has as many threads as connections.
    """

    def __init__(self, address: DatabaseAddress) -> None:
        self._address = address
        self.is_server = isinstance(address, PostgresAddress)
        self._opened: _Opened | None = None
        self._opening = threading.Lock()
        self._readers = ThreadPoolExecutor(SERVER_CONNECTIONS if self.is_server else FILE_READERS, "store")
        self._writers = self._readers if self.is_server else ThreadPoolExecutor(1, "store-writes")

    async def open(self) -> None:
        """Connect and bring the tables up to date, once. Raises StoreError."""
        await self._run(self._writers, self._open)

    async def close(self) -> None:
        """Finish what is being written and give the connections back; the next use opens anew."""
        await asyncio.get_running_loop().run_in_executor(self._writers, self._dispose)

    async def read(self, statement: Executable, **values: Any) -> Sequence[Row[Any]]:
        """All rows of one statement with these values. Raises StoreError."""

        def fetch() -> Sequence[Row[Any]]:
            with self._open().reading.connect() as connection:
                return connection.execute(statement, values).all()

        return await self._run(self._readers, fetch)

    async def write(self, *statements: Executable, values: Values | None = None) -> CursorResult[Any]:
        """Run all statements or none, each with the values or for every row of them; return what the last one gave.
        Raises StoreError."""

        def change() -> CursorResult[Any]:
            with self._open().writing.begin() as connection:
                results = [connection.execute(statement, values) for statement in statements]
            return results[-1]

        return await self._run(self._writers, change)

    def _open(self) -> _Opened:
        with self._opening:
            if self._opened is None:
                self._opened = self._connect()
            return self._opened

    def _connect(self) -> _Opened:
        engine = build_engine(self._address)
        try:
            if not isinstance(self._address, PostgresAddress):
                self._address.parent.mkdir(parents=True, exist_ok=True)
                log_ahead(engine)
            bring_up_to_date(engine)
        except BaseException:
            engine.dispose()
            raise
        reading = engine.execution_options(isolation_level="AUTOCOMMIT") if self.is_server else engine
        return _Opened(reading, engine.execution_options(**{WRITES: True}))

    def _dispose(self) -> None:
        with self._opening:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.reading.dispose()

    async def _run(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        """What `work` returns, tried again for some seconds while a server is away."""
        loop = asyncio.get_running_loop()
        for pause in _PAUSES if self.is_server else ():
            try:
                return await loop.run_in_executor(threads, self._try, work)
            except StoreBusy:
                await asyncio.sleep(pause)
        return await loop.run_in_executor(threads, self._try, work)

    def _try(self, work: Callable[[], T]) -> T:
        with _tell_failure(self._address):
            return work()


@contextmanager
def _tell_failure(address: DatabaseAddress) -> Iterator[None]:
    """Turn what a database raises into one sentence, without the statement and its values."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        kind = StoreBusy if may_pass(error) else StoreError
        said = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
        remedy = "check the disk and the rights"
        if isinstance(address, PostgresAddress):
            remedy = "check that it runs and that GLASSBOX_DATABASE is right"
        raise kind(f"The database {address} cannot be used ({said}): {remedy}, or restore a backup.") from error
