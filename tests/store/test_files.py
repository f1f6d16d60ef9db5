"""Files that the store opens for the first time, and files that it cannot use."""

import datetime as dt
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.records import Reply
from bot.store.sqlite import SqliteStore
from bot.store.tables import MIGRATIONS

_GARBAGE = b"not a database " * 1000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "somewhere" / "glassbox.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    store = SqliteStore(path)
    yield store
    await store.close()


async def test_a_new_file_has_the_newest_tables(path: Path, store: SqliteStore) -> None:
    await store.open()
    assert _run(path, "PRAGMA user_version") == len(MIGRATIONS)
    assert _run(path, "PRAGMA journal_mode") == "wal"


async def test_a_database_of_a_newer_version_is_refused_in_one_sentence(path: Path, store: SqliteStore) -> None:
    await store.open()
    await store.close()
    _run(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer Glassbox") as told:
        await store.open()
    assert "\n" not in str(told.value)
    assert _run(path, "PRAGMA user_version") == len(MIGRATIONS) + 1


async def test_a_damaged_file_is_told(path: Path, store: SqliteStore) -> None:
    _damage(path)
    with pytest.raises(StoreError, match="restore a backup"):
        await store.open()
    assert _is_damaged(path)


async def test_a_damaged_record_is_told(path: Path, store: SqliteStore) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    await store.save_reply(Reply(id=1, channel=1, asker=1, kind="answer", created=now))
    _run(path, "UPDATE replies SET body = '{\"id\": 1}'")
    with pytest.raises(StoreError):
        await store.find_reply(1)


@pytest.mark.parametrize("place", ["file/glassbox.db", "folder"])
async def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    store = SqliteStore(tmp_path / place)
    with pytest.raises(StoreError, match="check the disk and the rights"):
        await store.open()
    await store.close()


def _damage(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(_GARBAGE)


def _is_damaged(path: Path) -> bool:
    return path.read_bytes() == _GARBAGE


def _run(path: Path, statement: str) -> object:
    connection = sqlite3.connect(path)
    try:
        row = connection.execute(statement).fetchone()
        connection.commit()
    finally:
        connection.close()
    return row[0] if row else None
