"""JSON lines in, answers out: in order, without waiting for more than is there."""

import json
import threading
from collections.abc import Iterator

import pytest

from bot.assistant import Assistant
from bot.terminal import answer_lines


def _write(number: int, text: str, session: str = "") -> str:
    return json.dumps({"id": str(number), "text": text} | ({"session": session} if session else {})) + "\n"


def test_a_stream_of_lines_is_answered_in_order(assistant: Assistant) -> None:
    lines = [
        _write(number, text) for number, text in enumerate(["GPT-4o", "hello", "you can't see inside open models"] * 20)
    ]
    lines[7] = "not JSON\n"
    answers = list(answer_lines(assistant, ["\n", *lines]))
    assert [answer.id for answer in answers] == [None if row == 7 else str(row) for row in range(60)]
    assert [answer.kind for answer in answers[57:]] == ["model", "smalltalk", "rebuttal"]
    assert answers[7].kind == "error"


def test_lines_of_one_session_follow_each_other(assistant: Assistant) -> None:
    lines = [_write(1, "does mistral 7b release its training data?", "stream"), _write(2, "and its weights?", "stream")]
    assert [answer.models[:1] for answer in answer_lines(assistant, lines)] == [("mistral-7b",), ("mistral-7b",)]


def test_an_answer_comes_before_the_next_line_is_written(assistant: Assistant) -> None:
    answered = threading.Semaphore(0)

    def converse() -> Iterator[str]:
        for number in range(3):
            yield _write(number, "is bloom open source?")
            assert answered.acquire(timeout=10)

    for _ in answer_lines(assistant, converse()):
        answered.release()


def test_what_breaks_the_stream_reaches_the_reader(assistant: Assistant) -> None:
    def break_off() -> Iterator[str]:
        yield _write(1, "BLOOM")
        raise OSError("the pipe is gone")

    answers = answer_lines(assistant, break_off())
    assert next(answers).id == "1"
    with pytest.raises(OSError, match="the pipe is gone"):
        next(answers)
