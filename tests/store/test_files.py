"""Files that the store opens for the first time, and files that it cannot use."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreBusy, StoreError
from bot.store import engine
from bot.store.backup import back_up
from bot.store.records import Gap, Reply
from bot.store.sql import SqlStore
from bot.store.versions import NEWEST
from tests.deploy.test_files import read_unit
from tests.store.conftest import run_statement
from tests.store.releases import FIRST, RELEASE

_SERVER, _ALICE = 10**18, 2 * 10**18
_GARBAGE = b"not a database " * 1000


@pytest.fixture
def address(path: Path) -> Path:
    return path


async def test_a_new_file_has_the_newest_tables(path: Path, store: SqlStore) -> None:
    await store.open()
    assert run_statement(path, "PRAGMA user_version") == NEWEST
    assert run_statement(path, "PRAGMA journal_mode") == "wal"


async def test_a_database_of_a_newer_version_is_refused_in_one_sentence(path: Path, store: SqlStore) -> None:
    await store.open()
    await store.close()
    run_statement(path, f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(StoreError, match="newer Glassbox") as told:
        await store.open()
    assert "\n" not in str(told.value)
    assert run_statement(path, "PRAGMA user_version") == NEWEST + 1


async def test_a_database_of_the_first_version_is_brought_up_to_date(path: Path, store: SqlStore) -> None:
    path.parent.mkdir()
    body = '{"reply": 1, "user": 2, "kind": "answer", "useful": true, "created": "2026-06-30T12:00:00Z"}'
    with closing(sqlite3.connect(path)) as old:
        old.executescript(FIRST)
        old.execute("INSERT INTO votes VALUES (1, 2, ?)", (body,))
        old.commit()
    assert await store.prune(dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)) == 0
    assert await store.prune(dt.datetime(2026, 6, 30, 12, 0, 1, tzinfo=dt.UTC)) == 1


async def test_a_damaged_file_is_told(path: Path, store: SqlStore) -> None:
    _damage(path)
    with pytest.raises(StoreError, match="restore a backup"):
        await store.open()
    assert _is_damaged(path)


async def test_a_damaged_record_is_told(path: Path, store: SqlStore) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    await store.save_reply(Reply(id=1, channel=1, asker=1, kind="answer", created=now))
    run_statement(path, "UPDATE replies SET body = '{\"id\": 1}'")
    with pytest.raises(StoreError):
        await store.find_reply(1)


@pytest.mark.parametrize("place", ["file/glassbox.db", "folder"])
async def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder").mkdir()
    store = SqlStore(tmp_path / place)
    with pytest.raises(StoreError, match="check the disk and the rights"):
        await store.open()
    await store.close()


def _list_codes_that_stay_down() -> list[str]:
    return read_unit()["RestartPreventExitStatus"].split()


async def test_a_damaged_database_is_not_started_again_for_ever(path: Path, store: SqlStore) -> None:
    _damage(path)
    with pytest.raises(StoreError) as told:
        await store.open()
    assert str(told.value.exit_code) in _list_codes_that_stay_down()


async def test_a_database_that_somebody_else_holds_is_started_again(
    path: Path, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0.05)
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreBusy) as told:
            await store.open()
    assert str(told.value.exit_code) not in _list_codes_that_stay_down()
    await store.open()


async def test_a_file_belongs_to_one_bot_at_a_time(path: Path, store: SqlStore) -> None:
    """Whoever only looks or copies is not kept out."""
    other = SqlStore(path)
    await store.hold()
    await store.hold()
    with pytest.raises(StoreBusy, match="runs already") as told:
        await other.hold()
    assert str(told.value.exit_code) not in _list_codes_that_stay_down()
    await store.add_gap(Gap(server=1, nearest=(), created=dt.datetime.now(tz=dt.UTC)))
    assert len(await other.list_gaps(None)) == 1
    back_up(path, path.with_name("copy.db"))
    await store.close()
    await other.hold()
    await other.close()


@pytest.mark.parametrize("place", ["file/glassbox.db", "folder"])
async def test_a_place_that_cannot_be_held_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder-running").mkdir()
    with pytest.raises(StoreError, match="check the disk and the rights"):
        await SqlStore(tmp_path / place).hold()


def _damage(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(_GARBAGE)


def _is_damaged(path: Path) -> bool:
    return path.read_bytes() == _GARBAGE


async def test_the_database_of_the_last_release_is_taken_over_without_loss(path: Path, store: SqlStore) -> None:
    """Every record that its own code wrote, and every name, reads as it was; what was written in between counts on."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as old:
        old.executescript(RELEASE)
    before = _dump_rows(path)
    reports = await store.list_reports(None, None)
    assert [(report.number, report.reporter, report.status) for report in reports] == [
        (1, None, "open"), (2, _ALICE, "accepted"), (3, None, "open"), (4, _ALICE + 1, "open"),
    ]  # fmt: skip
    assert await store.add_report(reports[0]) == 5
    assert (await store.read_settings(_SERVER)).timezone == "Europe/Berlin"
    assert [len(await store.list_votes()), len(await store.list_gaps(None))] == [5, 2]
    assert await store.claim(42)
    for number in (2, 4, 6):
        reply = await store.find_reply(number * 10**17)
        assert reply is not None
        assert reply.model_dump_json() in before["replies"]
    assert run_statement(path, "PRAGMA user_version") == NEWEST


async def test_authors_are_moved_out_of_the_bodies_and_still_found(path: Path, store: SqlStore) -> None:
    path.parent.mkdir()
    now = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
    kept = Reply(id=1, channel=1, asker=1, author=_ALICE, kind="answer", created=now)
    with closing(sqlite3.connect(path)) as old:
        old.executescript(RELEASE)
        values = (1, None, None, 1, now.isoformat(timespec="seconds"), kept.model_dump_json())
        old.execute("INSERT INTO replies VALUES (?, ?, ?, ?, ?, ?)", values)
        old.commit()
    assert await store.find_reply(1) == kept
    await store.forget_user(_ALICE)
    assert await store.find_reply(1) == kept.model_copy(update={"author": None})
    assert run_statement(path, "SELECT body LIKE '%2000000000000000000%' FROM replies WHERE id = 1") == 0


def _dump_rows(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: {body for (body,) in connection.execute(f"SELECT body FROM {table}")}  # noqa: S608
            for table in ("servers", "replies", "votes", "reports", "gaps")
        }
