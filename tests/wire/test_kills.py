"""A bot that is killed while people use it leaves a whole database: a few of the kills of `tests.wire.kills`."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from bot.config import Settings
from tests.wire.kills import kill_often, look_at


async def test_kills_at_random_moments_leave_a_whole_database(settings: Settings, tmp_path: Path) -> None:
    assert await kill_often(2, settings.data, tmp_path, Random(1)) == []  # noqa: S311
    assert (tmp_path / "glassbox.db").exists()


async def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The judge can fail."""
    with closing(sqlite3.connect(tmp_path / "glassbox.db")) as connection:
        connection.execute("CREATE TABLE replies (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("CREATE TABLE servers (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("INSERT INTO replies VALUES (1, '{}')")
        connection.commit()
    assert await look_at(tmp_path / "glassbox.db")
