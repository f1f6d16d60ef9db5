"""A bot that is killed while people use it leaves a whole database: a few of the kills of `tests.wire.kills`."""

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.config import Settings
from tests.wire import kills
from tests.wire.kills import kill_often, look_at


async def test_kills_at_random_moments_leave_a_whole_database(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await kill_often(2, settings.data, tmp_path, Random(1)) == []  # noqa: S311
    assert (tmp_path / "glassbox.db").exists()
    assert capsys.readouterr().err.splitlines() == ["1 of 2 kills, 0 faults", "2 of 2 kills, 0 faults"]


async def test_a_bot_that_does_not_connect_is_told_with_its_last_words(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start_sleeper(*_: object) -> asyncio.subprocess.Process:
        code = "import sys, time; sys.stderr.write('Gone to sleep.'); sys.stderr.flush(); time.sleep(600)"
        return await asyncio.create_subprocess_exec(sys.executable, "-c", code, stderr=PIPE)

    monkeypatch.setattr(kills, "start_host", start_sleeper)
    monkeypatch.setattr(kills, "_START", 3.0)
    with pytest.raises(
        SystemExit, match=r"in vain for the bot to connect.* s of processor time and said last: Gone to sleep\.$"
    ):
        await kill_often(1, settings.data, tmp_path, Random(1))  # noqa: S311


async def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The judge can fail."""
    with closing(sqlite3.connect(tmp_path / "glassbox.db")) as connection:
        connection.execute("CREATE TABLE replies (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("CREATE TABLE servers (id INTEGER PRIMARY KEY, body TEXT)")
        connection.execute("INSERT INTO replies VALUES (1, '{}')")
        connection.commit()
    assert await look_at(tmp_path / "glassbox.db")
