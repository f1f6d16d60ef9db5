"""Connections to the database: how SQLite and PostgreSQL are opened, and which of their failures may pass.

Sources: sqlite.org/wal.html and pragma.html (with `synchronous=NORMAL` a power cut may lose the last transactions,
never part of one); SQLAlchemy's documentation of its dialects for SQLite and PostgreSQL.

The engine is SQLAlchemy's plain one, and `running` uses it in threads: its face for asyncio took 1.7 times the
processor time on SQLite (28 November 2026): each call of the driver goes to a thread and back, not each transaction.
"""

import errno
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.store.schema import prepare_for_server

WRITES = "writes"
"""The execution option of an engine that writes: on SQLite it takes the right to write when it begins."""

_BUSY_SECONDS = 5.0
_BUSY_PAUSE = 0.02
FILE_READERS = 2
SERVER_CONNECTIONS = 10
_POOL_SECONDS = 5.0
_SERVER_OPTIONS = {"connect_timeout": 5, "tcp_user_timeout": 10_000, "application_name": "glassbox"}
"""libpq's: seconds to connect, milliseconds until a line that carries nothing any more counts as cut."""

_SESSION = """
    SET statement_timeout = '60s';
    SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3
"""
"""The server gives up a client whose machine is gone after a minute, and the lock that it held; by default in hours."""


def build_engine(address: DatabaseAddress) -> Engine:
    """An engine that has not connected yet."""
    if isinstance(address, PostgresAddress):
        return _build_for_server(make_url(address.url.get_secret_value()))
    return _build_for_file(address)


def _build_for_server(url: URL) -> Engine:
    prepare_for_server()
    options = {name: value for name, value in _SERVER_OPTIONS.items() if name not in url.query}
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args=options,
        pool_size=SERVER_CONNECTIONS,
        max_overflow=0,
        pool_timeout=_POOL_SECONDS,
    )
    event.listen(engine, "connect", _prepare_session)
    return engine


def _prepare_session(connection: Any, _record: object) -> None:
    """Outside of a transaction, which might take the settings back."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(_SESSION)
    connection.autocommit = False


def _build_for_file(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _BUSY_SECONDS},
        pool_size=FILE_READERS + 1,
        max_overflow=0,
    )
    event.listen(engine, "connect", _prepare_file)
    event.listen(engine, "begin", _begin_on_file)
    return engine


def _prepare_file(connection: Any, _record: object) -> None:
    """Transactions begin where `_begin_on_file` says so, not where the driver guesses."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin_on_file(connection: Connection) -> None:
    """A writer waits for its right at once: one that has read before could not wait. A statement that only reads is
    whole without a transaction."""
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def log_ahead(engine: Engine) -> None:
    """Switch a file to write-ahead logging. SQLite does not wait for this switch while another process makes it."""
    patient_until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except OperationalError as error:
            if not may_pass(error) or time.monotonic() > patient_until:
                raise
            time.sleep(_BUSY_PAUSE)
        else:
            return


def may_pass(error: Exception) -> bool:
    """Whether a later try may go well: somebody else writes, the disk is full, the server is away. Damage does not mend
    itself."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _PASSING
    if isinstance(cause, OSError) and not isinstance(cause, TimeoutError):
        return cause.errno == errno.ENOSPC
    return isinstance(error, PoolTimeout | OperationalError | TimeoutError) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    )


_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM})
