"""The adviser that is a language model, against a real server on loopback: it chooses, or nothing is decided."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import Future

import pytest

from bot.judge.circuit import MOST_FAILURES, PAUSE, Circuit
from bot.judge.completions import Completions
from bot.judge.endpoint import Endpoint
from tests.judge.stub import KEY, StubModel, reach
from tests.judge.test_circuit import Clock

_LINE = "llama is so open that nobody may look, right"
_SENTENCES = ["The speaker says that Llama is open source.", "The speaker says that Llama is not open source."]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def endpoint(stub: StubModel, clock: Clock) -> Iterator[Endpoint]:
    endpoint = Endpoint(reach(stub), Circuit(clock))
    yield endpoint
    endpoint.close()


@pytest.fixture
def hasty(stub: StubModel, clock: Clock) -> Iterator[Endpoint]:
    """One that waits a twentieth of a second."""
    endpoint = Endpoint(reach(stub), Circuit(clock), patience=0.05)
    yield endpoint
    endpoint.close()


def _choose(endpoint: Endpoint) -> int | None:
    return endpoint.choose(_LINE, _SENTENCES).result()


def test_it_sends_the_line_and_the_sentences_and_takes_the_number(stub: StubModel, endpoint: Endpoint) -> None:
    stub.say("2")
    assert _choose(endpoint) == 2
    (request,) = stub.asked
    assert {**request, "messages": []} == {
        "model": "stub-1b", "temperature": 0, "max_tokens": 8, "stream": False, "messages": [],
    }  # fmt: skip
    (question,) = stub.questions
    assert _LINE in question
    assert all(sentence in question for sentence in _SENTENCES)
    assert stub.keys == [f"Bearer {KEY}"]


def test_none_of_them_is_zero(stub: StubModel, endpoint: Endpoint) -> None:
    stub.say("0")
    assert _choose(endpoint) == 0


@pytest.mark.parametrize("words", [None, "", "I'm sorry, I can't help with that.", "3", "1 or 2", "Llama 2 is open"])
def test_refusals_and_garbage_decide_nothing_and_are_no_failures(
    stub: StubModel, endpoint: Endpoint, words: str | None
) -> None:
    stub.say(words)
    assert [_choose(endpoint) for _ in range(MOST_FAILURES + 1)] == [None] * (MOST_FAILURES + 1)
    assert len(stub.asked) == MOST_FAILURES + 1


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"out of memory"), (503, b"{}"), (401, b"{}"), (404, b"{}"), (429, b"{}"), (520, b""), (200, b""),
        (200, b"1"), (200, b"{}"), (200, b'{"choices": []}'), (200, b'{"choices": [{"text": "1"}]}'),
        (200, b"<html>1</html>"), (200, b"\xff\xfe"), (200, b'{"choices": [' + b" " * 200_000),
    ],
)  # fmt: skip
def test_errors_and_wrong_json_decide_nothing_and_open_the_circuit(
    stub: StubModel, endpoint: Endpoint, status: int, body: bytes
) -> None:
    stub.fail(status, body)
    assert [_choose(endpoint) for _ in range(MOST_FAILURES + 3)] == [None] * (MOST_FAILURES + 3)
    assert len(stub.asked) == MOST_FAILURES


def test_one_that_is_slow_decides_nothing(stub: StubModel, hasty: Endpoint) -> None:
    stub.gate.clear()
    assert [_choose(hasty) for _ in range(MOST_FAILURES + 1)] == [None] * (MOST_FAILURES + 1)
    assert len(stub.asked) == MOST_FAILURES


def test_one_that_is_not_there_decides_nothing(stub: StubModel, clock: Clock) -> None:
    endpoint = Endpoint(Completions(f"{stub.address}".replace(str(stub.server_address[1]), "1"), "x"), Circuit(clock))
    assert [_choose(endpoint) for _ in range(MOST_FAILURES + 1)] == [None] * (MOST_FAILURES + 1)
    endpoint.close()


def test_a_redirection_is_not_followed(stub: StubModel, endpoint: Endpoint) -> None:
    stub.fail(307)
    stub.headers["Location"] = f"{stub.address}/elsewhere"
    assert _choose(endpoint) is None
    assert len(stub.keys) == 1


def test_after_a_while_it_is_tried_again_once(
    stub: StubModel, endpoint: Endpoint, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    stub.fail()
    with caplog.at_level(logging.DEBUG):
        for _ in range(MOST_FAILURES + 2):
            _choose(endpoint)
    (warning,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert warning.startswith("The second judge's model answers with status 500: look at its log.")
    stub.say("1")
    assert _choose(endpoint) is None
    clock.now += PAUSE
    assert [_choose(endpoint), _choose(endpoint)] == [1, 1]


def test_neither_key_nor_line_is_logged(stub: StubModel, endpoint: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _choose(endpoint)
        for status in (200, 401, 500):
            stub.fail(status, b"not json")
            _choose(endpoint)
    assert KEY not in caplog.text
    assert _LINE not in caplog.text
    assert KEY not in repr(vars(endpoint))


def test_a_rush_is_not_sent_on(stub: StubModel, endpoint: Endpoint) -> None:
    stub.gate.clear()
    asked = [endpoint.choose(_LINE, _SENTENCES) for _ in range(20)]
    refused = [one for one in asked if one.done()]
    assert len(refused) == 16
    assert {one.result() for one in refused} == {None}
    stub.gate.set()
    assert [one.result() for one in asked if one not in refused] == [1] * 4
    assert _choose(endpoint) == 1


def test_closing_drops_what_is_under_way(stub: StubModel, clock: Clock) -> None:
    endpoint = Endpoint(reach(stub), Circuit(clock))
    stub.gate.clear()
    asked: Future[int | None] = endpoint.choose(_LINE, _SENTENCES)
    stub.arrived.acquire(timeout=10)
    endpoint.close()
    assert asked.cancelled()
    assert _choose(endpoint) is None
    endpoint.close()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://127.0.0.1:8080/v1", "gemma on the bot's own machine"),
        ("http://localhost:8080/v1/", "gemma on the bot's own machine"),
        ("https://api.example.org/v1/chat/completions", "gemma at api.example.org"),
    ],
)
def test_people_are_told_the_model_and_its_host(address: str, name: str) -> None:
    assert Endpoint(Completions(address, "gemma")).name == name


@pytest.mark.parametrize("ending", ["", "/", "/chat/completions"])
def test_the_address_may_be_written_short_or_whole(stub: StubModel, ending: str) -> None:
    endpoint = Endpoint(Completions(stub.address + ending, "x"))
    assert _choose(endpoint) == 1
    endpoint.close()
    assert stub.keys == [None]
    assert json.dumps(stub.asked).count(_LINE) == 1
