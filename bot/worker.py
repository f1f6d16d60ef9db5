"""Threads that work through what is asked: some prepare tasks ahead of time, one does them in order."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, NamedTuple, TypeVar

from bot.errors import TooBusy

log = logging.getLogger(__name__)

Task = TypeVar("Task")
Result = TypeVar("Result")

_WAITING = 5000
"""Tasks that may wait. A rush of some thousand mentions is answered late rather than refused; commands are acknowledged
before they wait."""

_READERS = 2
_AHEAD = 8
"""Threads that prepare, and tasks prepared but not done: no more than what preparing leaves behind is kept."""


class _Job(NamedTuple, Generic[Task, Result]):
    task: Task
    prepared: threading.Event
    done: "Future[Result]"


_Line = SimpleQueue[_Job[Task, Result] | None]
"""Jobs in order; None ends a thread that takes them."""


class Worker(Generic[Task, Result]):
    """Does tasks one after the other, first come, first served.

    While one task is done, `prepare` is called for the next ones in threads of their own: with two processors these
    are read while the first is answered.
    """

    def __init__(
        self, work: Callable[[Task], Result], prepare: Callable[[Task], None], waiting: int = _WAITING
    ) -> None:
        self._work = work
        self._prepare = prepare
        self._most = waiting
        self._unread: _Line[Task, Result] = SimpleQueue()
        self._undone: _Line[Task, Result] = SimpleQueue()
        self._handing_in = threading.Lock()  # both lines have the same order
        self._ahead = threading.Semaphore(_AHEAD)
        targets = [("thinking", self._run), *[("reading", self._run_ahead)] * _READERS]
        self._threads = [threading.Thread(target=target, name=name, daemon=True) for name, target in targets]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> "Future[Result]":
        """Hand in a task. Raises TooBusy where too many wait."""
        if self._undone.qsize() >= self._most:
            raise TooBusy("Too many questions are waiting: ask again in a moment.")
        job: _Job[Task, Result] = _Job(task, threading.Event(), Future())
        with self._handing_in:
            self._unread.put(job)
            self._undone.put(job)
        return job.done

    async def do(self, task: Task) -> Result:
        """Wait for a task to be done, without blocking the event loop. Raises TooBusy where too many wait."""
        return await asyncio.wrap_future(self.submit(task))

    def close(self) -> None:
        """Finish the task in hand, cancel those that still wait, and stop."""
        self._most = 0
        for job in _drain(self._undone):
            job.done.cancel()
        for job in _drain(self._unread):
            job.prepared.set()
        self._undone.put(None)
        for _ in range(_READERS):
            self._unread.put(None)
            self._ahead.release()
        for thread in self._threads:
            thread.join()

    def _run_ahead(self) -> None:
        """Prepare tasks in order; what cannot be prepared is done all the same.

        Leave to go ahead comes before the task: else a thread with an early task might wait for leave that later tasks
        hold, and they for it.
        """
        while self._ahead.acquire() and (job := self._unread.get()) is not None:
            try:
                self._prepare(job.task)
            except Exception:
                log.exception("Preparing a task failed.")
            job.prepared.set()

    def _run(self) -> None:
        while (job := self._undone.get()) is not None:
            job.prepared.wait()
            if job.done.set_running_or_notify_cancel():
                try:
                    job.done.set_result(self._work(job.task))
                except BaseException as error:  # noqa: BLE001  (whoever waits for the task gets it)
                    job.done.set_exception(error)
            self._ahead.release()


def _drain(line: _Line[Task, Result]) -> list[_Job[Task, Result]]:
    """The jobs that wait in a line, taken out of it."""
    jobs = []
    with contextlib.suppress(Empty):
        while job := line.get_nowait():
            jobs.append(job)
    return jobs
