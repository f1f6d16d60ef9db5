"""A machine whose clock is a year ahead: what Discord says is the time holds."""

import datetime as dt

import pytest

from bot.config import Settings
from bot.store.records import Reply
from bot.store.sql import SqlStore
from tests.wire.conftest import Build
from tests.wire.stand_in import StandIn

_AHEAD = dt.timedelta(days=400)


class Ahead(dt.datetime):
    """The machine's clock, set wrongly."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "Ahead":
        return super().now(tz) + _AHEAD


async def test_a_clock_that_jumps_forward_deletes_nothing(
    discord_here: StandIn, build: Build, host_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, real = SqlStore(host_settings.database), dt.datetime.now(tz=dt.UTC)
    await store.save_reply(Reply(id=1, channel=1, asker=1, kind="answer", created=real))
    monkeypatch.setattr(dt, "datetime", Ahead)
    async with discord_here.run(build()):
        message = discord_here.people.mention("is llama open source?")
        reply = await discord_here.wait_for_reply(message)
        await discord_here.settle()
        assert await store.find_reply(1) is not None
        noted = await store.find_reply(int(reply["id"]))
    assert noted is not None
    assert abs((noted.created - real).total_seconds()) < 60
    await store.close()
