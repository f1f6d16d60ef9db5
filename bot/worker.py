"""Two threads that work through what is asked, in order: one prepares what the other then does."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, Queue
from typing import Generic, NamedTuple, TypeVar

from bot.errors import TooBusy

log = logging.getLogger(__name__)

Task = TypeVar("Task")
Result = TypeVar("Result")

_WAITING = 5000
"""Tasks that may wait. A rush of some thousand mentions is answered late rather than refused; commands are acknowledged
before they wait."""


class _Job(NamedTuple, Generic[Task, Result]):
    task: Task
    future: "Future[Result]"


_AHEAD = 8
"""Tasks prepared and not yet taken up: no more than what is prepared is kept."""

_Line = Queue[_Job[Task, Result] | None]
"""Jobs in order; None ends the thread that takes them."""


class Worker(Generic[Task, Result]):
    """Does tasks one after the other, first come, first served.

    While one task is done, `prepare` is called for the next in a thread of its own: with two processors the second
    question is read while the first is answered.
    """

    def __init__(
        self, work: Callable[[Task], Result], prepare: Callable[[Task], None], waiting: int = _WAITING
    ) -> None:
        self._work = work
        self._prepare = prepare
        self._most = waiting
        self._waiting: _Line[Task, Result] = Queue()
        self._prepared: _Line[Task, Result] = Queue(_AHEAD)
        self._threads = [
            threading.Thread(target=target, name=name, daemon=True)
            for target, name in ((self._run_ahead, "reading"), (self._run, "thinking"))
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> "Future[Result]":
        """Hand in a task. Raises TooBusy where too many wait."""
        if self._waiting.qsize() + self._prepared.qsize() >= self._most:
            raise TooBusy("Too many questions are waiting: ask again in a moment.")
        future: Future[Result] = Future()
        self._waiting.put(_Job(task, future))
        return future

    async def do(self, task: Task) -> Result:
        """Wait for a task to be done, without blocking the event loop. Raises TooBusy where too many wait."""
        return await asyncio.wrap_future(self.submit(task))

    def close(self) -> None:
        """Finish the tasks in hand, cancel those that still wait, and stop."""
        self._most = 0
        for line in (self._waiting, self._prepared):
            _cancel(line)
        self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _run_ahead(self) -> None:
        """Prepare tasks in order; what cannot be prepared is done all the same."""
        while (job := self._waiting.get()) is not None:
            try:
                self._prepare(job.task)
            except Exception:
                log.exception("Preparing a task failed.")
            self._prepared.put(job)
        self._prepared.put(None)

    def _run(self) -> None:
        while (job := self._prepared.get()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            try:
                job.future.set_result(self._work(job.task))
            except BaseException as error:  # noqa: BLE001  (whoever waits for the task gets it)
                job.future.set_exception(error)


def _cancel(line: _Line[Task, Result]) -> None:
    """Cancel the jobs that wait in a line."""
    for _ in range(line.qsize()):
        with contextlib.suppress(Empty):
            job = line.get_nowait()
            if job is not None:
                job.future.cancel()
