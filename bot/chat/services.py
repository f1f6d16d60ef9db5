"""What every part of the chat room works with, in one frozen value."""

from typing import NamedTuple, Protocol, cast

import discord

from bot.catalogue import Catalogue
from bot.chat.addressing import name_sessions_of
from bot.chat.clock import Clock
from bot.chat.illustrating import Illustrator
from bot.chat.limits import Limiter
from bot.chat.patience import Patience
from bot.chat.servers import ServerBook
from bot.chat.turns import Turns
from bot.metrics import Metrics
from bot.recent import Recent
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Utterance
from bot.store.store import Store


class Thinker(Protocol):
    """What answers: an Assistant, or what stands for the newest one. Ask for its parts anew each time."""

    @property
    def bank(self) -> Bank: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def adviser(self) -> str | None: ...

    async def answer(self, utterance: Utterance) -> Answer: ...

    def forget(self, beginning: str) -> None: ...

    def close(self) -> None: ...


class Question(NamedTuple):
    """What a reply answers, and in which server."""

    words: str
    server: int | None


class Services(NamedTuple):
    """Built once by the client and handed down. `listens` says whether the message content intent is on.

    `questions` are what replies answer, by the reply, for as long as the bot runs: text is not stored.
    """

    assistant: Thinker
    store: Store
    servers: ServerBook
    limiter: Limiter
    listens: bool
    metrics: Metrics
    turns: Turns
    clock: Clock
    questions: Recent[int, Question]
    illustrator: Illustrator
    patience: Patience

    def widen(self, servers: int) -> None:
        """Make room in the caches for so many servers."""
        self.servers.widen(servers)
        self.limiter.widen(servers)

    def recall(self, reply: int) -> str:
        """What a reply answers, as far as that is remembered."""
        return self.questions[reply].words if reply in self.questions else ""

    def forget(self, server: int) -> None:
        """Drop what is in memory of a server: its settings, and what was said there."""
        self.servers.drop(server)
        self.questions.forget(lambda _, question: question.server == server)
        self.assistant.forget(name_sessions_of(server))

    @property
    def catalogue(self) -> Catalogue:
        """The look-ups of the knowledge as it is now."""
        return self.assistant.catalogue


class _Serving(Protocol):
    services: Services


def find_services(interaction: discord.Interaction) -> Services:
    """The services of the client that received an interaction."""
    return cast(_Serving, interaction.client).services
