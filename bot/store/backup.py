"""Copies of an SQLite database: made while the bot runs, checked before they are trusted, put back only while the
bot stands.

Sources: sqlite.org/backup.html (a copy of a database in use is whole), pragma.html (integrity_check, user_version;
leaving write-ahead logging needs the file to itself, which tells whether somebody has it open).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StoreError
from bot.store.versions import NEWEST

_SIDES = ("", "-wal", "-shm")
"""A database and the files beside it that hold its last transactions."""


def back_up(database: Path, target: Path) -> None:
    """Copy the database to a file, in one step: `target` is the whole copy or as it was.

    Raises StoreError where there is no database, or the copy cannot be written or is not whole.
    """
    _require(database, "There is no database yet at")
    with _tell_failure(f"The database {database} cannot be copied"):
        partial = _copy(database, target)
        partial.replace(target)


def restore(source: Path, database: Path) -> Path | None:
    """Put a copy in the place of the database; return where the old one is kept, or None where there was none.

    The copy is checked first; nothing is touched where it fails. Raises StoreError for a copy that is damaged or by
    a newer Glassbox, and where the bot still has the database open.
    """
    inspect(source)
    with _tell_failure(f"The copy {source} cannot be put back"):
        database.parent.mkdir(parents=True, exist_ok=True)
        partial = _copy(source, database)
        try:
            aside = _set_aside(database)
            partial.replace(database)
        finally:
            partial.unlink(missing_ok=True)
    return aside


def inspect(database: Path) -> int:
    """The version of a database's tables. Raises StoreError unless the file is whole and of a version we know."""
    _require(database, "There is no database at")
    with _tell_failure(f"{database} cannot be read as a database"), closing(_open_to_read(database)) as connection:
        (finding,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if finding != "ok":
        raise StoreError(f"{database} is damaged ({finding}): use another backup.")
    if version == 0:
        raise StoreError(f"{database} is not a database of Glassbox: name a file that `glassbox backup` wrote.")
    if version > NEWEST:
        raise StoreError(f"{database} was written by a newer Glassbox: update first.")
    return int(version)


def _copy(source: Path, target: Path) -> Path:
    """A checked copy beside `target`, readable by its owner alone: it holds who asked and who reported."""
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(_open_to_read(source)) as original, closing(sqlite3.connect(partial)) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        inspect(partial)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return partial


def _set_aside(database: Path) -> Path | None:
    """Rename the database and what belongs to it."""
    if not database.exists():
        return None
    _close_for_good(database)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    aside = database.with_name(f"{database.name}.before-{moment}")
    for side in _SIDES:
        beside = database.with_name(database.name + side)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + side))
    return aside


def _close_for_good(database: Path) -> None:
    """Fold the last transactions into the file. Raises StoreError where somebody has it open."""
    try:
        with closing(sqlite3.connect(database, timeout=0.5)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreError(f"The database {database} is in use: stop the bot, then restore.") from error
    except sqlite3.DatabaseError:
        return  # it is damaged, which is why somebody restores; it is kept as it is


def _require(file: Path, problem: str) -> None:
    if not file.is_file():
        raise StoreError(f"{problem} {file}: check the name.")


def _open_to_read(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)


@contextmanager
def _tell_failure(what: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{what} ({error}): check the disk and the rights.") from error
