"""`python -m tests.wire.cluster`: thousands of servers over several shards, in two processes on one PostgreSQL server.

Discord is the stand-in of this folder, each process is `glassbox run` as hosts start it, PostgreSQL is that of this
machine. First people chat, then they ask as well. Meanwhile one process is killed and started again, PostgreSQL is
restarted, then it answers nobody for a while, and at last the other process is cut off from Discord and PostgreSQL.
It prints what became of every question and ends with 1 where one was answered twice, or lost although a process was
there to hear it. Nothing here asserts a time.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from bot.addresses import PostgresAddress
from bot.config import load_settings
from tests.postgres import Cluster, find_binaries, run_cluster
from tests.wire.crowd import Plan, find_percentile
from tests.wire.drill import Course, Drill
from tests.wire.losses import Loss, count_fates, write_losses
from tests.wire.members import Members, Use
from tests.wire.stand_in import StandIn
from tests.wire.world import World

_START_SECONDS = 600.0
_PATIENCE = 45.0
"""Seconds without an answer after which no more are waited for."""


async def _measure(arguments: argparse.Namespace, cluster: Cluster) -> int:
    world = World(servers=0, channels=0, people=arguments.people)
    await _add_servers(world, arguments.servers, arguments.channels)
    plan = Plan(arguments.mentions, arguments.seconds, arguments.interactions, cuts=0, patience=_PATIENCE)
    address = cluster.create_database()
    with tempfile.TemporaryDirectory() as folder:
        async with StandIn(world, unlimited=True) as discord_here:
            data = load_settings().data
            members = Members(
                discord_here, address, cluster.socket, data, Path(folder), arguments.shards, arguments.logs
            )
            async with members:
                begin = time.monotonic()
                await members.wait_until_ready(_START_SECONDS)
                started = time.monotonic() - begin
                drill = Drill(discord_here, members, cluster, plan, arguments.chatter)
                course = await drill.run(arguments.quiet, calm=arguments.calm)
    losses = drill.list_losses(course.tally, _read_taken(address))
    rows = [
        (
            "servers of channels, shards, processes",
            f"{arguments.servers} of {arguments.channels}, {arguments.shards}, {len(course.uses[0])}",
        ),
        ("until all are ready", f"{started:.0f} s"),
        *_write_uses(course, drill),
        *_write_questions(course, drill, losses),
        *_write_waits(course, drill),
        ("rows kept", _count_rows(address)),
        *members.count_warnings(),
    ]
    sys.stdout.write("".join(f"{name:<46}{value}\n" for name, value in rows))
    return 1 if course.tally.doubled or count_fates(losses)["lost"] else 0


async def _add_servers(world: World, servers: int, channels: int) -> None:
    """Numbers of servers carry their moment: those of one moment would all be of one shard."""
    for number in range(servers):
        if number % 20 == 0:
            await asyncio.sleep(0.001)
        guild = world.add_guild(f"Server {number}")
        for place in range(channels):
            world.add_channel(guild, f"channel-{place}")


def _write_uses(course: Course, drill: Drill) -> list[tuple[str, str]]:
    """Processor time is that of the processes that were there all the while."""
    ready, quiet, end = course.uses
    idle = sum(after.processor - before.processor for before, after in zip(ready, quiet, strict=True))
    rows = [
        ("memory of each, ready / at the end", f"{_list(ready)} / {_list(end)} MB"),
        ("messages for nobody", f"{drill.chatter} a second"),
        ("processor time of one of them", f"{1000 * idle / max(1, course.ignored):.2f} ms"),
    ]
    if not drill.killed_at:
        busy = sum(after.processor - before.processor for before, after in zip(quiet, end, strict=True))
        busy -= idle / max(1, course.ignored) * (course.said - course.ignored)
        rows.append(("processor time of one answer", f"{1000 * busy / max(1, course.asked):.1f} ms"))
    return rows


def _write_questions(course: Course, drill: Drill, losses: list[Loss]) -> list[tuple[str, str]]:
    tally, fates = course.tally, count_fates(losses)
    return [
        ("mentions", f"{len(tally.replies)} in {drill.plan.seconds:.0f} s"),
        ("answered once", str(tally.count(1))),
        ("answered twice or more", str(tally.doubled)),
        ("written while no process was there", str(fates["unheard"])),
        ("in flight at the kill", str(fates["in flight"])),
        ("lost otherwise", str(fates["lost"])),
        *write_losses(losses),
        ("commands without an answer", f"{tally.unanswered} of {drill.plan.interactions}"),
        *((f"{one.name} was away", f"{one.end - one.begin:.0f} s") for one in drill.outages),
    ]


def _write_waits(course: Course, drill: Drill) -> list[tuple[str, str]]:
    tally = course.tally
    calm = [wait for wait, at in zip(tally.waits, tally.moments, strict=True) if not drill.was_disturbed(at)]
    told = [(one.acknowledged - one.sent, one.sent) for one in drill.crowd.interactions if one.acknowledged is not None]
    rows = [
        ("mention to reply, p50 / p99", _write_times(calm, 0.5, 0.99)),
        ("  with the outages", _write_times(tally.waits, 0.5, 0.99, 1)),
        (
            "acknowledged, p50 / p99 / longest",
            _write_times([wait for wait, at in told if not drill.was_disturbed(at)], 0.5, 0.99, 1),
        ),
        ("  with the outages", _write_times([wait for wait, _ in told], 0.5, 0.99, 1)),
    ]
    for one in drill.outages:
        waits = [wait for wait, at in zip(tally.waits, tally.moments, strict=True) if one.begin <= at <= one.end]
        rows.append((f"  mentions while {one.name} was away", _write_times(waits, 0.5, 0.99, 1)))
    return rows


def _write_times(values: tuple[float, ...] | list[float], *shares: float) -> str:
    return " / ".join(f"{1000 * find_percentile(values, share):.0f}" for share in shares) + " ms"


def _list(uses: list[Use]) -> str:
    return " and ".join(f"{use.memory:.0f}" for use in uses)


def _read_taken(address: PostgresAddress) -> set[int]:
    """The numbers of what a process took up."""
    with psycopg.connect(address.url.get_secret_value()) as connection:
        return {number for (number,) in connection.execute("SELECT id FROM events")}


def _count_rows(address: PostgresAddress) -> str:
    with psycopg.connect(address.url.get_secret_value()) as connection:
        row = connection.execute("SELECT (SELECT count(*) FROM replies), (SELECT count(*) FROM events)").fetchone()
    return "{} replies, {} events".format(*(row or (0, 0)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (
        ("servers", 10_000), ("channels", 1), ("shards", 10), ("people", 2000), ("mentions", 12_000),
        ("interactions", 600), ("chatter", 100), ("quiet", 20), ("seconds", 240),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--calm", action="store_true", help="nothing goes wrong; for figures of processor time")
    parser.add_argument("--logs", type=Path, help="a folder for what the processes log")
    arguments = parser.parse_args()
    binaries = find_binaries()
    if binaries is None:
        sys.exit("There is no PostgreSQL server on this machine: install the package postgresql.")
    with run_cluster(binaries) as cluster:
        return asyncio.run(_measure(arguments, cluster))


if __name__ == "__main__":
    sys.exit(main())
