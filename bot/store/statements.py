"""The statements that are more than one condition, and those that every answer needs: these are built once, which takes
more time than to run them on a file. Every one of them goes by an index: `tests/store` looks."""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Delete,
    Executable,
    Insert,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    tuple_,
    union,
)

from bot.store.schema import Number, events, owner, replies, reports, servers, votes

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

SETTINGS_OF = select(servers.c.body).where(servers.c.id == bindparam("server"))
REPLY = select(replies.c.body, replies.c.author).where(replies.c.id == bindparam("reply"))
REPLIES_TO = (
    select(replies.c.body, replies.c.author).where(replies.c.question == bindparam("question")).order_by(replies.c.id)
)
DELETE_REPLY = delete(replies).where(replies.c.id == bindparam("reply"))
TAKER_OF = select(events.c.taker).where(events.c.id == bindparam("event"))


@cache
def put_into(table: Table, *, on_server: bool) -> Insert:
    """Put a row in the place of the one with the same key."""
    if not on_server:
        return insert(table).prefix_with("OR REPLACE")
    new = _insert_on_server(table)
    keys = [column.name for column in table.primary_key]
    changed = {column.name: new.excluded[column.name] for column in table.columns if column.name not in keys}
    return new.on_conflict_do_update(index_elements=keys, set_=changed)


@cache
def add_to(table: Table, *, on_server: bool) -> Insert:
    """Put a row in where none has its key."""
    return _insert_on_server(table).on_conflict_do_nothing() if on_server else insert(table).prefix_with("OR IGNORE")


def _insert_on_server(table: Table) -> "postgresql.Insert":
    """Only a server needs PostgreSQL's dialect, 2 MB of memory."""
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return postgresql.insert(table)


def select_reports() -> Select[Any]:
    return select(reports.c.id, reports.c.body, reports.c.reporter)


def count_holdings(user: int) -> Select[Any]:
    """One row: how many replies, votes and reports are a person's."""
    return select(
        _count(replies.c.asker, user).label("replies"),
        _count(votes.c.user, user).label("votes"),
        _count(reports.c.reporter, user).label("reports"),
    )


def _count(column: Any, user: int) -> Any:
    return select(func.count()).where(column == user).scalar_subquery()


def delete_of_server(table: Table, server: int, most: int) -> Delete:
    """Delete at most so many rows of a server."""
    chosen = select(table.c.id).where(table.c.server == server).limit(most)
    return delete(table).where(table.c.id.in_(chosen))


def delete_replies_of(server: int, most: int) -> tuple[Delete, Delete]:
    """Delete at most so many replies of a server, with the votes on them first."""
    chosen = select(replies.c.id).where(replies.c.server == server).order_by(replies.c.id).limit(most)
    return delete(votes).where(votes.c.reply.in_(chosen)), delete(replies).where(replies.c.id.in_(chosen))


def delete_older(table: Table, before: dt.datetime, most: int) -> Delete:
    """Delete at most so many rows that are older than a moment."""
    key = tuple_(*table.primary_key)
    chosen = select(*table.primary_key).where(table.c.created < before).order_by(table.c.created).limit(most)
    return delete(table).where(key.in_(chosen))


def claim_for(bot: int) -> Insert:
    """Make a bot the owner of a database that has none."""
    nobody = ~exists(select(owner.c.bot))
    return insert(owner).from_select(["bot"], select(literal(bot, Number)).where(nobody))


def list_servers() -> Select[Any]:
    """The servers with settings or with a reply to a message. A message in a server is heard by who is in it; a
    command may be used where the bot is not, from an account.

    One look into the index for each server, whatever the number of its replies.
    """
    heard = replies.c.question.is_not(None)
    first = select(func.min(replies.c.server).label("server")).where(heard)
    walk = first.cte("walk", recursive=True)
    following = select(func.min(replies.c.server)).where(replies.c.server > walk.c.server, heard).scalar_subquery()
    walk = walk.union_all(select(following).where(walk.c.server.is_not(None)))
    both = union(
        select(walk.c.server).where(walk.c.server.is_not(None)), select(servers.c.id.label("server"))
    ).subquery()
    return select(both.c.server)


def look_at_ends(table: Table) -> tuple[Executable, Executable]:
    """Read the first and the last record of a table."""
    keys = list(table.primary_key)
    length = select(func.length(table.c.body)).limit(1)
    return length.order_by(*keys), length.order_by(*(key.desc() for key in keys))
