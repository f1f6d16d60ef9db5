"""An adviser that is a language model: asked from a thread of its own, in bounded time, left alone while it fails."""

import asyncio
import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future

from bot.errors import ModelUnreachable
from bot.judge.circuit import PAUSE, Circuit
from bot.judge.completions import Completions
from bot.judge.wording import read_number, write_question

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds in all until the model must have answered."""

_AT_ONCE = 4
"""Questions that are with the model at a time. A rush is not sent on: most of it would come too late."""


class Endpoint:
    """Asks a model for a number. Any thread may call it; questions wait for their answers side by side."""

    def __init__(self, model: Completions, circuit: Circuit | None = None, patience: float = PATIENCE) -> None:
        self._model = model
        self._circuit = circuit or Circuit()
        self._patience = patience
        self._lock = threading.Lock()
        self._asking = 0
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """See Adviser."""
        return self._model.name

    def choose(self, line: str, sentences: Sequence[str]) -> "Future[int | None]":
        """See Adviser."""
        with self._lock:
            if self._closed or self._asking >= _AT_ONCE or not self._circuit.admit():
                return _know_nothing()
            self._asking += 1
            return asyncio.run_coroutine_threadsafe(self._choose(line, sentences), self._start())

    def close(self) -> None:
        """See Adviser. Questions that are under way are dropped."""
        with self._lock:
            self._closed = True
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._drop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def _start(self) -> asyncio.AbstractEventLoop:
        """The loop in its thread, from the first question on."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="advising", daemon=True)
            self._thread.start()
        return self._loop

    async def _choose(self, line: str, sentences: Sequence[str]) -> int | None:
        try:
            said = await self._model.ask(write_question(line, sentences), self._patience)
        except ModelUnreachable as error:
            if self._circuit.note_failure():
                log.warning("%s The local judge decides alone; the next try is in %g s.", error, PAUSE)
            return None
        except Exception:
            log.exception("Asking the second judge's model failed; this is a fault of ours.")
            self._circuit.note_failure()
            return None
        else:
            self._circuit.note_success()
            return read_number(said, len(sentences))
        finally:
            with self._lock:
                self._asking -= 1

    async def _drop(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._model.close()


def _know_nothing() -> "Future[int | None]":
    """An answer that is there at once and decides nothing."""
    nothing: Future[int | None] = Future()
    nothing.set_result(None)
    return nothing
