"""A crowd: many people who mention the bot and use its commands while the line is cut again and again."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tests.wire.callbacks import Interaction
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn

_TEXTS = (
    "you can't see inside open models",
    "is llama open source?",
    "what did gpt-4o score on mmlu",
    "mistral 7b licence",
    "which models release training data",
    "what is quantization",
    "open models are as good as closed ones",
    "who won the world cup",
)
_NAMES = ("Mistral 7B", "Olmo 3", "GPT-4o", "Llama 3.1")
_PAUSE = 0.25
_LINE = 120
"""Seconds that the client may take to come back."""


class Plan(NamedTuple):
    """How much a crowd does, spread evenly over so many seconds; 0 seconds is as fast as it can."""

    mentions: int
    seconds: float
    interactions: int
    cuts: int
    patience: float
    """Seconds without a new answer, once everything is said, after which no more are waited for."""


class Tally(NamedTuple):
    """What became of it. Times in seconds."""

    replies: tuple[int, ...]
    """For each mention the number of replies that refer to it."""

    waits: tuple[float, ...]
    """From each mention to its first reply."""

    moments: tuple[float, ...]
    """When each of these was said."""

    acknowledgements: tuple[float, ...]
    unanswered: int
    """Interactions that show no answer."""

    def count(self, replies: int) -> int:
        return sum(number == replies for number in self.replies)

    @property
    def doubled(self) -> int:
        return sum(number > 1 for number in self.replies)


class Crowd:
    """Drives one plan against the client that is connected to a stand-in."""

    def __init__(self, discord_here: StandIn, plan: Plan) -> None:
        self._discord = discord_here
        self._plan = plan
        self._channels = list(discord_here.world.channels.values())
        self._mentions: list[tuple[float, Payload]] = []
        self._interactions: list[Interaction] = []
        self._cuts: list[asyncio.Task[None]] = []

    async def drive(self) -> Tally:
        """Say everything, wait for the answers, and count them."""
        begin = time.monotonic()
        for number in range(self._plan.mentions):
            await asyncio.sleep(max(0.0, begin + number * self._plan.seconds / self._plan.mentions - time.monotonic()))
            self._mention(number)
            if _is_due(number, self._plan.mentions, self._plan.interactions):
                self._use_command(number)
            if _is_due(number, self._plan.mentions, self._plan.cuts):
                self._cuts.append(asyncio.create_task(self._cut(len(self._cuts))))
        await asyncio.gather(*self._cuts)
        await self._wait()
        return self._count()

    def _choose_place(self, number: int) -> Payload:
        """Who and where: everybody and every channel in turn, so that nobody reaches a limit of the bot's."""
        people = self._discord.world.people
        return {"author": people[number % len(people)], "channel": self._channels[number % len(self._channels)]}

    @property
    def mentions(self) -> list[tuple[float, Payload]]:
        """When each mention was said."""
        return self._mentions

    @property
    def interactions(self) -> list[Interaction]:
        return self._interactions

    def _mention(self, number: int) -> None:
        message = self._discord.people.mention(_TEXTS[number % len(_TEXTS)], **self._choose_place(number))
        self._mentions.append((time.monotonic(), message))

    def _use_command(self, number: int) -> None:
        options = {"name": _NAMES[number % len(_NAMES)]}
        self._interactions.append(self._discord.people.use("model", options, **self._choose_place(number)))

    async def _cut(self, number: int) -> None:
        """One of three ways to lose the line, once it is back from the one before; what is said then is replayed."""
        gateway = self._discord.gateway
        await self._discord.until(lambda: len(gateway.resumes) >= number and gateway.connected, "a line", _LINE)
        ways = (gateway.drop, gateway.ask_to_reconnect, lambda: gateway.invalidate(resumable=True))
        await ways[number % len(ways)]()
        await self._discord.until(lambda: len(gateway.resumes) > number, "the client to resume", _LINE)

    def _list_replies(self) -> Counter[str]:
        me = self._discord.world.me["id"]
        return Counter(
            message["message_reference"]["message_id"]
            for message in self._discord.world.messages.values()
            if message["author"]["id"] == me and "message_reference" in message
        )

    async def _wait(self) -> None:
        """What stands in a long line is no loss: while answers come, the next ones are waited for."""
        end, seen = time.monotonic() + self._plan.patience, -1
        while time.monotonic() < end:
            replied = self._list_replies()
            shown = sum(bool(interaction.shown) for interaction in self._interactions)
            missing = sum(message["id"] not in replied for _, message in self._mentions)
            if not missing and shown == len(self._interactions):
                break
            if len(replied) + shown > seen:
                end, seen = time.monotonic() + self._plan.patience, len(replied) + shown
            await asyncio.sleep(_PAUSE)
        await self._discord.settle()

    def _count(self) -> Tally:
        replied = self._list_replies()
        arrivals: dict[str, float] = {}
        for call in self._discord.rest.list_calls("POST /channels/{channel_id}/messages"):
            reference = call.body.get("message_reference") or {}
            arrivals.setdefault(str(reference.get("message_id")), call.at)
        answered = [(at, message) for at, message in self._mentions if message["id"] in arrivals]
        return Tally(
            replies=tuple(replied[message["id"]] for _, message in self._mentions),
            waits=tuple(arrivals[message["id"]] - at for at, message in answered),
            moments=tuple(at for at, _ in answered),
            acknowledgements=tuple(
                each.acknowledged - each.sent for each in self._interactions if each.acknowledged is not None
            ),
            unanswered=sum(not each.shown for each in self._interactions),
        )


def _is_due(number: int, total: int, times: int) -> bool:
    """Whether something that happens so many times among so many steps happens at this step."""
    return number * times // total < (number + 1) * times // total


def find_percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")
