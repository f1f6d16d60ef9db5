"""Files that the store opens for the first time, and files that it cannot use."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreBusy, StoreError
from bot.store import opening
from bot.store.records import Reply
from bot.store.sqlite import SqliteStore
from bot.store.tables import MIGRATIONS
from tests.deploy.test_files import read_unit
from tests.store.conftest import run_statement

_GARBAGE = b"not a database " * 1000


async def test_a_new_file_has_the_newest_tables(path: Path, store: SqliteStore) -> None:
    await store.open()
    assert run_statement(path, "PRAGMA user_version") == len(MIGRATIONS)
    assert run_statement(path, "PRAGMA journal_mode") == "wal"


async def test_a_database_of_a_newer_version_is_refused_in_one_sentence(path: Path, store: SqliteStore) -> None:
    await store.open()
    await store.close()
    run_statement(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="newer Glassbox") as told:
        await store.open()
    assert "\n" not in str(told.value)
    assert run_statement(path, "PRAGMA user_version") == len(MIGRATIONS) + 1


async def test_a_database_of_the_first_version_is_brought_up_to_date(path: Path, store: SqliteStore) -> None:
    path.parent.mkdir()
    body = '{"reply": 1, "user": 2, "kind": "answer", "useful": true, "created": "2026-06-30T12:00:00Z"}'
    with closing(sqlite3.connect(path)) as old:
        old.executescript(f"{MIGRATIONS[0]}; PRAGMA user_version = 1")
        old.execute("INSERT INTO votes VALUES (1, 2, ?)", (body,))
        old.commit()
    assert await store.prune(dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)) == 0
    assert await store.prune(dt.datetime(2026, 6, 30, 12, 0, 1, tzinfo=dt.UTC)) == 1


async def test_a_damaged_file_is_told(path: Path, store: SqliteStore) -> None:
    _damage(path)
    with pytest.raises(StoreError, match="restore a backup"):
        await store.open()
    assert _is_damaged(path)


async def test_a_damaged_record_is_told(path: Path, store: SqliteStore) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    await store.save_reply(Reply(id=1, channel=1, asker=1, kind="answer", created=now))
    run_statement(path, "UPDATE replies SET body = '{\"id\": 1}'")
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


def _list_codes_that_stay_down() -> list[str]:
    return read_unit()["RestartPreventExitStatus"].split()


async def test_a_damaged_database_is_not_started_again_for_ever(path: Path, store: SqliteStore) -> None:
    _damage(path)
    with pytest.raises(StoreError) as told:
        await store.open()
    assert str(told.value.exit_code) in _list_codes_that_stay_down()


async def test_a_database_that_somebody_else_holds_is_started_again(
    path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_BUSY_SECONDS", 0.05)
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy) as told:
            await store.open()
    assert str(told.value.exit_code) not in _list_codes_that_stay_down()
    await store.open()


def _damage(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(_GARBAGE)


def _is_damaged(path: Path) -> bool:
    return path.read_bytes() == _GARBAGE
