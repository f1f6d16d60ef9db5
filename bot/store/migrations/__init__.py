"""What Alembic runs to bring a database up to date."""
