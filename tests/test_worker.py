"""The worker: in order, reading ahead, bounded, and never stuck."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from bot.errors import TooBusy
from bot.later import Later
from bot.worker import Worker


class Desk:
    """Work that waits for a gate, and notes what it was handed."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.done: list[int] = []
        self.prepared: list[int] = []
        self.read_eight = threading.Event()

    def work(self, task: int) -> int:
        self.gate.wait(10)
        if task < 0:
            raise ValueError(task)
        self.done.append(task)
        return task * task

    def prepare(self, task: int) -> None:
        self.prepared.append(task)
        if len(self.prepared) == 8:
            self.read_eight.set()
        if task == 13:
            raise ZeroDivisionError


async def _ask_behind_gate(desk: Desk, worker: Worker[int, int], tasks: list[int]) -> list[int | BaseException]:
    """Have one task in hand and the rest waiting before the gate opens."""
    waiting = [asyncio.ensure_future(worker.do(task)) for task in tasks]
    await asyncio.sleep(0.05)
    desk.gate.set()
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_tasks_are_done_in_order_and_prepared_while_others_are_done() -> None:
    desk = Desk()
    worker = Worker(desk.work, desk.prepare)
    waiting = [asyncio.ensure_future(worker.do(task)) for task in range(8)]
    assert await asyncio.to_thread(desk.read_eight.wait, 10)
    assert not desk.done
    desk.gate.set()
    assert await asyncio.gather(*waiting) == [number**2 for number in range(8)]
    assert desk.done == sorted(desk.prepared) == list(range(8))
    worker.close()


async def test_a_failure_reaches_whoever_asked_and_no_one_else() -> None:
    desk = Desk()
    worker = Worker(desk.work, desk.prepare)
    first, second, third = await _ask_behind_gate(desk, worker, [2, -1, 3])
    assert (first, third) == (4, 9)
    assert isinstance(second, ValueError)
    worker.close()


async def test_what_cannot_be_prepared_is_done_all_the_same() -> None:
    desk = Desk()
    worker = Worker(desk.work, desk.prepare)
    assert await _ask_behind_gate(desk, worker, [1, 13, 5]) == [1, 169, 25]
    worker.close()


async def test_too_many_are_turned_away_with_a_sentence() -> None:
    desk = Desk()
    worker = Worker(desk.work, desk.prepare, waiting=3)
    results = await _ask_behind_gate(desk, worker, list(range(20)))
    refused = [result for result in results if isinstance(result, TooBusy)]
    assert 0 < len(refused) < 20
    assert "ask again" in str(refused[0])
    worker.close()


async def test_closing_finishes_what_is_in_hand_and_cancels_the_rest() -> None:
    desk = Desk()
    worker = Worker(desk.work, desk.prepare)
    in_hand = asyncio.ensure_future(worker.do(1))
    await asyncio.sleep(0.05)
    waiting = asyncio.ensure_future(worker.do(2))
    await asyncio.sleep(0)
    threading.Timer(0.1, desk.gate.set).start()
    worker.close()
    results = await asyncio.gather(in_hand, waiting, return_exceptions=True)
    assert results[0] == 1
    assert isinstance(results[1], asyncio.CancelledError)
    with pytest.raises(TooBusy):
        await worker.do(3)


async def test_a_rush_of_tasks_is_done_whole_and_in_order() -> None:
    done: list[int] = []

    def work(task: int) -> int:
        done.append(task)
        return task

    worker = Worker(work, lambda task: time.sleep(0.001 if task % 3 else 0))
    assert await asyncio.gather(*(worker.do(task) for task in range(400))) == list(range(400))
    assert done == list(range(400))
    worker.close()


class Oracle:
    """Somebody outside: tasks with a question mark wait until it speaks. Strands are the letters before the colon."""

    def __init__(self) -> None:
        self.asked: dict[str, Future[str]] = {}
        self.threads: set[str] = set()

    def work(self, task: str) -> str | Later[str]:
        self.threads.add(threading.current_thread().name)
        if not task.endswith("?"):
            return task.upper()
        word = self.asked[task] = Future()
        return Later(word, lambda: self._finish(task, word))

    def _finish(self, task: str, word: "Future[str]") -> str:
        self.threads.add(threading.current_thread().name)
        if word.result() == "fail":
            raise ValueError(task)
        return f"{task} {word.result()}"


def _find_strand(task: str) -> str | None:
    strand, colon, _rest = task.partition(":")
    return strand if colon else None


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture
def patient(oracle: Oracle) -> Iterator[Worker[str, str]]:
    worker = Worker(oracle.work, lambda _task: None, _find_strand)
    yield worker
    worker.close()


async def test_what_is_put_off_keeps_nobody_else_waiting(oracle: Oracle, patient: Worker[str, str]) -> None:
    waiting = asyncio.ensure_future(patient.do("why?"))
    assert [await patient.do("one"), await patient.do("two")] == ["ONE", "TWO"]
    assert not waiting.done()
    oracle.asked["why?"].set_result("so")
    assert await waiting == "why? so"
    assert oracle.threads == {"thinking"}


async def test_a_strand_stays_in_order(oracle: Oracle, patient: Worker[str, str]) -> None:
    tasks = ["a:1?", "a:2", "a:3?", "a:4", "b:1", "c"]
    waiting = {task: asyncio.ensure_future(patient.do(task)) for task in tasks}
    assert [await waiting["b:1"], await waiting["c"]] == ["B:1", "C"]
    assert not waiting["a:2"].done()
    assert set(oracle.asked) == {"a:1?"}
    oracle.asked["a:1?"].set_result("yes")
    assert [await waiting["a:1?"], await waiting["a:2"]] == ["a:1? yes", "A:2"]
    assert await patient.do("d") == "D"
    assert not waiting["a:4"].done()
    oracle.asked["a:3?"].set_result("no")
    assert [await waiting["a:3?"], await waiting["a:4"]] == ["a:3? no", "A:4"]
    assert await patient.do("a:5") == "A:5"


async def test_a_failure_afterwards_reaches_whoever_asked_and_no_one_else(
    oracle: Oracle, patient: Worker[str, str]
) -> None:
    failing, behind = (asyncio.wrap_future(patient.submit(task)) for task in ("a:1?", "a:2"))
    await patient.do("x")
    oracle.asked["a:1?"].set_result("fail")
    assert await behind == "A:2"
    with pytest.raises(ValueError, match="a:1"):
        await failing


async def test_what_is_there_at_once_goes_on_at_once() -> None:
    def work(task: str) -> str | Later[str]:
        word: Future[str] = Future()
        word.set_result(task)
        return Later(word, word.result).then(str.upper)

    worker: Worker[str, str] = Worker(work, lambda _task: None, _find_strand)
    assert await asyncio.gather(*(worker.do("a:x") for _ in range(20))) == ["A:X"] * 20
    worker.close()


async def test_closing_finishes_what_can_go_on_and_cancels_what_waits_behind_it(oracle: Oracle) -> None:
    worker = Worker(oracle.work, lambda _task: None, _find_strand)
    first, second = (asyncio.wrap_future(worker.submit(task)) for task in ("a:1?", "a:2"))
    await worker.do("x")
    oracle.asked["a:1?"].set_result("now")
    worker.close()
    results = await asyncio.gather(first, second, return_exceptions=True)
    assert results[0] == "a:1? now"
    assert results[1] == "A:2" or isinstance(results[1], asyncio.CancelledError)
