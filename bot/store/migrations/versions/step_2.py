"""Ages of votes and reports, indexes by server and by age, and whose database it is."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment, Number

revision = "2"
down_revision = "1"


def upgrade() -> None:
    for table in ("votes", "reports"):
        op.add_column(table, sa.Column("created", Moment, nullable=False, server_default=_find_default()))
        if _is_sqlite():  # no PostgreSQL database is older than this step
            op.execute(f"UPDATE {table} SET created = substr(json_extract(body, '$.created'), 1, 19) || '+00:00'")  # noqa: S608
    for table in ("replies", "gaps", "reports"):
        op.create_index(f"{table}_by_server", table, ["server"])
    for table in ("gaps", "reports", "votes"):
        op.create_index(f"{table}_by_age", table, ["created"])
    op.create_table("owner", sa.Column("bot", Number, nullable=False))


def _find_default() -> str:
    return "" if _is_sqlite() else "epoch"


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
