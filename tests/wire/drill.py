"""One run of the drill in `cluster`: the crowd, what goes wrong meanwhile, and what became of every question."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple

from bot.chat.taking import number_version
from tests.postgres import Cluster
from tests.wire.crowd import Crowd, Plan, Tally
from tests.wire.losses import Fate, Loss
from tests.wire.members import Members, Use
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn

_SLOW_SECONDS = 10.0
_DOWN_SECONDS = 2.0
_CUT_SECONDS = 15.0
_TICK = 0.1
_AFTER = 2.0
"""Seconds that an outage is felt beyond its end."""

_KILLED = 1
"""The process that is killed."""


class Incident(NamedTuple):
    """Something that goes wrong after a share of the time."""

    name: str
    share: float
    cause: Callable[[], Awaitable[None]]


class Outage(NamedTuple):
    """What was away, from when to when."""

    name: str
    begin: float
    end: float


class Course(NamedTuple):
    """What came of a run."""

    tally: Tally
    uses: tuple[list[Use], list[Use], list[Use]]
    """Of the processes: when they were ready, after the chatter alone, at the end."""

    ignored: int
    """Messages for nobody before the first question."""

    said: int
    """Messages for nobody in all."""

    asked: int
    """Mentions and commands."""


class Drill:
    """Drives a crowd through every incident, beside `chatter` messages a second that are for nobody."""

    def __init__(self, discord_here: StandIn, members: Members, cluster: Cluster, plan: Plan, chatter: int) -> None:
        self._discord = discord_here
        self._members = members
        self._cluster = cluster
        self._said = 0
        self.plan = plan
        self.chatter = chatter
        self.crowd = Crowd(discord_here, plan)
        self.killed_at = 0.0
        self.outages: list[Outage] = []

    async def run(self, quiet: float, *, calm: bool) -> Course:
        """Chatter alone for so many `quiet` seconds, then the plan; where it is `calm` nothing goes wrong."""
        async with self._chat():
            ready = await self._members.read_use()
            await asyncio.sleep(quiet)
            before, ignored = await self._members.read_use(), self._said
            tally = await self._drive(() if calm else self._list_incidents())
            end = await self._members.read_use()
        asked = len(tally.replies) + len(self.crowd.interactions)
        return Course(tally, (ready, before, end), ignored, self._said, asked)

    def was_disturbed(self, at: float) -> bool:
        """Whether something was away then."""
        return any(one.begin - 1 <= at <= one.end + _AFTER for one in self.outages)

    def list_losses(self, tally: Tally, taken: set[int]) -> list[Loss]:
        """What became of the questions without an answer; `taken` are the numbers of those that a process took up."""
        said = zip(self.crowd.mentions, tally.replies, strict=True)
        return [self._explain(at, message, taken) for (at, message), replies in said if not replies]

    def _explain(self, at: float, message: Payload, taken: set[int]) -> Loss:
        """A process that was killed does not know its session any more, so nothing is replayed to it; what it had taken
        up before is in flight."""
        of_killed = self._members.serves(_KILLED, message["guild_id"])
        is_taken = number_version(int(message["id"]), int(message["author"]["id"])) in taken
        fate: Fate = "lost"
        if of_killed and 0 < self.killed_at <= at and message["id"] in self._discord.gateway.unheard:
            fate = "unheard"
        elif of_killed and at < self.killed_at and is_taken:
            fate = "in flight"
        beside = tuple(one.name for one in self.outages if one.begin <= at <= one.end)
        return Loss(fate, at - self.crowd.mentions[0][0], _KILLED if of_killed else 1 - _KILLED, is_taken, beside)

    def _list_incidents(self) -> tuple[Incident, ...]:
        return (
            Incident("a process", 0.15, self._kill),
            Incident("PostgreSQL", 0.5, self._restart),
            Incident("an answer of PostgreSQL", 0.65, self._pause),
            Incident("the network of a process", 0.8, self._cut),
        )

    async def _drive(self, incidents: tuple[Incident, ...]) -> Tally:
        beside = [asyncio.create_task(self._happen(incident)) for incident in incidents]
        try:
            return await self.crowd.drive()
        finally:
            await asyncio.gather(*beside)

    async def _happen(self, incident: Incident) -> None:
        await asyncio.sleep(self.plan.seconds * incident.share)
        begin = time.monotonic()
        await incident.cause()
        self.outages.append(Outage(incident.name, begin, time.monotonic()))

    async def _kill(self) -> None:
        self.killed_at = time.monotonic()
        await self._members.replace(_KILLED)

    async def _restart(self) -> None:
        await asyncio.to_thread(self._cluster.stop)
        await asyncio.sleep(_DOWN_SECONDS)
        await asyncio.to_thread(self._cluster.start)

    async def _pause(self) -> None:
        with self._cluster.hold():
            await asyncio.sleep(_SLOW_SECONDS)

    async def _cut(self) -> None:
        with self._members.cut():
            await asyncio.sleep(_CUT_SECONDS)
        await self._members.wait_until_ready(_SLOW_SECONDS * 12)

    @contextlib.asynccontextmanager
    async def _chat(self) -> AsyncIterator[None]:
        chatting = asyncio.create_task(self._say())
        try:
            yield
        finally:
            chatting.cancel()

    async def _say(self) -> None:
        channels = list(self._discord.world.channels.values())
        begin = time.monotonic()
        while self.chatter:
            await asyncio.sleep(_TICK)
            while self._said < (time.monotonic() - begin) * self.chatter:
                self._said += 1
                message = self._discord.people.write("so it goes", channel=channels[self._said * 7 % len(channels)])
                del self._discord.world.messages[message["id"]]
