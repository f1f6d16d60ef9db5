"""Copies of a PostgreSQL database, by PostgreSQL's own `pg_dump` and `pg_restore`: made while bots run, put back only
while none does.

Sources: PostgreSQL's documentation of pg_dump, pg_restore (`--single-transaction` restores all or nothing) and libpq's
environment (a password stands there, not among the arguments that every user of a machine can read).
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from bot.addresses import PostgresAddress
from bot.errors import StoreError
from bot.store.leading import LEAD
from bot.store.versions import NEWEST

_TABLES = ("servers", "replies", "votes", "reports", "gaps", "owner", "events", "sessions", "alembic_version")
_VERSION = re.compile(r"^(\d+)$", re.MULTILINE)


def back_up(address: PostgresAddress, target: Path) -> None:
    """Write the database to a file, in one step: `target` is the whole copy or as it was. Raises StoreError."""
    if inspect(address) == 0:
        raise StoreError(f"There is no database of Glassbox yet at {address}: check GLASSBOX_DATABASE.")
    partial = target.with_name(f".{target.name}.partial")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        tables = [f"--table={table}" for table in _TABLES]
        _run("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", f"--file={partial}", *tables)
        _read_version(partial)
        partial.replace(target)
    except OSError as error:
        raise StoreError(f"The copy {target} cannot be written ({error}): check the disk and the rights.") from error
    finally:
        partial.unlink(missing_ok=True)


def restore(source: Path, address: PostgresAddress) -> Path | None:
    """Put a copy in the place of the tables; return the copy of what was there, beside `source`, or None.

    The copy is checked first; nothing is touched where it fails. Raises StoreError for a copy that is damaged or by a
    newer Glassbox, and where a bot is running.
    """
    if not source.is_file():
        raise StoreError(f"There is no copy at {source}: check the name.")
    if _read_version(source) > NEWEST:
        raise StoreError(f"{source} was written by a newer Glassbox: update first.")
    with keep_bots_away(address):
        aside = None
        if inspect(address):
            aside = source.with_name(f"{source.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}")
            back_up(address, aside)
        options = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner", "--no-privileges")
        _run("pg_restore", address, *options, f"--dbname={_leave_out_password(address)}", str(source))
    return aside


def inspect(address: PostgresAddress) -> int:
    """The version of the tables, 0 where there are none. Raises StoreError for a database that cannot be reached or
    written, and for one by a newer Glassbox."""
    with _tell_failure(address), psycopg.connect(address.url.get_secret_value(), connect_timeout=5) as connection:
        if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,):
            raise StoreError(f"The database {address} can only be read: name the primary server.")
        if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
            return 0
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version = int(row[0]) if row else 0
    if version > NEWEST:
        raise StoreError(f"The database {address} was written by a newer Glassbox: update first.")
    return version


def _read_version(copy: Path) -> int:
    """The version of the tables in a copy. Raises StoreError for what is no whole copy."""
    table = _run("pg_restore", None, "--data-only", "--table=alembic_version", "--file=-", str(copy))
    found = _VERSION.search(table)
    if found is None:
        raise StoreError(f"{copy} is not a copy of Glassbox's database: name a file that `glassbox backup` wrote.")
    return int(found[1])


def _run(program: str, address: PostgresAddress | None, *arguments: str) -> str:
    """What a program of PostgreSQL prints. Raises StoreError where it is missing or fails."""
    path = shutil.which(program)
    if path is None:
        raise StoreError(
            f"The program {program} is not installed: install PostgreSQL's client programs (postgresql-client), "
            "or copy the database where its server runs."
        )
    place = [f"--dbname={_leave_out_password(address)}"] if address is not None and program == "pg_dump" else []
    environment = os.environ | (_write_password(address) if address is not None else {})
    done = subprocess.run(  # noqa: S603  (a fixed program, and an address of the host's own)
        [path, *place, *arguments], env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        said = " ".join(done.stderr.split())[:300]
        raise StoreError(f"{program} failed ({said}): check the copy and GLASSBOX_DATABASE.")
    return done.stdout


def _leave_out_password(address: PostgresAddress) -> str:
    parts = urlsplit(address.url.get_secret_value())
    user, at, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}").geturl()


def _write_password(address: PostgresAddress) -> dict[str, str]:
    password = urlsplit(address.url.get_secret_value()).password
    return {"PGPASSWORD": unquote(password)} if password else {}


@contextmanager
def keep_bots_away(address: PostgresAddress) -> Iterator[None]:
    """Hold the lead, which a running bot would have. Raises StoreError where one has it."""
    with (
        _tell_failure(address),
        psycopg.connect(address.url.get_secret_value(), autocommit=True, connect_timeout=5) as connection,
    ):
        if connection.execute("SELECT pg_try_advisory_lock(%s)", (LEAD,)).fetchone() != (True,):
            raise StoreError(f"The database {address} is in use: stop the bots, then restore.")
        yield


@contextmanager
def _tell_failure(address: PostgresAddress) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise StoreError(
            f"The database {address} cannot be used ({said}): check that it runs and that GLASSBOX_DATABASE is right."
        ) from error
