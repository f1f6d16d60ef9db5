"""A store in a database that is not there yet, and a look at that database from outside."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.store.sql import SqlStore
from tests.postgres import Cluster, serve_tests


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """PostgreSQL, where this machine has it."""
    yield from serve_tests()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "somewhere" / "glassbox.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, path: Path) -> DatabaseAddress:
    """Where the database of a test is; a file whose tests are about one kind overrides this."""
    if request.param == "sqlite":
        return path
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.create_database()


@pytest.fixture
async def store(address: DatabaseAddress) -> AsyncIterator[SqlStore]:
    store = SqlStore(address)
    yield store
    await store.close()


def run_statement(address: DatabaseAddress, statement: str) -> object:
    """The first value that a statement gives, in a connection of its own."""
    if isinstance(address, PostgresAddress):
        with psycopg.connect(address.url.get_secret_value()) as server:
            cursor = server.execute(statement.encode())
            found = cursor.fetchone() if cursor.description else None
        return found[0] if found else None
    with closing(sqlite3.connect(address)) as connection:
        row = connection.execute(statement).fetchone()
        connection.commit()
    return row[0] if row else None
