"""Backup and restore of a PostgreSQL database as hosts use them, while bots run and while none does."""

import asyncio
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.errors import StoreError
from bot.store.copies import back_up, inspect, require, restore
from bot.store.engine import build_engine
from bot.store.migrating import LOCK, migrate
from bot.store.records import ServerSettings
from bot.store.sql import SqlStore
from bot.store.versions import NEWEST
from tests.postgres import Cluster
from tests.store.conftest import run_statement


@pytest.fixture
def address(cluster: Cluster) -> DatabaseAddress:
    return cluster.create_database()


async def test_a_copy_of_a_database_in_use_can_be_put_back(
    address: DatabaseAddress, store: SqlStore, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.dump"
    await store.write_settings(1, ServerSettings(depth="deep"))
    back_up(address, copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    await store.write_settings(1, ServerSettings(depth="standard"))
    await store.close()
    aside = restore(copy, address)
    assert (await store.read_settings(1)).depth == "deep"
    await store.close()
    assert aside is not None
    restore(aside, address)
    assert (await store.read_settings(1)).depth == "standard"


async def test_a_copy_goes_into_an_empty_database(
    address: DatabaseAddress, store: SqlStore, tmp_path: Path, cluster: Cluster
) -> None:
    await store.write_settings(1, ServerSettings(depth="deep"))
    back_up(address, tmp_path / "copy.dump")
    other = cluster.create_database()
    assert inspect(other) == 0
    assert restore(tmp_path / "copy.dump", other) is None
    assert inspect(other) == NEWEST
    moved = SqlStore(other)
    assert (await moved.read_settings(1)).depth == "deep"
    assert await moved.take_up(1)
    await moved.close()


async def test_nothing_is_put_under_a_running_bot(address: DatabaseAddress, store: SqlStore, tmp_path: Path) -> None:
    await store.write_settings(1, ServerSettings(depth="deep"))
    back_up(address, tmp_path / "copy.dump")
    assert await store.take_lead()
    with pytest.raises(StoreError, match="stop the bots"):
        restore(tmp_path / "copy.dump", address)


async def test_a_bad_copy_touches_nothing(address: DatabaseAddress, store: SqlStore, tmp_path: Path) -> None:
    await store.write_settings(1, ServerSettings(depth="deep"))
    copy = tmp_path / "copy.dump"
    back_up(address, copy)
    copy.write_bytes(copy.read_bytes()[:2000])
    with pytest.raises(StoreError):
        restore(copy, address)
    assert (await store.read_settings(1)).depth == "deep"


async def test_a_database_by_a_newer_version_is_refused(
    address: DatabaseAddress, store: SqlStore, tmp_path: Path
) -> None:
    await store.open()
    run_statement(address, "UPDATE alembic_version SET version_num = '999'")
    with pytest.raises(StoreError, match="newer Glassbox"):
        inspect(address)
    await store.close()
    with pytest.raises(StoreError, match="newer Glassbox"):
        await store.open()
    with pytest.raises(StoreError, match="newer Glassbox"):
        back_up(address, tmp_path / "copy.dump")


def test_without_tables_there_is_nothing_to_copy(address: DatabaseAddress, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        require(address)
    with pytest.raises(StoreError, match="no database"):
        back_up(address, tmp_path / "copy.dump")
    assert list(tmp_path.iterdir()) == []


async def test_without_the_client_programs_one_is_told(
    address: DatabaseAddress, store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.open()
    monkeypatch.setattr("bot.store.dumping.shutil.which", lambda _program: None)
    with pytest.raises(StoreError, match="postgresql-client"):
        back_up(address, tmp_path / "copy.dump")


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    address = PostgresAddress(url=SecretStr("postgresql://glassbox:very-secret@127.0.0.1:1/nowhere"))
    with pytest.raises(StoreError, match=r"postgresql://127\.0\.0\.1:1/nowhere cannot be used") as told:
        inspect(address)
    assert "very-secret" not in str(told.value) + repr(address)


async def test_of_two_that_find_no_tables_one_makes_them(address: DatabaseAddress, store: SqlStore) -> None:
    """The other, which had looked before, waits and then finds them."""
    engine = build_engine(address)
    with engine.connect() as waiting, engine.begin() as first:
        first.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        opening = asyncio.ensure_future(store.open())
        while not waiting.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        migrate(first)
    engine.dispose()
    await opening
    assert await store.list_servers() == []


async def test_one_of_several_leads_until_it_goes(address: DatabaseAddress, store: SqlStore) -> None:
    other = SqlStore(address)
    assert await store.take_lead()
    assert await store.take_lead()
    assert not await other.take_lead()
    await store.close()
    assert await other.take_lead()
    await other.close()


async def test_a_restart_of_the_server_costs_nothing_but_time(store: SqlStore, cluster: Cluster) -> None:
    await store.write_settings(1, ServerSettings(depth="deep"))
    assert await store.take_lead()
    cluster.stop()
    cluster.start()
    assert (await store.read_settings(1)).depth == "deep"
    await store.write_settings(1, ServerSettings(depth="standard"))
    assert await store.take_lead() or await store.take_lead()  # the first may only notice that the line is cut
