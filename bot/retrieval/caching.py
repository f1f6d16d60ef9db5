"""Questions read lately, kept with a bound: the same words cost one pass through each of the encoder's graphs."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from bot.recent import Recent
from bot.retrieval.encoders import Question, QuestionReader, Vectors

Value = TypeVar("Value")

_KEPT = 16
"""Questions kept, with their states: some 40 kB each, 400 kB for one of the longest. More than are read ahead."""


class QuestionCache:
    """A QuestionReader by text, which remembers the latest `kept` texts. Safe to call from several threads."""

    def __init__(self, reader: QuestionReader, kept: int = _KEPT) -> None:
        self._reader = reader
        self._questions = _Memory(reader.read_question, kept)
        self._embeddings = _Memory(self._embed, kept)

    def read(self, text: str) -> Question:
        """What the recogniser reads of a text."""
        return self._questions.recall(text)

    def embed(self, text: str) -> Vectors:
        """The unit vector of a text for retrieval, shape (dimension,)."""
        return self._embeddings.recall(text)

    def _embed(self, text: str) -> Vectors:
        return self._reader.embed_question(self.read(text))


class _Memory(Generic[Value]):
    """Results of `work` by text. Whoever asks for what is just being worked out waits for it, nobody else does."""

    def __init__(self, work: Callable[[str], Value], kept: int) -> None:
        self._work = work
        self._results: Recent[str, Future[Value]] = Recent(kept)
        self._lock = threading.Lock()

    def recall(self, text: str) -> Value:
        with self._lock:
            known = self._results.get(text)
            result: Future[Value] = known or Future()
            self._results[text] = result
        if known is None:
            self._fulfil(result, text)
        return result.result()

    def _fulfil(self, result: "Future[Value]", text: str) -> None:
        """A failure reaches all who wait, and is forgotten."""
        try:
            result.set_result(self._work(text))
        except BaseException as error:  # noqa: BLE001
            with self._lock:
                self._results.pop(text, None)
            result.set_exception(error)
