"""A small crowd: everybody is answered once, whatever happens to the line. The large one is `tests/wire/load.py`."""

import asyncio
from pathlib import Path

import pytest

from bot.chat.client import GlassboxClient
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Utterance
from bot.store.sql import SqlStore
from tests.wire.conftest import Build
from tests.wire.crowd import Crowd, Plan
from tests.wire.echo import Echo
from tests.wire.stand_in import StandIn
from tests.wire.world import World


async def test_a_small_crowd_is_answered_once_each(monkeypatch: pytest.MonkeyPatch, build: Build) -> None:
    plan = Plan(mentions=120, seconds=0, interactions=12, cuts=5, patience=60)
    async with StandIn(World(servers=50, channels=2, people=100)) as discord_here:
        discord_here.lead(monkeypatch.setattr)
        async with discord_here.run(build()):
            tally = await Crowd(discord_here, plan).drive()
    assert (tally.count(1), tally.count(0), tally.doubled) == (120, 0, 0)
    assert len(tally.acknowledgements) == 12
    assert tally.unanswered == 0
    assert len(discord_here.gateway.resumes) == 5
    assert discord_here.rest.refusals == []


class _Slow(Echo):
    """Answers one after the other, two a second."""

    def __init__(self, bank: Bank) -> None:
        super().__init__(bank)
        self._turn = asyncio.Lock()

    async def answer(self, utterance: Utterance) -> Answer:
        async with self._turn:
            await asyncio.sleep(0.5)
        return await super().answer(utterance)


async def test_what_stands_in_line_is_no_loss(monkeypatch: pytest.MonkeyPatch, bank: Bank, tmp_path: Path) -> None:
    """The patience begins anew with every reply: the last of six comes after three seconds."""
    plan = Plan(mentions=6, seconds=0, interactions=0, cuts=0, patience=1.5)
    async with StandIn(World(servers=2, channels=3, people=6)) as discord_here:
        discord_here.lead(monkeypatch.setattr)
        async with discord_here.run(GlassboxClient(_Slow(bank), SqlStore(tmp_path / "glassbox.db"))):
            tally = await Crowd(discord_here, plan).drive()
    assert (tally.count(1), tally.count(0), tally.doubled) == (6, 0, 0)
