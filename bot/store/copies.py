"""Backups and restores, and whether there is a database, for whichever kind it is.

A PostgreSQL server's library is imported for its own databases alone.
"""

from pathlib import Path

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.errors import StoreError
from bot.store import backup


def back_up(database: DatabaseAddress, target: Path) -> None:
    """Copy a database to a file. Raises StoreError; `target` is the whole copy or as it was."""
    if isinstance(database, PostgresAddress):
        from bot.store import dumping  # noqa: PLC0415

        dumping.back_up(database, target)
    else:
        backup.back_up(database, target)


def restore(source: Path, database: DatabaseAddress) -> Path | None:
    """Put a copy in the place of a database; return where the old one is kept, or None where there was none.

    A copy of an SQLite database goes into an empty PostgreSQL one too; not the other way round.
    Raises StoreError, and touches nothing, for a bad copy and under a running bot.
    """
    if isinstance(database, PostgresAddress):
        from bot.store import dumping, moving  # noqa: PLC0415

        if moving.is_sqlite(source):
            moving.move(source, database)
            return None
        return dumping.restore(source, database)
    return backup.restore(source, database)


def inspect(database: DatabaseAddress) -> int:
    """The version of a database's tables; 0 where a server has none yet. Raises StoreError for one that is not whole,
    not there, or by a newer Glassbox."""
    if isinstance(database, PostgresAddress):
        from bot.store import dumping  # noqa: PLC0415

        return dumping.inspect(database)
    return backup.inspect(database)


def require(database: DatabaseAddress) -> None:
    """Raises StoreError where there is no database yet."""
    there = inspect(database) > 0 if isinstance(database, PostgresAddress) else database.is_file()
    if not there:
        raise StoreError(f"There is no database yet at {database}: check GLASSBOX_DATABASE.")
