"""The load benchmark: `python -m tests.wire.load` puts a crowd before the bot and prints what became of it.

The bot runs in a process of its own over the built index; Discord's rate limits hold. It ends with 1 if a mention
was lost or answered twice. Nothing here asserts a time.
"""

import argparse
import asyncio
import json
import signal
import sys

from tests.wire.crowd import Crowd, Plan, Tally, find_percentile
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn
from tests.wire.world import World

_CHANNELS = 4
"""Channels of each server."""

_START = 60
"""Seconds that the bot may take to connect."""


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--servers", type=int, default=50)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--interactions", type=int, default=300)
    parser.add_argument("--cuts", type=int, default=50)
    return parser.parse_args()


async def _measure(arguments: argparse.Namespace) -> int:
    world = World(servers=arguments.servers, channels=_CHANNELS, people=arguments.people)
    plan = Plan(arguments.mentions, arguments.seconds, arguments.interactions, arguments.cuts, patience=120)
    async with StandIn(world) as discord_here:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.wire.load_client", discord_here.address, stdout=asyncio.subprocess.PIPE
        )
        await _wait_for_start(discord_here, bot)
        tally = await Crowd(discord_here, plan).drive()
        bot.send_signal(signal.SIGTERM)
        told, _ = await bot.communicate()
    sys.stdout.write(_write_table(plan, tally, discord_here, json.loads(told)))
    return 0 if tally.count(1) == plan.mentions else 1


async def _wait_for_start(discord_here: StandIn, bot: asyncio.subprocess.Process) -> None:
    connected = discord_here.until(lambda: discord_here.gateway.connected, "the bot to connect", _START)
    first = [asyncio.ensure_future(connected), asyncio.ensure_future(bot.wait())]
    await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
    if bot.returncode is not None:
        sys.exit("The bot did not start: run `glassbox build` first.")
    first[0].result()
    first[1].cancel()


def _write_table(plan: Plan, tally: Tally, discord_here: StandIn, bot: Payload) -> str:
    rest, gateway, memory = discord_here.rest, discord_here.gateway, bot["memory"]
    rows = [
        ("mentions", f"{plan.mentions} in {plan.seconds:.0f} s over {len(discord_here.world.guilds)} servers"),
        ("answered once", str(tally.count(1))),
        ("lost", str(tally.count(0))),
        ("answered twice or more", str(tally.doubled)),
        ("mention to reply, p50 / p99", _write_times(tally.waits, 0.5, 0.99)),
        ("interactions", f"{plan.interactions}, without an answer {tally.unanswered}"),
        ("acknowledged, p50 / p99 / longest", _write_times(tally.acknowledgements, 0.5, 0.99, 1)),
        ("cuts", f"{plan.cuts}: {len(gateway.resumes)} resumed, {len(gateway.identifies)} identified"),
        ("rate limits exceeded", str(len(rest.limited))),
        ("bodies that Discord would refuse", str(len(rest.refusals))),
        ("event loop late, p99 / longest", f"{1000 * bot['lag']:.0f} / {1000 * bot['longest']:.0f} ms"),
        ("memory at start / middle / end", " / ".join(f"{size:.0f}" for size in _pick(memory)) + " MB"),
        *(("log", f"{times} x {line}") for line, times in bot["log"].items()),
    ]
    return "".join(f"{name:<36}{value}\n" for name, value in rows)


def _write_times(values: tuple[float, ...], *shares: float) -> str:
    return " / ".join(f"{1000 * find_percentile(values, share):.0f}" for share in shares) + " ms"


def _pick(memory: list[float]) -> tuple[float, float, float]:
    return memory[0], memory[len(memory) // 2], memory[-1]


def main() -> int:
    return asyncio.run(_measure(_read_arguments()))


if __name__ == "__main__":
    sys.exit(main())
