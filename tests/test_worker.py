"""The worker: in order, reading ahead, bounded, and never stuck."""

import asyncio
import threading
import time

import pytest

from bot.errors import TooBusy
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
