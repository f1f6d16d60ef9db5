"""The tables of the database, version by version; `PRAGMA user_version` counts how many a file has seen.

Records are kept as JSON in `body`; a column beside it exists only where something is looked up by it.
"""

MIGRATIONS: tuple[str, ...] = (
    """
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
    """,
    """
    ALTER TABLE votes ADD COLUMN created TEXT NOT NULL DEFAULT '';
    UPDATE votes SET created = substr(json_extract(body, '$.created'), 1, 19) || '+00:00';
    ALTER TABLE reports ADD COLUMN created TEXT NOT NULL DEFAULT '';
    UPDATE reports SET created = substr(json_extract(body, '$.created'), 1, 19) || '+00:00';
    CREATE INDEX replies_by_server ON replies (server);
    CREATE INDEX gaps_by_server ON gaps (server);
    CREATE INDEX gaps_by_age ON gaps (created);
    CREATE INDEX reports_by_server ON reports (server);
    CREATE INDEX reports_by_age ON reports (created);
    CREATE INDEX votes_by_age ON votes (created);
    CREATE TABLE owner (bot INTEGER NOT NULL);
    """,
)

TABLES = ("servers", "replies", "votes", "reports", "gaps")
"""Those that hold records."""
