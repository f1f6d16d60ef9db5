"""Rows to records and back. A name stands in a column alone, never in the body."""

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Row

from bot.errors import StoreError
from bot.records.base import Record
from bot.store.records import Reply, Report

R = TypeVar("R", bound=Record)


def load(kind: type[R], body: str) -> R:
    """The record that a body holds. Raises StoreError where it cannot be read."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        raise StoreError(f"The database holds a {kind.__name__} that cannot be read: restore a backup.") from error


def load_replies(rows: Iterable[Row[Any]]) -> list[Reply]:
    return [load(Reply, row.body).model_copy(update={"author": row.author}) for row in rows]


def load_reports(rows: Iterable[Row[Any]]) -> list[Report]:
    return [load(Report, row.body).model_copy(update={"number": row.id, "reporter": row.reporter}) for row in rows]


def write_reply(reply: Reply) -> dict[str, Any]:
    """The columns of a reply."""
    body = reply.model_dump_json(exclude={"author"})
    columns = ("id", "question", "server", "asker", "author", "created")
    return {**{name: getattr(reply, name) for name in columns}, "body": body}


def write_report(report: Report) -> dict[str, Any]:
    """The columns of a report that may change."""
    body = report.model_copy(update={"reporter": None}).model_dump_json(exclude={"number"})
    return {"reporter": report.reporter, "status": report.status, "body": body}
