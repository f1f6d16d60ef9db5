"""Opening the one file: write-ahead logging, tables brought up to date, transactions that are whole or not there."""

import errno
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.tables import MIGRATIONS

Statement = tuple[str, tuple[object, ...]]

_BUSY_SECONDS = 5.0
_BUSY_PAUSE = 0.02


def connect(path: Path) -> sqlite3.Connection:
    """Open the file and bring its tables up to date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # The worker's thread may be another one after a pause; it is still the only one.
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for this switch while another process makes it."""
    patient_until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > patient_until:
                raise
            time.sleep(_BUSY_PAUSE)
        else:
            return


def _migrate(connection: sqlite3.Connection) -> None:
    if _read_version(connection) == len(MIGRATIONS):
        return
    with _transaction(connection):
        seen = _read_version(connection)  # once more: another process may have been faster
        for version, script in enumerate(MIGRATIONS[seen:], seen + 1):
            for statement in script.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")


def _read_version(connection: sqlite3.Connection) -> int:
    (seen,) = connection.execute("PRAGMA user_version").fetchone()
    if seen > len(MIGRATIONS):
        raise sqlite3.DatabaseError("it was written by a newer Glassbox")
    return int(seen)


def write_together(connection: sqlite3.Connection, statements: tuple[Statement, ...]) -> int:
    with _transaction(connection):
        for query, values in statements:
            last = connection.execute(query, values).lastrowid
    return last or 0


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def may_pass(error: sqlite3.Error | OSError) -> bool:
    """Whether a later try may go well: somebody else writes, or the disk is full. Damage does not mend itself."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOSPC
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING


_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM})
