"""The running bot with everything around it, against the stand-in for Discord: health, metrics and reload."""

import asyncio
import os
import signal
from pathlib import Path

import aiohttp
import pytest

from bot.app import build_assistant
from bot.chat.client import GlassboxClient
from bot.config import Settings
from bot.metrics import Metrics
from bot.operations import Bot, operate
from bot.serving import LiveAssistant
from bot.store.sql import SqlStore
from tests.wire.stand_in import StandIn


async def _read(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return response.status, await response.text()


async def test_a_bot_is_ready_once_connected_counts_its_answers_and_reloads(
    settings: Settings, tmp_path: Path, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = settings.model_copy(update={"database": tmp_path / "glassbox.db", "health_port": unused_tcp_port})
    address = f"http://127.0.0.1:{unused_tcp_port}"
    metrics, store = Metrics(), SqlStore(here.database)
    assistant = LiveAssistant(build_assistant(here), metrics)
    client = GlassboxClient(assistant, store)
    reloaded = asyncio.Event()

    async def reload() -> Settings:
        await assistant.exchange(lambda: build_assistant(here))
        reloaded.set()
        return here

    bot = Bot(here, assistant, store, client, metrics)
    async with operate(bot, reload), StandIn() as discord_here:
        assert "not connected to Discord" in (await _read(f"{address}/readyz"))[1]
        discord_here.lead(monkeypatch.setattr)
        async with discord_here.run(client):
            await asyncio.wait_for(client.wait_until_ready(), 30)
            before = assistant.bank
            os.kill(os.getpid(), signal.SIGHUP)
            await asyncio.wait_for(reloaded.wait(), 30)
            await discord_here.wait_for_reply(discord_here.people.mention("llama is open source"))
            assert assistant.bank is not before
            assert await _read(f"{address}/readyz") == (200, '{"gateway": "ok", "index": "ok", "database": "ok"}')
            _, text = await _read(f"{address}/metrics")
        assert "not connected to Discord" in (await _read(f"{address}/readyz"))[1]
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines["glassbox_gateway_connected"] == "1.0"
    assert lines["glassbox_servers"] == "1.0"
    assert lines["glassbox_queue_length"] == "0.0"
    assert sum(float(value) for name, value in lines.items() if name.startswith("glassbox_answers_total")) == 1
    assert float(lines["process_resident_memory_bytes"]) > 10**7
