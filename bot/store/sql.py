"""The store on SQLAlchemy: in one SQLite file, or in a PostgreSQL database that several processes share."""

import datetime as dt
import secrets
from collections.abc import Sequence

from sqlalchemy import Table, delete, insert, select, update

from bot.addresses import DatabaseAddress
from bot.store import statements
from bot.store.holding import Hold
from bot.store.leading import Leadership
from bot.store.loading import load, load_replies, load_reports, write_reply, write_report
from bot.store.records import Gap, Holdings, Reply, Report, ReportStatus, ServerSettings, Session, Vote
from bot.store.running import Runner, Values
from bot.store.schema import TABLES, events, gaps, owner, replies, reports, servers, votes
from bot.store.schema import sessions as session_table

_AGEING = (replies, votes, reports, gaps)
_FIRST_DAY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_PIECE = 1000


class SqlStore:
    """See `Store`. Connects when it is first used."""

    def __init__(self, address: DatabaseAddress) -> None:
        self._runner = Runner(address)
        self._leadership = Leadership(address)
        self._hold = Hold(address)

    async def hold(self) -> None:
        await self._hold.take()

    async def open(self) -> None:
        await self._runner.open()

    async def close(self) -> None:
        await self._leadership.give_up()
        await self._runner.close()
        await self._hold.give_up()

    async def read_settings(self, server: int) -> ServerSettings:
        rows = await self._runner.read(statements.SETTINGS_OF, server=server)
        return load(ServerSettings, rows[0].body) if rows else ServerSettings()

    async def list_settings(self, after: int = -1, most: int = 1000) -> dict[int, ServerSettings]:
        chosen = select(servers.c.id, servers.c.body).where(servers.c.id > after).order_by(servers.c.id).limit(most)
        return {int(row.id): load(ServerSettings, row.body) for row in await self._runner.read(chosen)}

    async def write_settings(self, server: int, settings: ServerSettings) -> None:
        await self._put(servers, {"id": server, "body": settings.model_dump_json()})

    async def save_reply(self, reply: Reply) -> None:
        await self._put(replies, write_reply(reply))

    async def find_reply(self, reply: int) -> Reply | None:
        found = load_replies(await self._runner.read(statements.REPLY, reply=reply))
        return found[0] if found else None

    async def find_replies_to(self, question: int) -> list[Reply]:
        return load_replies(await self._runner.read(statements.REPLIES_TO, question=question))

    async def delete_reply(self, reply: int) -> None:
        await self._runner.write(statements.DELETE_REPLY, values={"reply": reply})

    async def vote(self, vote: Vote) -> None:
        values = {"reply": vote.reply, "user": vote.user, "created": vote.created, "body": vote.model_dump_json()}
        await self._put(votes, values)

    async def add_report(self, report: Report) -> int:
        values = {"server": report.server, "created": report.created, **write_report(report)}
        written = await self._runner.write(insert(reports), values=values)
        return int(written.inserted_primary_key[0])  # type: ignore[index]

    async def find_report(self, server: int, number: int) -> Report | None:
        chosen = statements.select_reports().where(reports.c.id == number, reports.c.server == server)
        found = load_reports(await self._runner.read(chosen))
        return found[0] if found else None

    async def list_reports(self, server: int | None, status: ReportStatus | None = "open") -> list[Report]:
        chosen = statements.select_reports().order_by(reports.c.id)
        if server is not None:
            chosen = chosen.where(reports.c.server == server)
        if status is not None:
            chosen = chosen.where(reports.c.status == status)
        return load_reports(await self._runner.read(chosen))

    async def save_report(self, report: Report) -> None:
        await self._runner.write(update(reports).where(reports.c.id == report.number).values(**write_report(report)))

    async def add_gap(self, gap: Gap) -> None:
        values = {"server": gap.server, "created": gap.created, "body": gap.model_dump_json()}
        await self._runner.write(insert(gaps), values=values)

    async def list_gaps(self, server: int | None) -> list[Gap]:
        chosen = select(gaps.c.body).order_by(gaps.c.id)
        if server is not None:
            chosen = chosen.where(gaps.c.server == server)
        return [load(Gap, row.body) for row in await self._runner.read(chosen)]

    async def list_votes(self) -> list[Vote]:
        rows = await self._runner.read(select(votes.c.body).order_by(votes.c.reply))
        return [load(Vote, row.body) for row in rows]

    async def count_holdings(self, user: int) -> Holdings:
        (row,) = await self._runner.read(statements.count_holdings(user))
        return Holdings(replies=row.replies, votes=row.votes, reports=row.reports)

    async def forget_user(self, user: int) -> None:
        await self._runner.write(
            delete(replies).where(replies.c.asker == user),
            update(replies).where(replies.c.author == user).values(author=None),
            delete(votes).where(votes.c.user == user),
            update(reports).where(reports.c.reporter == user).values(reporter=None),
        )

    async def forget_server(self, server: int) -> None:
        for table in (gaps, reports):
            while (await self._runner.write(statements.delete_of_server(table, server, _PIECE))).rowcount == _PIECE:
                pass
        while (await self._runner.write(*statements.delete_replies_of(server, _PIECE))).rowcount == _PIECE:
            pass
        await self._runner.write(delete(servers).where(servers.c.id == server))

    async def prune(self, before: dt.datetime, most: int = 1000) -> int:
        pieces = [statements.delete_older(table, before, most) for table in _AGEING]
        return sum([(await self._runner.write(piece)).rowcount for piece in pieces])

    async def prune_events(self, before: dt.datetime, most: int = 1000) -> int:
        return (await self._runner.write(statements.delete_older(events, before, most))).rowcount

    async def list_servers(self) -> list[int]:
        return [int(row.server) for row in await self._runner.read(statements.list_servers())]

    async def claim(self, bot: int) -> bool:
        await self._runner.write(statements.claim_for(bot))
        return {row.bot for row in await self._runner.read(select(owner.c.bot))} == {bot}

    @property
    def is_shared(self) -> bool:
        return self._runner.is_server

    async def take_up(self, event: int) -> bool:
        taker = secrets.token_hex(8)  # tells an earlier try of our own, whose outcome was lost, from another process
        values = {"id": event, "taker": taker, "created": dt.datetime.now(tz=dt.UTC)}
        taken = await self._runner.write(statements.add_to(events, on_server=self._runner.is_server), values=values)
        if taken.rowcount == 1:
            return True
        rows = await self._runner.read(statements.TAKER_OF, event=event)
        return [row.taker for row in rows] == [taker]

    async def save_sessions(self, sessions: Sequence[Session]) -> None:
        rows = [{"shard": session.shard, "body": session.model_dump_json()} for session in sessions]
        if rows:
            await self._put(session_table, rows)

    async def list_sessions(self) -> list[Session]:
        rows = await self._runner.read(select(session_table.c.body).order_by(session_table.c.shard))
        return [load(Session, row.body) for row in rows]

    async def take_lead(self) -> bool:
        return await self._leadership.take()

    async def probe(self) -> None:
        for table in TABLES:
            for statement in statements.look_at_ends(table):
                await self._runner.read(statement)
        await self._runner.write(delete(gaps).where(gaps.c.created < _FIRST_DAY))

    async def _put(self, table: Table, values: Values) -> None:
        await self._runner.write(statements.put_into(table, on_server=self._runner.is_server), values=values)
