"""A store in a folder that is not there yet, and a look at its file from outside."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.sqlite import SqliteStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "somewhere" / "glassbox.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(path)
    yield store
    await store.close()


def run_statement(path: Path, statement: str) -> object:
    """The first value that a statement gives, in a connection of its own."""
    connection = sqlite3.connect(path)
    try:
        row = connection.execute(statement).fetchone()
        connection.commit()
    finally:
        connection.close()
    return row[0] if row else None
