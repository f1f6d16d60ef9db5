"""The tables that the steps make are those that the code knows, and every query goes by an index."""

import datetime as dt
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, event

from bot.addresses import DatabaseAddress, PostgresAddress
from bot.store.engine import WRITES, build_engine
from bot.store.migrating import run_steps
from bot.store.records import Gap, Reply, Report, ServerSettings, Vote
from bot.store.schema import metadata
from bot.store.sql import SqlStore
from tests.store.conftest import run_statement
from tests.store.releases import FIRST, RELEASE

_NOW = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
_FOR_OTHERS = ("alembic", "psycopg", "sqlalchemy.dialects.postgresql", "sqlalchemy.ext.asyncio", "sqlalchemy.orm")


async def test_servers_are_listed_by_an_index_of_what_was_asked_there_alone(
    address: DatabaseAddress, store: SqlStore
) -> None:
    await store.open()
    look = "SELECT sql FROM sqlite_master WHERE name = 'replies_in_servers'"
    if isinstance(address, PostgresAddress):
        look = "SELECT indexdef FROM pg_indexes WHERE indexname = 'replies_in_servers'"
    assert "question IS NOT NULL" in str(run_statement(address, look))


async def test_new_tables_are_those_of_the_schema(address: DatabaseAddress, store: SqlStore) -> None:
    await store.open()
    assert _compare(address) == []


def test_the_steps_from_nothing_make_the_tables_of_the_schema(address: DatabaseAddress, path: Path) -> None:
    path.parent.mkdir()
    engine = build_engine(address)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        run_steps(connection, seen=0)
    engine.dispose()
    assert _compare(address) == []


def test_what_a_file_does_not_need_is_not_loaded(tmp_path: Path) -> None:
    """Alembic is for older databases alone, and would take 10 MB of memory for good; PostgreSQL's dialect takes 2."""
    code = (
        "import asyncio, sys; from pathlib import Path; from bot.store.sql import SqlStore;"
        f"asyncio.run(SqlStore(Path({str(tmp_path / 'glassbox.db')!r})).open());"
        f"print([name for name in {_FOR_OTHERS} if name in sys.modules])"
    )
    for _ in ("new", "old"):
        assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


@pytest.mark.parametrize("script", [FIRST, RELEASE], ids=["first", "last"])
async def test_tables_that_were_taken_over_are_those_of_the_schema(path: Path, script: str) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as old:
        old.executescript(script)
    store = SqlStore(path)
    await store.open()
    await store.close()
    assert _compare(path) == []


def _compare(address: DatabaseAddress) -> list[Any]:
    def compare(connection: Connection) -> list[Any]:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
        return [one for one in found if not (isinstance(one, list) and _is_about_keys(one))]

    engine = build_engine(address)
    try:
        with engine.connect() as connection:
            return compare(connection)
    finally:
        engine.dispose()


def _is_about_keys(changes: list[Any]) -> bool:
    """SQLite says of an `INTEGER PRIMARY KEY` of the first releases that it may be empty; it never is."""
    return all(change[0] == "modify_nullable" and change[3] == "id" for change in changes)


async def test_no_query_reads_a_whole_table(path: Path) -> None:
    """Those that list everything for an export do, and the list of servers reads those with settings; all others find
    by an index, however large the database is."""
    store = SqlStore(path)
    await store.open()
    with _listen() as queries:
        await _use_everything(store)
    await store.close()
    with closing(sqlite3.connect(path)) as connection:
        plans = {query: _explain(connection, query, values) for query, values in queries.items()}
    assert len(plans) > 20
    whole = re.compile(r"^SCAN (?:replies|votes|reports|gaps|events)$")
    assert {query for query, plan in plans.items() if any(whole.match(step) for step in plan)} == set()


@contextmanager
def _listen() -> Iterator[dict[str, Any]]:
    queries: dict[str, Any] = {}

    def note(_connection: object, _cursor: object, query: str, values: Any, *_: object) -> None:
        queries[query] = values

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _explain(connection: sqlite3.Connection, query: str, values: Any) -> list[str]:
    if query.startswith(("BEGIN", "PRAGMA", "SELECT length(")):  # the last look at the first row in order of the key
        return []
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]


async def _use_everything(store: SqlStore) -> None:
    """Every method but the lists of everything."""
    await store.write_settings(1, ServerSettings())
    await store.read_settings(1)
    await store.list_settings()
    await store.save_reply(Reply(id=1, question=2, channel=3, server=1, asker=4, kind="answer", created=_NOW))
    await store.find_reply(1)
    await store.find_replies_to(2)
    await store.vote(Vote(reply=1, user=4, kind="answer", useful=True, created=_NOW))
    report = Report(server=1, channel=3, reply=1, reporter=4, kind="answer", wrong="no", created=_NOW)
    number = await store.add_report(report)
    await store.save_report(report.model_copy(update={"number": number}))
    await store.find_report(1, number)
    for status in ("open", None):
        await store.list_reports(1, status)
    await store.add_gap(Gap(server=1, nearest=(), created=_NOW))
    await store.list_gaps(1)
    await store.count_holdings(4)
    await store.list_servers()
    await store.take_up(1)
    await store.take_up(1)
    await store.probe()
    await store.forget_user(4)
    await store.delete_reply(1)
    await store.forget_server(1)
    await store.prune(_NOW)
    await store.prune_events(_NOW)
