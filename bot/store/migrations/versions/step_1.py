"""The first tables."""

import sqlalchemy as sa
from alembic import op

from bot.store.schema import Moment, Number

revision = "1"
down_revision = None


def upgrade() -> None:
    op.create_table("servers", sa.Column("id", Number, primary_key=True), sa.Column("body", sa.Text, nullable=False))
    op.create_table(
        "replies",
        sa.Column("id", Number, primary_key=True, autoincrement=False),
        sa.Column("question", Number),
        sa.Column("server", Number),
        sa.Column("asker", Number, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    for name, column in (("question", "question"), ("asker", "asker"), ("age", "created")):
        op.create_index(f"replies_by_{name}", "replies", [column])
    op.create_table(
        "votes",
        sa.Column("reply", Number, primary_key=True, autoincrement=False),
        sa.Column("user", Number, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("id", Number, primary_key=True),
        sa.Column("server", Number),
        sa.Column("reporter", Number),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "gaps",
        sa.Column("id", Number, primary_key=True),
        sa.Column("server", Number),
        sa.Column("created", Moment, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
