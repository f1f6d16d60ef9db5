"""Databases of earlier releases."""

from pathlib import Path

RELEASE = (Path(__file__).parent / "release.sql").read_text(encoding="utf-8")
"""One of the last release before Alembic, written by its own code and dumped."""

FIRST = """
    CREATE TABLE servers (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE replies (
        id INTEGER PRIMARY KEY, question INTEGER, server INTEGER, asker INTEGER NOT NULL,
        created TEXT NOT NULL, body TEXT NOT NULL
    );
    CREATE INDEX replies_by_question ON replies (question);
    CREATE INDEX replies_by_asker ON replies (asker);
    CREATE INDEX replies_by_age ON replies (created);
    CREATE TABLE votes (
        reply INTEGER NOT NULL, user INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (reply, user)
    );
    CREATE TABLE reports (
        id INTEGER PRIMARY KEY AUTOINCREMENT, server INTEGER, reporter INTEGER, status TEXT NOT NULL,
        body TEXT NOT NULL
    );
    CREATE TABLE gaps (id INTEGER PRIMARY KEY, server INTEGER, created TEXT NOT NULL, body TEXT NOT NULL);
    PRAGMA user_version = 1;
"""
"""The tables of the first release."""
