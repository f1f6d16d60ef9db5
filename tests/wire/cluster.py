"""`python -m tests.wire.cluster`: thousands of servers over several shards, in two processes on one PostgreSQL server.

Discord is the stand-in of this folder, each process is `glassbox run` as hosts start it, PostgreSQL is that of this
machine. While people ask, one process is killed and started again, PostgreSQL is restarted, and then it answers nobody
for a while. It prints what became of every question and ends with 1 where one was answered twice, or lost although a
process was there to hear it. Nothing here asserts a time.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import psycopg

from bot.addresses import PostgresAddress
from bot.config import load_settings
from tests.postgres import Cluster, find_binaries, run_cluster
from tests.wire.crowd import Crowd, Plan, Tally, find_percentile
from tests.wire.members import Members
from tests.wire.stand_in import StandIn
from tests.wire.world import World

_SLOW_SECONDS = 10.0
_DOWN_SECONDS = 2.0
_START_SECONDS = 300.0
_IN_FLIGHT_SECONDS = 10.0
"""Seconds before a kill within which a question may have been in the hands of the process."""


class Incident(NamedTuple):
    """Something that goes wrong after a share of the time."""

    name: str
    share: float
    cause: Callable[[], Awaitable[None]]


class Drill:
    """One run: the crowd, the incidents, and what they cost."""

    def __init__(self, discord_here: StandIn, members: Members, cluster: Cluster, plan: Plan) -> None:
        self._discord = discord_here
        self._members = members
        self._cluster = cluster
        self._plan = plan
        self.crowd = Crowd(discord_here, plan)
        self.killed_at = 0.0
        self.outages: list[tuple[str, float, float]] = []
        """What was away, from when to when."""

    async def run(self, chatter: int) -> Tally:
        """Drive the crowd through every incident, beside so many messages a second that are for nobody."""
        incidents = (
            Incident("a process", 0.25, self._kill),
            Incident("PostgreSQL", 0.6, self._restart),
            Incident("an answer of PostgreSQL", 0.8, self._pause),
        )
        beside = [asyncio.create_task(self._happen(incident)) for incident in incidents]
        chatting = asyncio.create_task(self._chat(chatter))
        try:
            return await self.crowd.drive()
        finally:
            chatting.cancel()
            await asyncio.gather(*beside)

    async def _happen(self, incident: Incident) -> None:
        await asyncio.sleep(self._plan.seconds * incident.share)
        begin = time.monotonic()
        await incident.cause()
        self.outages.append((incident.name, begin, time.monotonic()))

    async def _kill(self) -> None:
        self.killed_at = time.monotonic()
        await self._members.replace(1)

    async def _restart(self) -> None:
        await asyncio.to_thread(self._cluster.stop)
        await asyncio.sleep(_DOWN_SECONDS)
        await asyncio.to_thread(self._cluster.start)

    async def _pause(self) -> None:
        with self._cluster.hold():
            await asyncio.sleep(_SLOW_SECONDS)

    async def _chat(self, a_second: int) -> None:
        channels = list(self._discord.world.channels.values())
        number = 0
        while a_second:
            await asyncio.sleep(0.1)
            for _ in range(a_second // 10):
                number += 1
                message = self._discord.people.write("so it goes", channel=channels[number * 7 % len(channels)])
                del self._discord.world.messages[message["id"]]

    def find_lost(self, tally: Tally) -> tuple[int, int, int]:
        """Of the questions without an answer: written while no process was there to hear, in flight at the kill, and
        all others."""
        lost = [said for said, replies in zip(self.crowd.mentions, tally.replies, strict=True) if replies == 0]
        unheard = [message for _, message in lost if message["id"] in self._discord.gateway.unheard]
        flight = [
            message
            for at, message in lost
            if message not in unheard and self.killed_at - _IN_FLIGHT_SECONDS < at < self.killed_at
        ]
        return len(unheard), len(flight), len(lost) - len(unheard) - len(flight)


async def _measure(arguments: argparse.Namespace, cluster: Cluster) -> int:
    world = World(servers=0, channels=0, people=arguments.people)
    await _add_servers(world, arguments.servers)
    plan = Plan(arguments.mentions, arguments.seconds, arguments.interactions, cuts=0, patience=60)
    address = cluster.create_database()
    with tempfile.TemporaryDirectory() as folder:
        async with StandIn(world, unlimited=True) as discord_here:
            members = Members(discord_here, address, load_settings().data, Path(folder), arguments.shards)
            async with members:
                begin = time.monotonic()
                await members.wait_until_ready(_START_SECONDS)
                started = time.monotonic() - begin
                before = [await member.read_memory() for member in members.list()]
                drill = Drill(discord_here, members, cluster, plan)
                tally = await drill.run(arguments.chatter)
                after = [await member.read_memory() for member in members.list()]
    rows = [
        ("servers, shards, processes", f"{arguments.servers}, {arguments.shards}, {len(before)}"),
        ("until all are ready", f"{started:.0f} s"),
        ("memory of each, ready / at the end", f"{_list(before)} / {_list(after)} MB"),
        ("messages a second for nobody", str(arguments.chatter)),
        *_write_tally(plan, tally, drill),
        *_write_waits(tally, drill),
        ("rows kept", _count_rows(address)),
    ]
    sys.stdout.write("".join(f"{name:<42}{value}\n" for name, value in rows))
    _, _, others = drill.find_lost(tally)
    return 1 if tally.doubled or others else 0


async def _add_servers(world: World, servers: int) -> None:
    """Numbers of servers carry their moment: those of one moment would all be of one shard."""
    for number in range(servers):
        if number % 20 == 0:
            await asyncio.sleep(0.001)
        world.add_channel(world.add_guild(f"Server {number}"), "channel")


def _write_tally(plan: Plan, tally: Tally, drill: Drill) -> list[tuple[str, str]]:
    unheard, flight, others = drill.find_lost(tally)
    return [
        ("mentions", f"{plan.mentions} in {plan.seconds:.0f} s"),
        ("answered once", str(tally.count(1))),
        ("answered twice or more", str(tally.doubled)),
        ("written while no process was there", str(unheard)),
        ("in flight at the kill", str(flight)),
        ("lost otherwise", str(others)),
        ("commands without an answer", f"{tally.unanswered} of {plan.interactions}"),
        *((f"{name} was away", f"{end - begin:.0f} s") for name, begin, end in drill.outages),
    ]


def _write_waits(tally: Tally, drill: Drill) -> list[tuple[str, str]]:
    calm = [wait for wait, at in zip(tally.waits, tally.moments, strict=True) if not _is_disturbed(at, drill)]
    return [
        ("mention to reply, p50 / p99", _write_times(calm, 0.5, 0.99)),
        ("the same with the incidents", _write_times(tally.waits, 0.5, 0.99)),
        ("acknowledged, p50 / p99 / longest", _write_times(tally.acknowledgements, 0.5, 0.99, 1)),
    ]


def _is_disturbed(at: float, drill: Drill) -> bool:
    return any(begin - 1 <= at <= end + 1 for _, begin, end in drill.outages)


def _write_times(values: tuple[float, ...] | list[float], *shares: float) -> str:
    return " / ".join(f"{1000 * find_percentile(values, share):.0f}" for share in shares) + " ms"


def _list(values: list[float]) -> str:
    return " and ".join(f"{value:.0f}" for value in values)


def _count_rows(address: PostgresAddress) -> str:
    with psycopg.connect(address.url.get_secret_value()) as connection:
        row = connection.execute("SELECT (SELECT count(*) FROM replies), (SELECT count(*) FROM events)").fetchone()
    return "{} replies, {} events".format(*(row or (0, 0)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (
        ("servers", 10_000), ("shards", 10), ("mentions", 9000), ("interactions", 600), ("people", 2000),
        ("chatter", 200), ("seconds", 180),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=value)
    binaries = find_binaries()
    if binaries is None:
        sys.exit("There is no PostgreSQL server on this machine: install the package postgresql.")
    with run_cluster(binaries) as cluster:
        return asyncio.run(_measure(parser.parse_args(), cluster))


if __name__ == "__main__":
    sys.exit(main())
