"""Threads that work through what is asked: some prepare tasks ahead of time, one does them in order."""

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from queue import Empty, SimpleQueue
from typing import Generic, NamedTuple, TypeVar

from bot.errors import TooBusy
from bot.later import Later

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


class _Line:
    """What one thread has to do, in order; None ends it."""

    def __init__(self) -> None:
        self._steps: deque[Callable[[], None] | None] = deque()
        self._count = threading.Semaphore(0)

    def __len__(self) -> int:
        return len(self._steps)

    def put(self, step: Callable[[], None] | None) -> None:
        self._steps.append(step)
        self._count.release()

    def put_first(self, step: Callable[[], None]) -> None:
        """For what was begun and can go on."""
        self._steps.appendleft(step)
        self._count.release()

    def take(self) -> Callable[[], None] | None:
        """The next step; waits for one."""
        self._count.acquire()
        return self._steps.popleft()


class Worker(Generic[Task, Result]):
    """Does tasks one after the other, first come, first served.

    While one task is done, `prepare` is called for the next ones in threads of their own: with two processors these
    are read while the first is answered.

    A task whose result comes later is put off, and the tasks behind it go on; only those of the same strand wait for
    it, so that each strand stays in order. All work is done in one thread.
    """

    def __init__(
        self,
        work: Callable[[Task], Result | Later[Result]],
        prepare: Callable[[Task], None],
        find_strand: Callable[[Task], str | None] = lambda _task: None,
        waiting: int = _WAITING,
    ) -> None:
        self._work = work
        self._prepare = prepare
        self._find_strand = find_strand
        self._most = waiting
        self._closing = False
        self._unread: SimpleQueue[_Job[Task, Result] | None] = SimpleQueue()
        self._undone = _Line()
        self._held: dict[str, list[_Job[Task, Result]]] = {}  # jobs that wait for one of their strand
        self._handing_in = threading.Lock()  # both lines have the same order
        self._ahead = threading.Semaphore(_AHEAD)
        targets = [("thinking", self._run), *[("reading", self._run_ahead)] * _READERS]
        self._threads = [threading.Thread(target=target, name=name, daemon=True) for name, target in targets]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task) -> "Future[Result]":
        """Hand in a task. Raises TooBusy where too many wait."""
        if len(self._undone) >= self._most:
            raise TooBusy("Too many questions are waiting: ask again in a moment.")
        job: _Job[Task, Result] = _Job(task, threading.Event(), Future())
        with self._handing_in:
            self._unread.put(job)
            self._undone.put(partial(self._begin, job))
        return job.done

    async def do(self, task: Task) -> Result:
        """Wait for a task to be done, without blocking the event loop. Raises TooBusy where too many wait."""
        return await asyncio.wrap_future(self.submit(task))

    def do_between(self, deed: Callable[[], None]) -> None:
        """Do something that never raises in the thread of all work, behind the tasks that wait."""
        self._undone.put(deed)

    def close(self) -> None:
        """Finish the task in hand and what was put off and can go on, cancel those that still wait, and stop.

        Whoever results are awaited from has to end first: what cannot go on would never be done.
        """
        self._most = 0
        self._closing = True
        with contextlib.suppress(Empty):
            while job := self._unread.get_nowait():
                job.prepared.set()
        self._undone.put(None)
        for _ in range(_READERS):
            self._unread.put(None)
            self._ahead.release()
        for thread in self._threads:
            thread.join()
        for jobs in self._held.values():
            for held in jobs:
                held.done.cancel()

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
        while (step := self._undone.take()) is not None:
            step()

    def _begin(self, job: _Job[Task, Result]) -> None:
        job.prepared.wait()
        self._do(job)
        self._ahead.release()

    def _do(self, job: _Job[Task, Result]) -> None:
        strand = self._find_strand(job.task)
        if self._closing:
            job.done.cancel()
        elif strand in self._held:
            self._held[strand].append(job)
        elif job.done.set_running_or_notify_cancel():
            try:
                result = self._work(job.task)
            except BaseException as error:  # noqa: BLE001  (whoever waits for the task gets it)
                job.done.set_exception(error)
            else:
                if isinstance(result, Later):
                    self._put_off(job, strand, result)
                else:
                    job.done.set_result(result)

    def _put_off(self, job: _Job[Task, Result], strand: str | None, result: Later[Result]) -> None:
        if strand is not None:
            self._held[strand] = []
        go_on = partial(self._go_on, job, strand, result)
        result.awaited.add_done_callback(lambda _: self._undone.put_first(go_on))

    def _go_on(self, job: _Job[Task, Result], strand: str | None, result: Later[Result]) -> None:
        """Finish what was put off, then begin what waited for it."""
        try:
            job.done.set_result(result.finish())
        except BaseException as error:  # noqa: BLE001
            job.done.set_exception(error)
        for held in self._held.pop(strand, ()) if strand is not None else ():
            self._do(held)
