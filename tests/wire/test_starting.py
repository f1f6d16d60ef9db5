"""The start: it waits for a Discord that cannot be reached, is never held up by the commands, and can be stopped."""

import asyncio
import signal
from pathlib import Path
from urllib.parse import quote

import pytest
from pydantic import SecretStr

from bot.app import run_discord
from bot.chat import arriving, registration
from bot.chat.client import GlassboxClient
from bot.config import Settings
from bot.errors import ConfigurationError
from tests.proxying import BEHIND, NAME, PASSWORD, stand_between
from tests.wire.beside import stand_beside
from tests.wire.conftest import Build
from tests.wire.hosting import start_host
from tests.wire.rates import Fault
from tests.wire.stand_in import TOKEN, StandIn

_ME = "GET /users/@me"
_COMMANDS = "PUT /applications/{application_id}/commands"
_SECONDS = 5.0
"""Within these a stop has to end the bot, whatever it is about."""

_LONG = Fault(429, retry_after=600)


async def _answer_and_cut_off(discord_here: StandIn) -> None:
    await discord_here.until(lambda: discord_here.gateway.connected, "the client to connect")
    await discord_here.wait_for_reply(discord_here.people.mention("is llama open source?"))
    await discord_here.gateway.close(4004)


@pytest.mark.usefixtures("build")
def test_a_discord_out_of_reach_at_the_start_is_tried_again(
    host_settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(arriving, "_FIRST_PAUSE", 0.01)
    settings = host_settings.model_copy(update={"discord_token": SecretStr(TOKEN)})
    with stand_beside(_answer_and_cut_off) as discord_here:
        discord_here.rest.faults.inject(_ME, Fault(0), Fault(503), Fault(503), Fault(429), Fault(0))
        discord_here.lead(monkeypatch.setattr)
        with pytest.raises(ConfigurationError, match="refused the token"):
            run_discord(settings)
        assert [route for route in discord_here.rest.attempts if route.startswith("POST /channels")]
    assert "trying again" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    "faults", [(_LONG,), (Fault(403),), (Fault(400),), (Fault(503),)], ids="limit 403 400 503".split()
)
async def test_a_refused_list_of_commands_holds_up_nobody(
    discord_here: StandIn, build: Build, caplog: pytest.LogCaptureFixture, faults: tuple[Fault, ...]
) -> None:
    discord_here.rest.faults.inject(_COMMANDS, *faults)
    async with discord_here.run(build()):
        await discord_here.wait_for_reply(discord_here.people.mention("is llama open source?"))
    told = [record.message for record in caplog.records if record.name == "bot.chat.registration"]
    assert bool(told) == (faults != (_LONG,))
    assert "check the network" not in caplog.text


@pytest.mark.parametrize("scheme", ["http://", ""])
async def test_everything_goes_through_the_proxy_of_the_environment(
    discord_here: StandIn, build: Build, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    """The requests and the gateway alike: nothing else finds a host of that name."""
    discord_here.address = discord_here.address.replace("127.0.0.1", BEHIND)
    discord_here.gateway.url = f"ws://{discord_here.address}"
    discord_here.lead(monkeypatch.setattr)
    with stand_between() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}{NAME}:{quote(PASSWORD)}@{proxy.place}")
        async with discord_here.run(build()):
            await discord_here.wait_for_reply(discord_here.people.mention("is llama open source?"))
    assert proxy.refused == []


async def test_a_proxy_that_refuses_is_named(host_settings: Settings, discord_here: StandIn, tmp_path: Path) -> None:
    with stand_between() as proxy:
        wrong = f"http://{NAME}:wrong-one@{proxy.place}"
        bot = await start_host(discord_here.address, host_settings.data, tmp_path, HTTPS_PROXY=wrong)
        assert bot.stderr is not None
        while b"trying again" not in (line := await bot.stderr.readline()):
            assert bot.returncode is None
        bot.send_signal(signal.SIGTERM)
        _, log = await bot.communicate()
    assert b"the proxy refuses its name and password with status 407" in line
    assert b"wrong-one" not in line + log


async def test_commands_are_registered_once_discord_recovers(
    discord_here: StandIn, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "_FIRST_PAUSE", 0.01)
    discord_here.rest.faults.inject(_COMMANDS, Fault(503), Fault(0), Fault(503))
    async with discord_here.run(build()):
        await discord_here.until(lambda: discord_here.world.commands, "the commands")


@pytest.mark.parametrize(
    ("route", "fault", "number"),
    [
        (_ME, _LONG, signal.SIGTERM),
        (_ME, Fault(503), signal.SIGINT),
        ("GET /oauth2/applications/@me", _LONG, signal.SIGTERM),
        (_COMMANDS, _LONG, signal.SIGINT),
    ],
)
async def test_a_stop_ends_every_phase_of_the_start(
    discord_here: StandIn, host_settings: Settings, tmp_path: Path, route: str, fault: Fault, number: signal.Signals
) -> None:
    discord_here.rest.faults.inject(route, *[fault] * 20)
    bot = await start_host(discord_here.address, host_settings.data, tmp_path)
    await discord_here.until(lambda: route in discord_here.rest.attempts, "the request that fails", patience=60)
    bot.send_signal(number)
    async with asyncio.timeout(_SECONDS):
        _, log = await bot.communicate()
    assert bot.returncode == 0
    assert b"Traceback" not in log


async def test_a_stop_ends_the_wait_for_a_network(host_settings: Settings, tmp_path: Path) -> None:
    bot = await start_host("127.0.0.1:9", host_settings.data, tmp_path)
    assert bot.stderr is not None
    while b"trying again" not in await bot.stderr.readline():
        assert bot.returncode is None
    bot.send_signal(signal.SIGTERM)
    async with asyncio.timeout(_SECONDS):
        _, log = await bot.communicate()
    assert bot.returncode == 0
    assert b"Traceback" not in log


async def test_a_stop_ends_the_pause_between_two_connections(discord_here: StandIn, client: GlassboxClient) -> None:
    """While Discord is down discord.py sleeps up to minutes between two tries."""
    discord_here.gateway.url = "ws://127.0.0.1:9"
    await discord_here.gateway.drop()
    await asyncio.sleep(0.1)
    async with asyncio.timeout(_SECONDS):
        await client.close()
