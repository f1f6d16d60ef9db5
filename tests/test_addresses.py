"""Where the database is and which shards a process serves, as hosts write it."""

from pathlib import Path

import pytest

from bot.addresses import PostgresAddress
from bot.config import load_settings
from bot.errors import ConfigurationError
from bot.shards import read_shards


@pytest.mark.parametrize(
    "written", ["postgresql://me:very-secret@db.example/glassbox", "postgres://me:very-secret@db/x"]
)
def test_a_postgresql_database_is_named_without_its_password(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_DATABASE", written)
    database = load_settings().database
    assert isinstance(database, PostgresAddress)
    assert database.url.get_secret_value() == written
    assert "very-secret" not in f"{database} {database!r} {load_settings()!r}"


@pytest.mark.parametrize("written", ["glassbox.db", "./postgresql/glassbox.db", "/var/lib/glassbox/glassbox.db"])
def test_everything_else_is_a_file(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_DATABASE", written)
    assert load_settings().database == Path(written)


@pytest.mark.parametrize(
    ("written", "numbers", "count"),
    [("0-7 of 32", range(8), 32), (" 3 of 4 ", range(3, 4), 4), ("5 - 9 of 10", range(5, 10), 10)],
)
def test_shards_are_a_range_of_all(written: str, numbers: range, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_SHARDS", written)
    shards = load_settings().shards
    assert shards is not None
    assert (shards.numbers, shards.count) == (numbers, count)
    assert read_shards(str(shards)) == shards


@pytest.mark.parametrize("written", ["8", "0-8", "0-8 of 8", "7-3 of 8", "a-b of c", "-1 of 4"])
def test_shards_that_make_no_sense_are_refused(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLASSBOX_SHARDS", written)
    with pytest.raises(ConfigurationError, match="as in 0-7 of 32"):
        load_settings()
