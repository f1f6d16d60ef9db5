"""Run by Alembic: the steps, in the transaction of the connection that `migrating` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
