"""Backup and restore as hosts use them, with the bot's database open and without, whole and broken."""

import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.backup import back_up, inspect, restore
from bot.store.exporting import export_lines
from bot.store.records import Gap, Report, ServerSettings
from bot.store.sql import SqlStore
from bot.store.versions import NEWEST

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "here" / "glassbox.db"


async def keep(database: Path, depth: str) -> None:
    """Write a setting and close."""
    store = SqlStore(database)
    await store.write_settings(1, ServerSettings.model_validate({"depth": depth}))
    await store.close()


async def read(database: Path) -> str:
    store = SqlStore(database)
    settings = await store.read_settings(1)
    await store.close()
    return settings.depth


async def test_a_copy_of_an_open_database_can_be_put_back(database: Path, tmp_path: Path) -> None:
    store = SqlStore(database)
    await store.write_settings(1, ServerSettings(depth="deep"))
    back_up(database, tmp_path / "copy.db")
    await store.write_settings(1, ServerSettings(depth="short"))
    await store.close()
    aside = restore(tmp_path / "copy.db", database)
    assert await read(database) == "deep"
    assert aside is not None
    assert await read(aside) == "short"


async def test_a_copy_is_for_its_owner_alone(database: Path, tmp_path: Path) -> None:
    await keep(database, "deep")
    back_up(database, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert list_files(tmp_path) == ["copy.db"]


async def test_a_second_backup_replaces_the_first(database: Path, tmp_path: Path) -> None:
    for depth in ("short", "deep"):
        await keep(database, depth)
        back_up(database, tmp_path / "copy.db")
    assert await read(tmp_path / "copy.db") == "deep"


async def test_a_restore_needs_no_database(database: Path, tmp_path: Path) -> None:
    await keep(tmp_path / "copy.db", "deep")
    assert restore(tmp_path / "copy.db", database) is None
    assert await read(database) == "deep"


async def test_nothing_is_put_under_a_running_bot(database: Path, tmp_path: Path) -> None:
    await keep(tmp_path / "copy.db", "deep")
    store = SqlStore(database)
    await store.write_settings(1, ServerSettings(depth="short"))
    with pytest.raises(StoreError, match="stop the bot"):
        restore(tmp_path / "copy.db", database)
    assert (await store.read_settings(1)).depth == "short"
    await store.close()
    assert list_files(database.parent) == ["glassbox.db"]


async def test_a_broken_database_can_be_replaced(database: Path, tmp_path: Path) -> None:
    await keep(tmp_path / "copy.db", "deep")
    write_broken(database)
    aside = restore(tmp_path / "copy.db", database)
    assert await read(database) == "deep"
    assert aside is not None
    assert aside.read_bytes() == b"broken" * 1000


def list_files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_file()]


def write_broken(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"broken" * 1000)


def break_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[5000:9000] = b"\xff" * 4000
    file.write_bytes(content)


def make_newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    connection.close()


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (break_pages, "damaged|cannot be read"),
        (make_newer, "newer Glassbox"),
        (empty, "not a database of Glassbox"),
        (lambda file: file.write_text("hello" * 1000), "cannot be read"),
        (Path.unlink, "There is no database"),
    ],
)
async def test_a_bad_copy_touches_nothing(database: Path, tmp_path: Path, harm: object, problem: str) -> None:
    copy = tmp_path / "copy.db"
    await keep(copy, "deep")
    await keep(database, "short")
    assert callable(harm)
    harm(copy)
    with pytest.raises(StoreError, match=problem):
        restore(copy, database)
    assert await read(database) == "short"
    assert list_files(database.parent) == ["glassbox.db"]


def test_without_a_database_there_is_no_backup(database: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database yet"):
        back_up(database, tmp_path / "copy.db")
    assert not database.exists()


async def test_a_backup_that_cannot_be_written_is_told(database: Path, tmp_path: Path) -> None:
    await keep(database, "deep")
    with pytest.raises(StoreError, match="check the disk and the rights"):
        back_up(database, tmp_path / "nowhere" / "copy.db")


async def test_the_version_is_told(database: Path) -> None:
    await keep(database, "deep")
    assert inspect(database) == NEWEST


async def test_reports_and_gaps_are_exported_without_names(database: Path) -> None:
    store = SqlStore(database)
    report = Report(server=1, channel=2, reply=3, reporter=4444, kind="rebuttal", wrong="the date is off", created=NOW)
    await store.add_report(report)
    await store.add_gap(Gap(server=5, nearest=("llama-is-open-source",), created=NOW))
    lines = [line async for line in export_lines(store)]
    await store.close()
    assert [line[:12] for line in lines] == ['{"type": "re', '{"type": "ga']
    assert "the date is off" in lines[0]
    assert "4444" not in lines[0]
    assert "llama-is-open-source" in lines[1]
