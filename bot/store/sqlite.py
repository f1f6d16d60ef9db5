"""The store in one SQLite file. Write-ahead logging keeps it whole through a crash in the middle of a write.

Source for the guarantee: sqlite.org/wal.html and pragma.html; with `synchronous=NORMAL` a power cut may lose the last
transactions, never part of one.
"""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from bot.errors import StoreBusy, StoreError
from bot.records.base import Record
from bot.store.opening import Statement, connect, may_pass, write_together
from bot.store.records import Gap, Holdings, Reply, Report, ReportStatus, ServerSettings, Vote
from bot.store.tables import TABLES

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class SqliteStore:
    """See `Store`. All work is done in one thread of its own, so transactions never mix and the loop never waits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    async def open(self) -> None:
        await self._run(lambda _connection: None)

    async def close(self) -> None:
        def finish() -> None:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

        await asyncio.get_running_loop().run_in_executor(self._worker, finish)

    async def read_settings(self, server: int) -> ServerSettings:
        rows = await self._read("SELECT body FROM servers WHERE id = ?", server)
        found = _load(ServerSettings, rows)
        return found[0] if found else ServerSettings()

    async def write_settings(self, server: int, settings: ServerSettings) -> None:
        await self._write(("INSERT OR REPLACE INTO servers VALUES (?, ?)", (server, settings.model_dump_json())))

    async def save_reply(self, reply: Reply) -> None:
        values = (reply.id, reply.question, reply.server, reply.asker, _stamp(reply.created), reply.model_dump_json())
        await self._write(("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)", values))

    async def find_reply(self, reply: int) -> Reply | None:
        found = _load(Reply, await self._read("SELECT body FROM replies WHERE id = ?", reply))
        return found[0] if found else None

    async def find_replies_to(self, question: int) -> list[Reply]:
        return _load(Reply, await self._read("SELECT body FROM replies WHERE question = ? ORDER BY id", question))

    async def delete_reply(self, reply: int) -> None:
        await self._write(("DELETE FROM replies WHERE id = ?", (reply,)))

    async def vote(self, vote: Vote) -> None:
        values = (vote.reply, vote.user, vote.model_dump_json(), _stamp(vote.created))
        await self._write(("INSERT OR REPLACE INTO votes (reply, user, body, created) VALUES (?, ?, ?, ?)", values))

    async def add_report(self, report: Report) -> int:
        values = (report.server, report.reporter, report.status, report.model_dump_json(), _stamp(report.created))
        return await self._write(
            ("INSERT INTO reports (server, reporter, status, body, created) VALUES (?, ?, ?, ?, ?)", values)
        )

    async def find_report(self, server: int, number: int) -> Report | None:
        rows = await self._read(f"{_SELECT_REPORTS} WHERE id = ? AND server = ?", number, server)
        return _load(Report, rows)[0] if rows else None

    async def list_reports(self, server: int | None, status: ReportStatus | None = "open") -> list[Report]:
        chosen = "WHERE (?1 IS NULL OR server = ?1) AND (?2 IS NULL OR status = ?2) ORDER BY id"
        return _load(Report, await self._read(f"{_SELECT_REPORTS} {chosen}", server, status))

    async def save_report(self, report: Report) -> None:
        values = (report.reporter, report.status, report.model_dump_json(), report.number)
        await self._write(("UPDATE reports SET reporter = ?, status = ?, body = ? WHERE id = ?", values))

    async def add_gap(self, gap: Gap) -> None:
        values = (gap.server, _stamp(gap.created), gap.model_dump_json())
        await self._write(("INSERT INTO gaps (server, created, body) VALUES (?, ?, ?)", values))

    async def list_gaps(self, server: int | None) -> list[Gap]:
        return _load(Gap, await self._read("SELECT body FROM gaps WHERE ?1 IS NULL OR server = ?1 ORDER BY id", server))

    async def list_votes(self) -> list[Vote]:
        return _load(Vote, await self._read("SELECT body FROM votes ORDER BY reply"))

    async def count_holdings(self, user: int) -> Holdings:
        counts = await self._read(
            "SELECT count(*) FROM replies WHERE asker = ?1 UNION ALL SELECT count(*) FROM votes WHERE user = ?1 "
            "UNION ALL SELECT count(*) FROM reports WHERE reporter = ?1",
            user,
        )
        replies, votes, reports = (int(count) for count in counts)
        return Holdings(replies=replies, votes=votes, reports=reports)

    async def forget_user(self, user: int) -> None:
        nameless = "UPDATE reports SET reporter = NULL, body = json_set(body, '$.reporter', NULL) WHERE reporter = ?"
        await self._write(
            ("DELETE FROM replies WHERE asker = ?", (user,)),
            (_AUTHORLESS, (user,)),
            ("DELETE FROM votes WHERE user = ?", (user,)),
            (nameless, (user,)),
        )

    async def forget_server(self, server: int) -> None:
        await self._write(
            ("DELETE FROM votes WHERE reply IN (SELECT id FROM replies WHERE server = ?)", (server,)),
            ("DELETE FROM servers WHERE id = ?", (server,)),
            ("DELETE FROM replies WHERE server = ?", (server,)),
            ("DELETE FROM reports WHERE server = ?", (server,)),
            ("DELETE FROM gaps WHERE server = ?", (server,)),
        )

    async def prune(self, before: dt.datetime, most: int = 1000) -> int:
        moment = _stamp(before)
        return sum([await self._change(_PRUNE.format(table=table), moment, most) for table in _AGEING])

    async def list_servers(self) -> list[int]:
        return [int(server) for server in await self._read(_SERVERS)]

    async def claim(self, bot: int) -> bool:
        await self._write(("INSERT INTO owner SELECT ? WHERE NOT EXISTS (SELECT 1 FROM owner)", (bot,)))
        return [int(owner) for owner in await self._read("SELECT bot FROM owner")] == [bot]

    async def probe(self) -> None:
        for table in TABLES:
            await self._read(_OLDEST_AND_NEWEST.format(table=table))
        await self._read("SELECT length(body) FROM servers")
        await self._change("DELETE FROM gaps WHERE created < ''")

    async def _read(self, query: str, *values: object) -> list[str]:
        """The first column of every row."""
        return await self._run(lambda connection: [row[0] for row in connection.execute(query, values)])

    async def _write(self, *statements: Statement) -> int:
        """Run all statements or none; return the id of the last row that was put in."""
        return await self._run(lambda connection: write_together(connection, statements))

    async def _change(self, statement: str, *values: object) -> int:
        """Run one statement and return how many rows it changed."""
        return await self._run(lambda connection: connection.execute(statement, values).rowcount)

    async def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._work, work)

    def _work(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            if self._connection is None:
                self._connection = connect(self._path)
            return work(self._connection)
        except (sqlite3.Error, OSError) as error:
            kind = StoreBusy if may_pass(error) else StoreError
            raise kind(
                f"The database {self._path} cannot be used ({error}): check the disk and the rights, "
                "or restore a backup."
            ) from error


_AUTHORLESS = """
    UPDATE replies SET body = json_remove(body, '$.author')
    WHERE body LIKE '%"author"%' AND json_extract(body, '$.author') = ?
"""
_AGEING = ("replies", "votes", "reports", "gaps")
_PRUNE = "DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE created < ? LIMIT ?)"
_OLDEST_AND_NEWEST = (
    "SELECT length(body) FROM {table} WHERE rowid IN "
    "((SELECT min(rowid) FROM {table}), (SELECT max(rowid) FROM {table}))"
)
_SERVERS = """
    SELECT id FROM servers UNION SELECT server FROM replies WHERE server IS NOT NULL AND question IS NOT NULL
"""
"""A message in a server is heard by who is in it; a command may be used where the bot is not, from an account."""

_SELECT_REPORTS = "SELECT json_set(body, '$.number', id) FROM reports"


def _load(kind: type[R], bodies: list[str]) -> list[R]:
    try:
        return [kind.model_validate_json(body) for body in bodies]
    except ValidationError as error:
        raise StoreError(f"The database holds a {kind.__name__} that cannot be read: restore a backup.") from error


def _stamp(moment: dt.datetime) -> str:
    """A moment so written that text order is time order."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
