"""Limits per person, channel, server and day, and the private notice of them."""

import time

import pytest

from bot.chat.limits import Limiter, Wait, say_wait
from bot.store.records import Limits
from tests.chat.scene import CLAIM, Scene, heard


async def _limit(scene: Scene, **options: int) -> None:
    assert "Saved" in heard(await scene.maya.slash(scene.channel, "settings", **options))


async def test_a_person_over_the_limit_is_told_once_and_directly(scene: Scene) -> None:
    await _limit(scene, per_user=1)
    assert await scene.mention() is not None
    assert await scene.mention() is None
    assert await scene.mention() is None
    (notice,) = scene.list_notices(scene.alice)
    assert "Please ask again in" in notice.content
    assert "You have asked" in notice.content
    assert await scene.mention(by=scene.bob) is not None


async def test_a_command_over_the_limit_is_told_privately(scene: Scene) -> None:
    await _limit(scene, per_user=1)
    await scene.alice.slash(scene.channel, "model", name="bloom")
    for result in (
        await scene.alice.slash(scene.channel, "ask", text=CLAIM),
        await scene.alice.slash(scene.channel, "claim"),
    ):
        assert result.ephemeral
        assert "Please ask again in" in heard(result)


async def test_a_channel_has_a_limit(scene: Scene) -> None:
    await _limit(scene, per_channel=1)
    other = scene.guild.create_text_channel("other")
    assert await scene.mention() is not None
    assert await scene.mention(by=scene.bob) is None
    assert "This channel" in scene.list_notices(scene.bob)[0].content
    assert await scene.mention(by=scene.bob, channel=other) is not None


@pytest.mark.parametrize(("option", "words"), [("per_server", "in a minute"), ("per_day", "in a day")])
async def test_a_server_has_limits(scene: Scene, option: str, words: str) -> None:
    await _limit(scene, **{option: 1})
    other = scene.guild.create_text_channel("other")
    assert await scene.mention() is not None
    assert await scene.mention(by=scene.bob, channel=other) is None
    assert words in scene.list_notices(scene.bob)[0].content


async def test_closed_direct_messages_cost_the_notice_alone(scene: Scene) -> None:
    await _limit(scene, per_user=1)
    await scene.ask()
    scene.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    scene.env.inject_error("POST", f"/channels/{scene.alice.user.dm_channel.id}/messages", status=403, code=50007)
    assert await scene.mention() is None
    assert await scene.mention(by=scene.bob) is not None


async def test_by_default_nobody_fills_a_channel_alone(scene: Scene) -> None:
    """Direct messages have the defaults."""
    for number in range(12):
        await scene.alice.send_dm(f"is olmo {number} open?")
    replies = [message for message in scene.list_notices(scene.alice) if message.embeds]
    assert len(replies) == 10


def test_a_clock_that_is_set_back_locks_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, limits = Limiter(), Limits(user=1)
    limiter.admit(limits, 1, 10, 100)
    real = time.time()
    monkeypatch.setattr(time, "time", lambda: real - 86_400)
    wait = limiter.admit(limits, 1, 10, 100)
    assert wait is not None
    assert wait.seconds <= 60


def test_many_askers_do_not_push_a_server_out() -> None:
    """More people and channels than are remembered ask elsewhere; the server's day is remembered all the same."""
    limiter, limits = Limiter(), Limits(server=6000, day=100_000)
    full = Limits(day=1)
    assert limiter.admit(full, 1, 10, 100) is None
    for asker in range(1000, 21_001):
        assert limiter.admit(limits, asker, asker, 200 + asker % 4) is None
    wait = limiter.admit(full, 2, 20, 100)
    assert wait is not None
    assert wait.scope == "day"


def test_what_is_refused_is_not_counted() -> None:
    limiter, limits = Limiter(), Limits(user=1, channel=2)
    assert limiter.admit(limits, 1, 10, 100) is None
    for _ in range(5):
        wait = limiter.admit(limits, 1, 10, 100)
        assert wait is not None
        assert wait.scope == "user"
    assert limiter.admit(limits, 2, 10, 100) is None


def test_direct_messages_have_limits_of_their_own() -> None:
    limiter, limits = Limiter(), Limits(user=1)
    assert limiter.admit(limits, 1, 10, None) is None
    assert limiter.admit(limits, 2, 20, None) is None
    assert limiter.admit(limits, 1, 10, None) is not None


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 second."), (59.0, "59 seconds."), (60.0, "1 minute."), (90.0, "2 minutes.")]
)
def test_the_notice_says_when(seconds: float, words: str) -> None:
    assert words in say_wait(Wait("user", seconds))
