"""The tables, for SQLite and PostgreSQL alike.

Records are kept as JSON in `body`; a column beside it exists only where something is looked up by it. Who asked for
somebody else's message, and who reported, stand in a column alone, so that a name goes with one statement.
"""

import datetime as dt
from typing import Any

from sqlalchemy import TIMESTAMP, BigInteger, Column, Dialect, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

Number = BigInteger().with_variant(Integer(), "sqlite")
"""Discord's numbers have 64 bits; in SQLite every INTEGER has."""


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC. SQLite has no type for it: text, so written that its order is that of time."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else TIMESTAMP(timezone=True))

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> object:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")


metadata = MetaData()

servers = Table("servers", metadata, Column("id", Number, primary_key=True), Column("body", Text, nullable=False))

replies = Table(
    "replies",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("question", Number),
    Column("server", Number),
    Column("asker", Number, nullable=False),
    Column("created", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("author", Number),
)
Index("replies_by_question", replies.c.question)
Index("replies_by_asker", replies.c.asker)
Index("replies_by_age", replies.c.created)
Index("replies_by_server", replies.c.server)
Index("replies_by_author", replies.c.author)
_ASKED = replies.c.question.is_not(None)
_IN_SERVERS = Index("replies_in_servers", replies.c.server, sqlite_where=_ASKED)

votes = Table(
    "votes",
    metadata,
    Column("reply", Number, primary_key=True, autoincrement=False),
    Column("user", Number, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("created", Moment, nullable=False),
)
Index("votes_by_user", votes.c.user)
Index("votes_by_age", votes.c.created)

reports = Table(
    "reports",
    metadata,
    Column("id", Number, primary_key=True),
    Column("server", Number),
    Column("reporter", Number),
    Column("status", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("created", Moment, nullable=False),
    sqlite_autoincrement=True,
)
Index("reports_by_server", reports.c.server, reports.c.status)
Index("reports_by_reporter", reports.c.reporter)
Index("reports_by_age", reports.c.created)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Number, primary_key=True),
    Column("server", Number),
    Column("created", Moment, nullable=False),
    Column("body", Text, nullable=False),
)
Index("gaps_by_server", gaps.c.server)
Index("gaps_by_age", gaps.c.created)

owner = Table("owner", metadata, Column("bot", Number, nullable=False))

events = Table(
    "events",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("taker", Text, nullable=False),
    Column("created", Moment, nullable=False),
)
"""What was taken up, and by which attempt: of two processes that get one event the first answers."""
Index("events_by_age", events.c.created)

sessions = Table(
    "sessions",
    metadata,
    Column("shard", Number, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
"""Where each shard stood when its process last said so."""

version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Alembic's own table, which is none of the schema."""

TABLES = (servers, replies, votes, reports, gaps)
"""Those that hold records."""


def prepare_for_server() -> None:
    """Say to PostgreSQL's dialect what is said to SQLite's above. To say it loads the dialect, 2 MB of memory, so it is
    said where a server is used alone."""
    _IN_SERVERS.dialect_options["postgresql"]["where"] = _ASKED
