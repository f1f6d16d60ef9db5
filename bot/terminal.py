"""The same assistant in the terminal: readable answers, JSON answers, a conversation, a progress bar."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from queue import Queue
from typing import TYPE_CHECKING, NoReturn, TextIO

from pydantic import ValidationError

from bot.records.answers import Answer
from bot.records.language import Utterance
from bot.replies.plain import compose_error
from bot.replies.sources import write_sources

if TYPE_CHECKING:
    from tqdm import tqdm

    from bot.assistant import Assistant

_LONGEST_LINE = 100_000
"""Characters of one JSON line; a longer one is answered with an error."""

_MARK = "\ufeff"
"""The byte-order mark that some editors put before a file."""

_TAKEN_IN = 16
"""Lines taken in and not yet answered."""


def write_answer(answer: Answer) -> str:
    """An answer with its sources, for reading."""
    if not answer.citations:
        return answer.text
    return f"{answer.text}\n\nSources:\n{write_sources(answer.citations)}"


def answer_lines(assistant: Assistant, lines: Iterable[str]) -> Iterator[Answer]:
    """One answer a JSON line, in order; a broken line gets an answer of kind `error`.

    Lines are taken in while others are answered, so that a stream of them is read ahead.
    """
    waiting: Queue[Future[Answer] | None] = Queue(_TAKEN_IN)
    threading.Thread(target=_take_in, args=(assistant, lines, waiting), daemon=True).start()
    while (future := waiting.get()) is not None:
        yield future.result()


def _take_in(assistant: Assistant, lines: Iterable[str], waiting: Queue[Future[Answer] | None]) -> None:
    """Hand in every line; what breaks the reading itself reaches whoever waits for the answers."""
    try:
        for line in lines:
            if line.strip():
                question = _read_line(line)
                waiting.put(assistant.submit(question) if isinstance(question, Utterance) else _settle(question))
    except BaseException as error:  # noqa: BLE001
        failure: Future[Answer] = Future()
        failure.set_exception(error)
        waiting.put(failure)
    waiting.put(None)


def _settle(answer: Answer) -> Future[Answer]:
    future: Future[Answer] = Future()
    future.set_result(answer)
    return future


def _read_line(line: str) -> Utterance | Answer:
    """The question that a JSON line holds, or what is wrong with the line."""
    if len(line) > _LONGEST_LINE:
        return compose_error("", f"The line is longer than {_LONGEST_LINE} characters: send less.")
    try:
        content = json.loads(line.removeprefix(_MARK))
    except (ValueError, RecursionError):
        return compose_error("", 'The line is not JSON: send {"text": "..."}.')
    if not isinstance(content, dict):
        return compose_error("", 'The line is not a JSON object: send {"text": "..."}.')
    known = {key: content[key] for key in ("id", "text", "session", "verb", "depth") if content.get(key) is not None}
    line_id = known.get("id") if isinstance(known.get("id"), str) else None
    try:
        return Utterance.model_validate(known)
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"]) or "text"
        message = f"The key `{key}` is missing or wrong ({error.errors()[0]['msg']}): mend the line."
        return compose_error("", message).model_copy(update={"id": line_id})


def chat(assistant: Assistant, source: TextIO, target: TextIO) -> None:
    """Answer line by line as one conversation until the input ends or somebody types quit."""
    prompt = "> " if source.isatty() else ""
    while True:
        target.write(prompt)
        target.flush()
        line = source.readline()
        if not line or line.strip().casefold() in {"quit", "exit", ":q", "/quit", "/exit"}:
            return
        if line.strip():
            answer = assistant.answer_now(Utterance(text=line, session="terminal"))
            target.write(f"{write_answer(answer)}\n\n")


class ProgressBars:
    """Draws one bar a step on standard error."""

    def __init__(self) -> None:
        self._what = ""
        self._bar: tqdm[NoReturn] | None = None

    def __call__(self, what: str, done: int, total: int) -> None:
        bar = self._bar
        if bar is None or what != self._what:
            bar = self._start(what, total)
        bar.update(done - bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _start(self, what: str, total: int) -> tqdm[NoReturn]:
        from tqdm import tqdm  # noqa: PLC0415  (only building draws bars)

        self.close()
        self._what = what
        self._bar = tqdm(total=total, desc=what, file=sys.stderr, mininterval=0.5)
        return self._bar
