"""The health server: /healthz, /readyz and /metrics, for the machine it runs on unless the host wants otherwise."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bot.metrics import Metrics
from bot.web.lag import LoopWatch
from bot.web.probes import FINE, Probe, run_probes
from bot.web.prometheus import build_registry, write_metrics

log = logging.getLogger(__name__)

_LATE = 2.0
"""Seconds from which on the event loop counts as not responsive."""


@asynccontextmanager
async def serve_health(host: str, port: int, probes: Mapping[str, Probe], metrics: Metrics) -> AsyncIterator[str]:
    """Serve for the length of a block and yield the address; an empty one where it is off.

    A port that is taken is logged and costs the endpoint alone: the bot answers people without it.
    """
    if port == 0:
        yield ""
        return
    async with LoopWatch() as watch:
        metrics.watch("event_loop_lag_seconds", "How late the event loop was last.", lambda: watch.seconds)
        runner = web.AppRunner(build_health(probes, metrics, watch), access_log=None)
        await runner.setup()
        try:
            yield await _listen(runner, host, port)
        finally:
            await runner.cleanup()


def build_health(probes: Mapping[str, Probe], metrics: Metrics, watch: LoopWatch) -> web.Application:
    """The application with its three pages."""
    registry = build_registry(metrics)

    async def tell_alive(_request: web.Request) -> web.Response:
        late = watch.seconds > _LATE
        return _write_states({"loop": f"late by {watch.seconds:.1f} s" if late else FINE})

    async def tell_ready(_request: web.Request) -> web.Response:
        return _write_states(await run_probes(probes))

    async def tell_metrics(_request: web.Request) -> web.Response:
        headers = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        return web.Response(body=write_metrics(registry), headers=headers)

    application = web.Application()
    application.router.add_get("/healthz", tell_alive)
    application.router.add_get("/readyz", tell_ready)
    application.router.add_get("/metrics", tell_metrics)
    return application


async def _listen(runner: web.AppRunner, host: str, port: int) -> str:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        log.warning(
            "The health endpoint cannot listen on %s port %d (%s): choose another port.", host, port, error.strerror
        )
        return ""
    log.info("Health and metrics: http://%s:%d/healthz, /readyz and /metrics.", host, port)
    return f"http://{host}:{port}"


def _write_states(states: dict[str, str]) -> web.Response:
    fine = all(state == FINE for state in states.values())
    return web.json_response(states, status=200 if fine else 503)
