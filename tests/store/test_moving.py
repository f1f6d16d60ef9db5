"""A bot that grows: its SQLite database, also one of the last release, goes into an empty PostgreSQL one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.addresses import DatabaseAddress
from bot.errors import StoreError
from bot.store.copies import back_up, restore
from bot.store.records import Gap, Holdings, ServerSettings
from bot.store.sql import SqlStore
from tests.postgres import Cluster
from tests.store.releases import RELEASE


@pytest.fixture
def address(cluster: Cluster) -> DatabaseAddress:
    return cluster.create_database()


@pytest.fixture
def old(path: Path) -> Path:
    """A database of the last release."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RELEASE)
    return path


async def test_every_record_of_the_last_release_is_there(old: Path, address: DatabaseAddress, store: SqlStore) -> None:
    back_up(old, old.with_name("copy.db"))
    before = old.with_name("copy.db").read_bytes()
    assert restore(old.with_name("copy.db"), address) is None
    assert old.with_name("copy.db").read_bytes() == before
    assert await _read_everything(store) == await _read_everything(SqlStore(old))


async def test_numbers_go_on_behind_the_last_one(old: Path, address: DatabaseAddress, store: SqlStore) -> None:
    restore(old, address)
    reports = await store.list_reports(None, None)
    assert await store.add_report(reports[0]) == reports[-1].number + 1
    await store.add_gap(Gap(server=1, nearest=(), created=reports[0].created))


async def test_what_is_there_already_is_left_alone(old: Path, address: DatabaseAddress, store: SqlStore) -> None:
    await store.write_settings(1, ServerSettings(depth="deep"))
    with pytest.raises(StoreError, match="holds something already"):
        restore(old, address)
    assert await store.list_servers() == [1]


async def test_nothing_is_moved_under_a_running_bot(old: Path, address: DatabaseAddress, store: SqlStore) -> None:
    assert await store.take_lead()
    with pytest.raises(StoreError, match="stop the bots"):
        restore(old, address)


async def _read_everything(store: SqlStore) -> tuple[object, ...]:
    servers = await store.list_servers()
    people = [2 * 10**18, 2 * 10**18 + 1]
    held: list[Holdings] = [await store.count_holdings(person) for person in people]
    assert servers
    assert any(one.replies for one in held)
    replies = [await store.find_reply(number * 10**17) for number in range(1, 10)]
    read = (
        sorted(servers), held, replies, await store.list_settings(), await store.list_votes(),
        await store.list_reports(None, None), await store.list_gaps(None), await store.claim(42),
    )  # fmt: skip
    await store.close()
    return read
