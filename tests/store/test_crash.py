"""A process that is killed in the middle of writing leaves a database that is whole and has only whole records."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.sql import SqlStore
from tests.conftest import ROOT

_WRITER = """
import asyncio, datetime as dt, itertools, sys
from pathlib import Path
from bot.store.records import Gap, Reply, Report, ServerSettings, Vote
from bot.store.sql import SqlStore

NOW = dt.datetime.now(tz=dt.UTC)

async def write(number, store):
    # A pair belongs together: what deletes it is one transaction.
    await store.save_reply(Reply(
        id=number, channel=1, server=1, asker=number, kind="answer", created=NOW, pages=("x" * 3000,) * 3))
    await store.vote(Vote(reply=number, user=number, kind="answer", useful=True, created=NOW))
    await store.add_report(Report(
        server=1, channel=1, reply=number, reporter=number, kind="answer", wrong="y" * 900, created=NOW))
    await store.add_gap(Gap(server=1, nearest=("z" * 200,), created=NOW))
    await store.write_settings(number, ServerSettings(channels={n: "off" for n in range(50)}))
    if number % 3 == 0:
        await store.forget_user(number)

async def main():
    store = SqlStore(Path(sys.argv[1]))
    start = int(sys.argv[2])
    for number in itertools.count(start):
        await write(number, store)
        print(number, flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("rounds", [3])
def test_a_killed_writer_leaves_whole_records(tmp_path: Path, rounds: int) -> None:
    database = tmp_path / "glassbox.db"
    for attempt in range(1, rounds + 1):
        last = _write_until_killed(database, attempt * 1_000_000, 10 * attempt)
        _expect_whole(database, attempt)
        asyncio.run(_expect_readable(database, last))


def _write_until_killed(database: Path, start: int, count: int) -> int:
    """Kill a writer once it has said that it wrote a number of times; return the last number that it finished."""
    arguments = [sys.executable, "-c", _WRITER, str(database), str(start)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        for _ in range(count):
            assert writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        rest = [line for line in writer.stdout.read().split("\n") if line]
    return int(rest[-1]) if rest else start + count - 1


def _expect_whole(database: Path, kills: int) -> None:
    """At most one deletion a kill had not begun; none was done by half."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = "SELECT count(*) FROM replies JOIN votes ON votes.reply = replies.id WHERE replies.asker % 3 = 0"
        nameless = (
            "SELECT count(*) FROM reports WHERE reporter IS NULL AND json_extract(body, '$.reporter') IS NOT NULL"
        )
        half_forgotten = (
            "SELECT count(*) FROM reports JOIN replies ON replies.id = json_extract(reports.body, '$.reply') "
            "WHERE reports.reporter IS NULL"
        )
        assert connection.execute(kept).fetchone()[0] <= kills
        assert connection.execute(nameless).fetchone() == (0,)
        assert connection.execute(half_forgotten).fetchone() == (0,)
    finally:
        connection.close()


async def _expect_readable(database: Path, last: int) -> None:
    """Every record that is there can be read, and what was finished is there."""
    store = SqlStore(database)
    reports = await store.list_reports(None, None)
    assert any(report.reply == last for report in reports)
    assert all(len(report.wrong) == 900 for report in reports)
    assert len(await store.list_gaps(None)) >= 1
    assert await store.list_votes()
    for report in reports:
        reply = await store.find_reply(report.reply)
        assert reply is None or len(reply.pages) == 3
    assert len((await store.read_settings(last)).channels) == 50
    await store.close()
