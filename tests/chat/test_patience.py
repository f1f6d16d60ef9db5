"""Waiting for the database: a while, and then for some time not at all."""

import asyncio

import pytest

from bot.chat import patience
from bot.chat.patience import Patience
from bot.errors import StoreBusy


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_SOON", 0.01)


async def _work(done: list[str], seconds: float) -> str:
    await asyncio.sleep(seconds)
    done.append("done")
    return "done"


async def test_what_comes_in_time_is_returned_and_what_fails_is_raised() -> None:
    async def fail() -> str:
        raise StoreBusy("away")

    assert await Patience().wait(_work([], 0)) == "done"
    with pytest.raises(StoreBusy):
        await Patience().wait(fail())


async def test_what_is_late_is_done_all_the_same_and_nobody_waits_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    patient, done = Patience(), list[str]()
    assert await patient.wait(_work(done, 0.05)) is None
    monkeypatch.setattr(patience, "_SOON", 3600.0)
    assert await patient.wait(_work(done, 0.05)) is None
    assert await patient.wait(_answer()) == "at once"
    await asyncio.sleep(0.2)
    assert done == ["done", "done"]


async def test_it_comes_back_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_PAUSE", 0.0)
    patient = Patience()
    assert await patient.wait(_work([], 0.05)) is None
    monkeypatch.setattr(patience, "_SOON", 3600.0)
    assert await patient.wait(_work([], 0.05)) == "done"


async def _answer() -> str:
    return "at once"
