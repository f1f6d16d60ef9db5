"""Bringing the tables up to date, one way only.

An empty database gets the newest tables at once, without Alembic ('Building an Up to Date Database from Scratch' in its
cookbook): a test holds what the steps make against them. Alembic, 10 MB of memory, is there for older ones.

The version is Alembic's. An SQLite file says it in `PRAGMA user_version` too: releases before Alembic looked there, so
their databases are taken over by it, and they refuse what a newer Glassbox wrote.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert, text

from bot.errors import StoreError
from bot.store.engine import WRITES
from bot.store.schema import metadata, version
from bot.store.versions import NEWEST

if TYPE_CHECKING:
    from alembic.config import Config

_STEPS = Path(__file__).parent / "migrations"
LOCK = 0x676C617373
"""The advisory lock under which one process changes the tables of a PostgreSQL database."""


def bring_up_to_date(engine: Engine) -> None:
    """Run the steps that a database has not seen, all or none. Raises StoreError for one by a newer Glassbox."""
    with engine.connect() as connection:
        if read_version(connection) == NEWEST:
            return
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        migrate(connection)


def read_version(connection: Connection) -> int:
    """The version of the tables, 0 where there are none. Raises StoreError for one by a newer Glassbox."""
    if connection.dialect.name == "sqlite":
        found = connection.scalar(text("PRAGMA user_version"))
    elif not connection.dialect.has_table(connection, version.name):  # not to_regclass, which may answer from a cache
        found = 0
    else:
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    known = int(found or 0)
    if known > NEWEST:
        raise StoreError("The database was written by a newer Glassbox: update first.")
    return known


def migrate(connection: Connection) -> None:
    """The same, in a transaction of the caller; on a server another process waits for its end."""
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
    seen = read_version(connection)  # once more: another process may have been faster
    if seen == NEWEST:
        return
    if seen:
        run_steps(connection, seen)
    else:
        metadata.create_all(connection)
        version.create(connection)
        connection.execute(insert(version).values(version_num=str(NEWEST)))
    if is_sqlite:
        connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST}")


def run_steps(connection: Connection, seen: int) -> None:
    """Take the steps behind a version that the tables have."""
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    _take_over(connection, config, seen)
    command.upgrade(config, "head")


def _take_over(connection: Connection, config: "Config", seen: int) -> None:
    """Tell Alembic what an earlier release did without it."""
    from alembic import command  # noqa: PLC0415

    if seen and not connection.dialect.has_table(connection, "alembic_version"):
        command.stamp(config, str(seen))
