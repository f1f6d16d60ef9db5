"""Settings of servers while the store is away: what was chosen before holds, everybody else has the defaults."""

from pathlib import Path

import pytest

from bot.chat.servers import ServerBook
from bot.errors import StoreBusy
from bot.store.records import ServerSettings
from bot.store.sql import SqlStore

_CHOSEN, _OTHER, _ELSEWHERE = 1, 2, 3
_OFF = ServerSettings(mode="off")


@pytest.fixture
async def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ServerBook:
    """A book of a store that goes away once the book is loaded."""
    store = SqlStore(tmp_path / "glassbox.db")
    for server in (_CHOSEN, _ELSEWHERE):
        await store.write_settings(server, _OFF)
    book = ServerBook(store)
    await book.load(lambda server: server != _ELSEWHERE)
    await store.close()

    async def fail(_server: int) -> ServerSettings:
        raise StoreBusy("away")

    monkeypatch.setattr(store, "read_settings", fail)
    monkeypatch.setattr("bot.chat.servers._AGE", 0.0)
    return book


async def test_a_server_that_was_never_read_has_what_its_manager_chose(book: ServerBook) -> None:
    assert await book.read(_CHOSEN) == _OFF


async def test_a_server_whose_manager_chose_nothing_has_the_defaults(book: ServerBook) -> None:
    assert await book.read(_OTHER) == ServerSettings()
    assert await book.read_soon(_OTHER) == ServerSettings()


async def test_the_servers_of_other_processes_are_not_kept(book: ServerBook) -> None:
    assert len(book) == 1


async def test_nothing_is_guessed_before_all_choices_were_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqlStore(tmp_path / "glassbox.db")

    async def fail(_server: int) -> ServerSettings:
        raise StoreBusy("away")

    monkeypatch.setattr(store, "read_settings", fail)
    with pytest.raises(StoreBusy):
        await ServerBook(store).read(_OTHER)
