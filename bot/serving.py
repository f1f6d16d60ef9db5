"""The assistant of a running bot: its answers are measured, and it is exchanged for a newer one without a stop."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.assistant import Assistant
from bot.catalogue import Catalogue
from bot.memory import give_back
from bot.metrics import Metrics
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Utterance


class LiveAssistant:
    """Stands where an Assistant stands, always for the newest one. Belongs to one event loop.

    Conversations start anew with an exchange: what was said before belongs to the older knowledge.
    """

    def __init__(self, assistant: Assistant, metrics: Metrics) -> None:
        self._metrics = metrics
        self._current = _Shift(assistant)
        self._exchanging = asyncio.Lock()
        self._waiting = 0

    @property
    def bank(self) -> Bank:
        return self._current.assistant.bank

    @property
    def catalogue(self) -> Catalogue:
        return self._current.assistant.catalogue

    @property
    def adviser(self) -> str | None:
        """See `Assistant.adviser`."""
        return self._current.assistant.adviser

    @property
    def waiting(self) -> int:
        """How many questions are being answered or wait for it."""
        return self._waiting

    async def answer(self, utterance: Utterance) -> Answer:
        """See `Assistant.answer`. The answer comes from the assistant that was there when the question came."""
        shift, started = self._current, time.perf_counter()
        with shift.serve():
            self._waiting += 1
            try:
                answer = await shift.assistant.answer(utterance)
            finally:
                self._waiting -= 1
        self._metrics.observe_answer(answer.kind, time.perf_counter() - started)
        return answer

    def forget(self, beginning: str) -> None:
        """See `Assistant.forget`."""
        self._current.assistant.forget(beginning)

    async def exchange(self, load: Callable[[], Assistant]) -> None:
        """Load a new assistant beside the old one and put it in its place; what `load` raises leaves the old one.

        Returns once the old one has answered what it was asked, and its memory is given back.
        """
        async with self._exchanging:
            fresh = _Shift(await asyncio.to_thread(load))
            before, self._current = self._current, fresh
            await before.idle.wait()
            await asyncio.to_thread(before.assistant.close)
            del before
            await asyncio.to_thread(give_back)

    def close(self) -> None:
        """Finish the answer in flight and stop."""
        self._current.assistant.close()


class _Shift:
    """An assistant, and whether somebody waits for it."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.idle = asyncio.Event()
        self.idle.set()
        self._askers = 0

    @contextmanager
    def serve(self) -> Iterator[None]:
        """Not idle for the length of a block."""
        self._askers += 1
        self.idle.clear()
        try:
            yield
        finally:
            self._askers -= 1
            if not self._askers:
                self.idle.set()
