"""A small crowd: everybody is answered once, whatever happens to the line. The large one is `tests/wire/load.py`."""

import pytest

from tests.wire.conftest import Build
from tests.wire.crowd import Crowd, Plan
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
