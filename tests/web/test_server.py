"""Health, readiness and metrics over a real socket."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics
from bot.store.sql import SqlStore
from bot.web.lag import LoopWatch
from bot.web.probes import Probe, probe_condition, probe_database
from bot.web.server import serve_health

_BUSY_SECONDS = 2.6


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def port(unused_tcp_port: int) -> int:
    return unused_tcp_port


async def _read(session: aiohttp.ClientSession, address: str) -> tuple[int, str]:
    async with session.get(address) as response:
        return response.status, await response.text()


async def test_it_tells_that_it_is_alive(session: aiohttp.ClientSession, port: int) -> None:
    async with serve_health("127.0.0.1", port, {}, Metrics()) as address:
        assert await _read(session, f"{address}/healthz") == (200, '{"loop": "ok"}')


async def test_it_tells_that_the_loop_was_blocked(session: aiohttp.ClientSession, port: int) -> None:
    async with serve_health("127.0.0.1", port, {}, Metrics()) as address:
        await asyncio.sleep(0)
        time.sleep(_BUSY_SECONDS)  # noqa: ASYNC251  (what the page is there to tell)
        await asyncio.sleep(0.05)
        status, text = await _read(session, f"{address}/healthz")
    assert status == 503
    assert "late by" in text


async def test_it_is_ready_only_when_everything_is(session: aiohttp.ClientSession, port: int, tmp_path: Path) -> None:
    connected = False
    store = SqlStore(tmp_path / "glassbox.db")
    probes: dict[str, Probe] = {
        "gateway": probe_condition(lambda: connected, "not connected to Discord"),
        "database": probe_database(store),
    }
    async with serve_health("127.0.0.1", port, probes, Metrics()) as address:
        assert await _read(session, f"{address}/readyz") == (
            503,
            '{"gateway": "not connected to Discord", "database": "ok"}',
        )
        connected = True
        assert await _read(session, f"{address}/readyz") == (200, '{"gateway": "ok", "database": "ok"}')
    await store.close()


async def test_a_database_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "glassbox.db").write_bytes(b"no database at all, but long enough to be read as one" * 40)
    store = SqlStore(tmp_path / "glassbox.db")
    assert "cannot be used" in await probe_database(store)()
    await store.close()


async def test_metrics_are_what_prometheus_reads(session: aiohttp.ClientSession, port: int) -> None:
    metrics = Metrics()
    metrics.observe_answer("rebuttal", 0.015)
    metrics.observe_answer("abstain", 0.3)
    metrics.observe_answer("abstain", 60)
    metrics.watch("cache_entries", "Entries.", lambda: 3, cache="turns")
    metrics.watch("cache_entries", "Entries.", lambda: 4, cache="replies")
    async with serve_health("127.0.0.1", port, {}, metrics) as address:
        _, text = await _read(session, f"{address}/metrics")
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["glassbox_answers_total", "rebuttal"] == 1
    assert samples["glassbox_answers_total", "abstain"] == 2
    assert samples["glassbox_answers_total", "agreement"] == 0
    assert samples["glassbox_answer_seconds_bucket", "0.01"] == 0
    assert samples["glassbox_answer_seconds_bucket", "0.02"] == 1
    assert samples["glassbox_answer_seconds_bucket", "5.0"] == 2
    assert samples["glassbox_answer_seconds_bucket", "+Inf"] == 3
    assert samples["glassbox_answer_seconds_count",] == 3
    assert samples["glassbox_answer_seconds_sum",] == pytest.approx(60.315)
    assert samples["glassbox_cache_entries", "turns"] == 3
    assert samples["glassbox_cache_entries", "replies"] == 4
    assert samples["glassbox_event_loop_lag_seconds",] >= 0


async def test_port_0_is_off() -> None:
    async with serve_health("127.0.0.1", 0, {}, Metrics()) as address:
        assert address == ""


async def test_a_taken_port_costs_the_endpoint_and_not_the_bot(port: int, caplog: pytest.LogCaptureFixture) -> None:
    async with serve_health("127.0.0.1", port, {}, Metrics()) as first:
        assert first
        with caplog.at_level(logging.WARNING):
            async with serve_health("127.0.0.1", port, {}, Metrics()) as second:
                assert second == ""
    assert "choose another port" in caplog.text


async def test_a_fresh_watch_has_seen_no_lag() -> None:
    async with LoopWatch() as watch:
        assert watch.seconds == 0


async def test_a_value_of_each_shard_carries_its_number(session: aiohttp.ClientSession, port: int) -> None:
    metrics = Metrics()
    connected = {"0": 1.0, "1": 0.0}
    metrics.watch_each("shard_connected", "Whether a shard is connected.", "shard", lambda: connected)
    async with serve_health("127.0.0.1", port, {}, metrics) as address:
        _, text = await _read(session, f"{address}/metrics")
    samples = {
        sample.labels["shard"]: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "glassbox_shard_connected"
    }
    assert samples == connected
