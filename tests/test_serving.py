"""A running bot's assistant: measured, and exchanged without losing a question."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from bot.assistant import Assistant
from bot.config import Settings
from bot.errors import IndexMissing
from bot.metrics import Metrics
from bot.records.language import Utterance
from bot.reloading import list_waiting, reload_on_hangup
from bot.serving import LiveAssistant
from tests.fakes import FakeMind


class Shelf:
    """Hands out assistants over one mind and remembers them."""

    def __init__(self, mind: FakeMind) -> None:
        self._mind = mind
        self.handed_out: list[Assistant] = []
        self.is_empty = False

    def take(self) -> Assistant:
        if self.is_empty:
            raise IndexMissing("There is no index: run `glassbox build`.")
        self.handed_out.append(self._mind.start())
        return self.handed_out[-1]


@pytest.fixture
def shelf(mind: FakeMind) -> Iterator[Shelf]:
    shelf = Shelf(mind)
    yield shelf
    for assistant in shelf.handed_out:
        assistant.close()


async def test_answers_are_counted_by_kind(shelf: Shelf) -> None:
    metrics = Metrics()
    assistant = LiveAssistant(shelf.take(), metrics)
    await assistant.answer(Utterance(text="llama is open source"))
    await assistant.answer(Utterance(text="what shall we eat tonight"))
    assert metrics.answers.kinds["rebuttal"] == 1
    assert metrics.answers.kinds["abstain"] == 1
    assert sum(metrics.answers.buckets) == 2
    assert metrics.answers.seconds > 0


async def test_an_exchange_loses_no_question(shelf: Shelf) -> None:
    assistant = LiveAssistant(shelf.take(), Metrics())
    asked = [asyncio.create_task(assistant.answer(Utterance(text="llama is open source"))) for _ in range(20)]
    await asyncio.sleep(0)
    assert assistant.waiting == 20
    await assistant.exchange(shelf.take)
    after = await assistant.answer(Utterance(text="llama is open source"))
    answers = [*await asyncio.gather(*asked), after]
    assert {answer.claim for answer in answers} == {"llama-is-open-source"}
    assert assistant.waiting == 0
    assert len(shelf.handed_out) == 2
    assert assistant.catalogue is shelf.handed_out[1].catalogue
    assert assistant.bank is shelf.handed_out[1].bank


async def test_what_was_exchanged_stops_and_the_new_one_does_not(shelf: Shelf) -> None:
    assistant = LiveAssistant(shelf.take(), Metrics())
    await assistant.exchange(shelf.take)
    before, after = shelf.handed_out
    assert (await before.answer(Utterance(text="llama is open source"))).kind == "error"
    assert (await after.answer(Utterance(text="llama is open source"))).claim == "llama-is-open-source"


async def test_a_failed_exchange_changes_nothing(shelf: Shelf) -> None:
    assistant = LiveAssistant(shelf.take(), Metrics())
    shelf.is_empty = True
    with pytest.raises(IndexMissing):
        await assistant.exchange(shelf.take)
    assert (await assistant.answer(Utterance(text="llama is open source"))).claim == "llama-is-open-source"


async def test_the_signal_reloads_and_says_what_waits(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    reloaded = asyncio.Event()

    async def reload() -> Settings:
        reloaded.set()
        return settings.model_copy(update={"health_port": 1, "log_level": "ERROR"})

    with caplog.at_level("INFO"):
        async with reload_on_hangup(reload, settings):
            os.kill(os.getpid(), signal.SIGHUP)
            await asyncio.wait_for(reloaded.wait(), 10)
            await asyncio.sleep(0)
    assert "take effect at the next start: health_port." in caplog.text
    assert "Reloaded" in caplog.text


@pytest.mark.parametrize("error", [IndexMissing("There is no index: run `glassbox build`."), ValueError("ours")])
async def test_a_failed_reload_leaves_the_bot_running(
    settings: Settings, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    tried: asyncio.Queue[None] = asyncio.Queue()

    async def reload() -> Settings:
        tried.put_nowait(None)
        raise error

    async with reload_on_hangup(reload, settings):
        for _ in range(2):
            os.kill(os.getpid(), signal.SIGHUP)
            await asyncio.wait_for(tried.get(), 10)
    assert caplog.text.count("Nothing was reloaded") == 2


def test_settings_that_wait_are_told(settings: Settings) -> None:
    after = settings.model_copy(update={"message_content": True, "encoder_threads": 2})
    assert list_waiting(settings, after) == ["message_content"]
