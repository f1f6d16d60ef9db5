"""The bot as whoever hosts it sees it: refusals in one sentence, a log without secrets, an end that finishes."""

import signal
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import run_discord
from bot.config import Settings
from bot.errors import ConfigurationError
from tests.wire.beside import Script, do_nothing, stand_beside
from tests.wire.conftest import Build
from tests.wire.hosting import start_host
from tests.wire.rates import Fault
from tests.wire.stand_in import TOKEN, StandIn

_WORD = "zyxomma"
"""A word that stands in no knowledge file."""


async def _answer_one(discord_here: StandIn) -> None:
    await discord_here.until(lambda: discord_here.gateway.connected, "the client to connect")
    await discord_here.wait_for_reply(discord_here.people.mention("is llama open source?"))


async def _take_token_back(discord_here: StandIn) -> None:
    await _answer_one(discord_here)
    discord_here.rest.token = discord_here.gateway.token = f"{TOKEN}-reset"
    await discord_here.gateway.close(4004)


async def _refuse_intent(discord_here: StandIn) -> None:
    await _answer_one(discord_here)
    await discord_here.gateway.close(4014)


async def _want_shards(discord_here: StandIn) -> None:
    await _answer_one(discord_here)
    await discord_here.gateway.close(4011)


@pytest.mark.usefixtures("build")
@pytest.mark.parametrize(
    ("script", "token", "sentence"),
    [
        pytest.param(do_nothing, "not-the-token", "Discord refused the token", id="wrong token"),
        pytest.param(_take_token_back, TOKEN, "Discord refused the token", id="token taken back"),
        pytest.param(_refuse_intent, TOKEN, "GLASSBOX_MESSAGE_CONTENT=false", id="intent"),
        pytest.param(_want_shards, TOKEN, "Discord wants more shards than", id="too many servers"),
    ],
)
def test_what_discord_refuses_is_told_in_one_sentence(
    host_settings: Settings, monkeypatch: pytest.MonkeyPatch, script: Script, token: str, sentence: str
) -> None:
    settings = host_settings.model_copy(update={"discord_token": SecretStr(token)})
    with stand_beside(script) as discord_here:
        discord_here.lead(monkeypatch.setattr)
        with pytest.raises(ConfigurationError, match=sentence) as told:
            run_discord(settings)
    assert token not in str(told.value)


async def test_stopped_by_a_signal_it_finishes_and_its_log_tells_no_secret(
    discord_here: StandIn, host_settings: Settings, tmp_path: Path
) -> None:
    bot = await start_host(discord_here.address, host_settings.data, tmp_path)
    await discord_here.until(lambda: discord_here.gateway.connected, "the bot to connect", patience=60)
    people, persons, channels = (
        discord_here.people,
        discord_here.world.people,
        list(discord_here.world.channels.values()),
    )
    discord_here.rest.faults.inject("POST /channels/{channel_id}/messages", Fault(429, retry_after=0.01), Fault(403))
    refused = people.mention(f"is {_WORD} open source?")
    await discord_here.settle()
    await discord_here.wait_for_shown(people.use("model", {"name": _WORD}, author=persons[1]))
    await discord_here.gateway.drop()
    messages = [
        people.mention(f"is {_WORD} {number} open?", author=persons[number + 2], channel=channels[number % 4])
        for number in range(4)
    ]
    slash = people.use("ask", {"text": f"does {_WORD} exist"}, author=persons[1])
    await discord_here.until(lambda: slash.acknowledged, "an acknowledgement")
    bot.send_signal(signal.SIGTERM)
    _, log = await bot.communicate()
    assert bot.returncode == 0
    assert slash.shown
    assert [len(discord_here.world.list_replies(message)) for message in (refused, *messages)] == [0, 1, 1, 1, 1]
    assert b"INFO discord.gateway" in log
    for secret in (TOKEN, _WORD, slash.payload["token"]):
        assert secret.encode() not in log


async def test_closing_finishes_what_is_in_flight(discord_here: StandIn, build: Build) -> None:
    async with discord_here.run(build()):
        persons, channels = discord_here.world.people, list(discord_here.world.channels.values())
        messages = [
            discord_here.people.mention("is llama open source?", author=persons[number], channel=channels[number])
            for number in range(3)
        ]
        slash = discord_here.people.use("ask", {"text": "is olmo 3 open source?"}, author=persons[3])
        await discord_here.until(lambda: slash.acknowledged, "an acknowledgement")
    assert [len(discord_here.world.list_replies(message)) for message in messages] == [1, 1, 1]
    assert slash.shown
