"""One thread that works through what is asked, in order, and sees what else is waiting."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
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

_TOGETHER = 16


class _Job(NamedTuple, Generic[Task, Result]):
    task: Task
    future: "Future[Result]"


class Worker(Generic[Task, Result]):
    """Does tasks one after the other, first come, first served.

    Before it does tasks that wait together it hands them all to `prepare`, so that what they share is done at once.
    """

    def __init__(
        self, work: Callable[[Task], Result], prepare: Callable[[Sequence[Task]], None], waiting: int = _WAITING
    ) -> None:
        self._work = work
        self._prepare = prepare
        self._most = waiting
        self._jobs: SimpleQueue[_Job[Task, Result] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="thinking", daemon=True)
        self._thread.start()

    async def do(self, task: Task) -> Result:
        """Wait for a task to be done, without blocking the event loop. Raises TooBusy where too many wait."""
        if self._jobs.qsize() >= self._most:
            raise TooBusy("Too many questions are waiting: ask again in a moment.")
        future: Future[Result] = Future()
        self._jobs.put(_Job(task, future))
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Finish the tasks in hand, cancel those that still wait, and stop."""
        self._most = 0
        for job in self._take_waiting(self._jobs.qsize()):
            job.future.cancel()
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._jobs.get()) is not None:
            jobs = [first, *self._take_waiting(_TOGETHER - 1)]
            if len(jobs) > 1:
                self._prepare_safely([job.task for job in jobs])
            for job in jobs:
                self._do(job)

    def _take_waiting(self, most: int) -> list[_Job[Task, Result]]:
        """Up to `most` jobs that wait now; the mark that ends the thread stays where it is."""
        jobs: list[_Job[Task, Result]] = []
        while len(jobs) < most:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs

    def _prepare_safely(self, tasks: Sequence[Task]) -> None:
        """What cannot be prepared together is done one by one."""
        try:
            self._prepare(tasks)
        except Exception:
            log.exception("Preparing %d tasks failed.", len(tasks))

    def _do(self, job: _Job[Task, Result]) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        try:
            job.future.set_result(self._work(job.task))
        except BaseException as error:  # noqa: BLE001  (whoever waits for the task gets it)
            job.future.set_exception(error)
