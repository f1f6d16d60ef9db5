"""The assistant with a second judge behind a real server on loopback: who is asked, who waits, who decides."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.app import open_adviser
from bot.assistant import Assistant
from bot.config import Settings
from bot.judge.endpoint import Endpoint
from bot.judge.judgement import ANSWER
from bot.metrics import Metrics
from bot.records.language import Utterance
from bot.serving import LiveAssistant
from tests.fakes import FakeMind
from tests.judge.stub import StubModel, reach

UNSURE = "so much for openness"
SURE = "llama is open source"


@pytest.fixture
def advised(mind: FakeMind, stub: StubModel) -> Iterator[Assistant]:
    """An assistant whose second judge may take a minute, so that no test depends on two seconds."""
    with _start(mind, stub, patience=60) as assistant:
        yield assistant


@contextmanager
def _start(mind: FakeMind, stub: StubModel, patience: float) -> Iterator[Assistant]:
    assistant = mind.start(Endpoint(reach(stub), patience=patience))
    try:
        yield assistant
    finally:
        stub.gate.set()
        assistant.close()


def test_what_is_chosen_is_answered_in_the_banks_own_words(advised: Assistant, stub: StubModel) -> None:
    (local, *_) = advised.judge(UNSURE)
    assert local.decision == "silence"
    stub.say("2")
    answer = advised.answer_now(Utterance(text=UNSURE, id="7"))
    chosen = advised.reconsider(local).best.candidate
    assert f"2. {chosen.presumes}\n" in stub.questions[0]
    assert answer.headline == chosen.compose(ANSWER, "short").headline
    assert (answer.id, answer.confidence) == ("7", ANSWER)


def test_where_none_fits_nothing_is_said(advised: Assistant, stub: StubModel) -> None:
    stub.say("0")
    assert advised.answer_now(Utterance(text="pythia")).kind == "abstain"
    assert len(stub.asked) == 1


@pytest.mark.parametrize(
    "utterance",
    [
        Utterance(text=SURE),
        Utterance(text=UNSURE, asked=False),
        Utterance(text="pythia", verb="model"),
        Utterance(text="???"),
        Utterance(text=" "),
    ],
)
def test_what_is_sure_or_nobody_asked_stays_here(advised: Assistant, stub: StubModel, utterance: Utterance) -> None:
    assert advised.answer_now(utterance).kind != "error" or not utterance.text.strip()
    assert not stub.asked


@pytest.mark.parametrize("trouble", ["status", "words", "refusal", "json", "silence"])
def test_in_trouble_the_local_judge_decides(mind: FakeMind, stub: StubModel, trouble: str) -> None:
    alone = mind.start()
    expected = alone.answer_now(Utterance(text=UNSURE))
    alone.close()
    {
        "status": lambda: stub.fail(500),
        "words": lambda: stub.say("Certainly! Pythia is a model"),
        "refusal": lambda: stub.say(None),
        "json": lambda: stub.fail(200, b"<html>"),
        "silence": stub.gate.clear,
    }[trouble]()
    with _start(mind, stub, patience=0.05 if trouble == "silence" else 60) as assistant:
        assert assistant.answer_now(Utterance(text=UNSURE)) == expected
    assert expected.kind == "abstain"
    assert len(stub.asked) == 1


async def test_nobody_else_waits_for_it(advised: Assistant, stub: StubModel) -> None:
    stub.gate.clear()
    waiting = [asyncio.create_task(advised.answer(Utterance(text=UNSURE, session=one))) for one in ("a", "b", None)]
    for _ in waiting:
        assert await asyncio.to_thread(stub.arrived.acquire, timeout=10)
    for session in ("c", None):
        assert (await advised.answer(Utterance(text=SURE, session=session))).kind == "rebuttal"
    assert not any(task.done() for task in waiting)
    stub.gate.set()
    assert {answer.confidence for answer in await asyncio.gather(*waiting)} == {ANSWER}


async def test_the_next_turn_of_a_conversation_waits_for_the_one_before(advised: Assistant, stub: StubModel) -> None:
    stub.gate.clear()
    turns = [
        asyncio.create_task(advised.answer(Utterance(text=text, session="a")))
        for text in ("nobody can see the training data", "why?")
    ]
    assert await asyncio.to_thread(stub.arrived.acquire, timeout=10)
    await advised.answer(Utterance(text=SURE, session="b"))
    assert not turns[1].done()
    assert len(stub.asked) == 1
    stub.gate.set()
    first, _second = await asyncio.gather(*turns)
    assert first.claim == "nobody-releases-training-data"
    desks = {weighed.candidate.desk for judgement in advised.judge("why?", "a") for weighed in judgement.ranked}
    assert "last" in desks


async def test_closing_does_not_leave_anybody_without_an_answer(mind: FakeMind, stub: StubModel) -> None:
    assistant = mind.start(Endpoint(reach(stub), patience=60))
    stub.gate.clear()
    waiting = asyncio.create_task(assistant.answer(Utterance(text=UNSURE)))
    assert await asyncio.to_thread(stub.arrived.acquire, timeout=10)
    await asyncio.to_thread(assistant.close)
    assert (await waiting).kind == "abstain"


async def test_a_running_bot_takes_up_another_model_and_tells_which_it_has(mind: FakeMind, stub: StubModel) -> None:
    live = LiveAssistant(mind.start(), Metrics())
    before = live.adviser
    await live.exchange(lambda: mind.start(Endpoint(reach(stub))))
    assert (before, live.adviser) == (None, "stub-1b on the bot's own machine")
    live.close()


def test_it_is_off_unless_the_host_names_a_model(stub: StubModel) -> None:
    assert open_adviser(Settings()) is None
    adviser = open_adviser(Settings(judge_url=stub.address, judge_model="stub-1b"))
    assert adviser is not None
    assert adviser.choose("x", ["One.", "Two."]).result() == 1
    adviser.close()
