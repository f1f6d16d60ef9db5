"""Authors in a column of their own, an index for every query, events that were taken up, and where shards stand."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment, Number

revision = "3"
down_revision = "2"


def upgrade() -> None:
    op.add_column("replies", sa.Column("author", Number))
    if op.get_bind().dialect.name == "sqlite":  # no PostgreSQL database is older than this step
        _move_names()
    asked = sa.text("question IS NOT NULL")
    op.create_index("replies_in_servers", "replies", ["server"], sqlite_where=asked, postgresql_where=asked)
    op.create_index("replies_by_author", "replies", ["author"])
    op.create_index("votes_by_user", "votes", ["user"])
    op.create_index("reports_by_reporter", "reports", ["reporter"])
    op.drop_index("reports_by_server", "reports")
    op.create_index("reports_by_server", "reports", ["server", "status"])
    op.create_table(
        "events",
        sa.Column("id", Number, primary_key=True, autoincrement=False),
        sa.Column("taker", sa.Text, nullable=False),
        sa.Column("created", Moment, nullable=False),
    )
    op.create_index("events_by_age", "events", ["created"])
    op.create_table(
        "sessions",
        sa.Column("shard", Number, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _move_names() -> None:
    op.execute(
        "UPDATE replies SET author = json_extract(body, '$.author'), body = json_remove(body, '$.author') "
        "WHERE body LIKE '%\"author\"%'"
    )
    op.execute("UPDATE reports SET body = json_set(json_remove(body, '$.number'), '$.reporter', NULL)")
