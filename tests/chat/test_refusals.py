"""Where Discord refuses: the host reads where and what to grant, the asker gets text or a private word."""

import logging

import discord
import pytest
from simcord.builders import ChannelHandle

from tests.chat.scene import CLAIM, UNKNOWN, Scene, heard, read


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="bot")
    return caplog


def _open_strict(scene: Scene, **given: bool) -> ChannelHandle:
    """A channel in which the bot has permissions taken away."""
    return scene.guild.create_text_channel("strict", overwrites={scene.me: discord.PermissionOverwrite(**given)})


def _refuse(scene: Scene, code: int, status: int = 403, times: int = 1) -> None:
    path = f"/channels/{scene.channel.id}/messages"
    scene.env.inject_error("POST", path, status=status, code=code, times=times)


def _read_warning(log: pytest.LogCaptureFixture) -> str:
    (record,) = [record for record in log.records if record.levelno >= logging.WARNING]
    return record.getMessage()


def _expect_text(reply: discord.Message | None) -> None:
    assert reply is not None
    assert not reply.embeds
    assert "✗ Not so" in reply.content
    assert "[1]" in reply.content
    assert len(reply.content) <= 2000
    assert reply.components


async def test_where_embeds_are_refused_the_answer_comes_as_text(scene: Scene) -> None:
    _refuse(scene, 50013)
    _expect_text(await scene.mention())


async def test_where_embeds_would_not_be_shown_the_answer_comes_as_text_and_stays_so(scene: Scene) -> None:
    channel = _open_strict(scene, embed_links=False)
    question = await scene.alice.send(channel, f"<@{scene.me.id}> {CLAIM}")
    _expect_text(scene.list_own(channel)[0])
    await scene.alice.edit(question, f"<@{scene.me.id}> is mistral 7b open?")
    (changed,) = scene.list_own(channel)
    assert "Mistral 7B" in changed.content
    assert not changed.embeds


async def test_the_log_says_where_and_what_to_grant(scene: Scene, log: pytest.LogCaptureFixture) -> None:
    channel = _open_strict(scene, embed_links=False, send_messages=False)
    scene.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013, times=2)
    await scene.alice.send(channel, f"<@{scene.me.id}> {UNKNOWN}")
    told = _read_warning(log)
    assert f"server {scene.guild.id}" in told
    assert f"channel {channel.id} (strict)" in told
    assert "code 50013" in told
    assert "Grant Send Messages, Embed Links" in told
    assert "Zebulon" not in told


async def test_whoever_asked_reads_privately_why_no_answer_came(scene: Scene) -> None:
    channel = _open_strict(scene, send_messages=False)
    for _ in range(2):
        scene.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013, times=2)
        await scene.alice.send(channel, f"<@{scene.me.id}> {CLAIM}")
    (notice,) = scene.list_notices(scene.alice)
    assert "#strict" in notice.content
    assert "I lack Send Messages" in notice.content


@pytest.mark.parametrize(("code", "words"), [(200000, "AutoMod"), (50083, "archived"), (160005, "locked")])
async def test_other_refusals_name_their_remedy(
    scene: Scene, log: pytest.LogCaptureFixture, code: int, words: str
) -> None:
    _refuse(scene, code)
    assert await scene.mention() is None
    assert words in _read_warning(log)
    assert scene.list_notices(scene.alice)


async def test_when_discord_fails_nobody_is_told_of_permissions(scene: Scene, log: pytest.LogCaptureFixture) -> None:
    _refuse(scene, 0, status=500)
    assert await scene.mention() is None
    assert "Discord failed" in _read_warning(log)
    assert "rant" not in _read_warning(log)
    assert not scene.list_notices(scene.alice)


async def test_a_command_answers_where_the_bot_may_not_write(scene: Scene) -> None:
    channel = _open_strict(scene, send_messages=False, embed_links=False)
    assert "Not so" in heard(await scene.alice.slash(channel, "ask", text=CLAIM))
    assert read(await scene.mention())
