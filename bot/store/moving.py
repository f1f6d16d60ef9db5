"""A copy of an SQLite database put into an empty PostgreSQL one, for a bot that grows: all of it or nothing."""

import contextlib
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.addresses import PostgresAddress
from bot.errors import StoreError
from bot.store import backup, dumping
from bot.store.engine import WRITES, build_engine
from bot.store.migrating import bring_up_to_date
from bot.store.schema import TABLES, owner

_MAGIC = b"SQLite format 3\0"
_PIECE = 1000
_COUNTED = ("reports", "gaps")
"""Tables whose numbers the database gives out."""


def is_sqlite(copy: Path) -> bool:
    """Whether a file is a database of SQLite."""
    try:
        with copy.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def move(source: Path, address: PostgresAddress) -> None:
    """Fill an empty database from a copy of an SQLite one, of this release or an earlier one; the copy stays as it is.

    Raises StoreError, and changes nothing, for a copy that is not whole, for a database that holds something, and under
    a running bot.
    """
    backup.inspect(source)
    with dumping.keep_bots_away(address), tempfile.TemporaryDirectory() as folder, _tell_failure(address):
        copy = Path(folder) / "copy.db"
        backup.back_up(source, copy)
        there = build_engine(address)
        try:
            bring_up_to_date(there)
            with there.execution_options(**{WRITES: True}).begin() as target:
                _require_empty(target, address)
                _fill(target, copy)
        finally:
            there.dispose()


def _require_empty(target: Connection, address: PostgresAddress) -> None:
    if any(target.execute(select(table).limit(1)).first() for table in (*TABLES, owner)):
        raise StoreError(f"The database {address} holds something already: name an empty one.")


def _fill(target: Connection, copy: Path) -> None:
    here = build_engine(copy)
    try:
        bring_up_to_date(here)
        with here.connect() as origin:
            for table in (*TABLES, owner):
                for piece in origin.execute(select(table)).partitions(_PIECE):
                    target.execute(insert(table), [_read(table, row) for row in piece])
    finally:
        here.dispose()
    for name in _COUNTED:  # their numbers go on behind the last one
        target.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce(max(id), 0) + 1, false) FROM {name}")  # noqa: S608
        )


def _read(table: Table, row: Row[Any]) -> dict[str, Any]:
    """A row with its moments as such: SQLite keeps them as text."""
    values = dict(row._mapping)
    if "created" in table.c:
        values["created"] = dt.datetime.fromisoformat(values["created"])
    return values


@contextlib.contextmanager
def _tell_failure(address: PostgresAddress) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        raise StoreError(f"The copy cannot be put into {address} ({said}): nothing was changed.") from error
