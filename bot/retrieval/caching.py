"""Vectors of questions encoded lately, kept with a bound: the same words cost one pass through the encoder."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from bot.recent import Recent
from bot.retrieval.encoders import QuestionEncoder, Vectors

Value = TypeVar("Value")

_KEPT = 64
"""Questions kept. More than are read ahead, with the statements that each may be split into."""


class QuestionCache:
    """A QuestionEncoder that remembers the latest `kept` texts. Safe to call from several threads."""

    def __init__(self, encoder: QuestionEncoder, kept: int = _KEPT) -> None:
        self._vectors: _Memory[Vectors] = _Memory(encoder.encode_question, kept)
        self._published: _Memory[Vectors] = _Memory(encoder.encode_published, kept)
        self._aside = ThreadPoolExecutor(1, "published encoder")

    def encode_both(self, text: str) -> tuple[Vectors, Vectors]:
        """Both unit vectors of a text, the tuned encoder's and the published one's, worked out side by side where a
        second processor is free."""
        self._aside.submit(self.encode_published, text)
        return self.encode_question(text), self.encode_published(text)

    def prepare(self, texts: Iterable[str]) -> None:
        """Begin with texts that will be asked for one after the other, and return at once."""
        for text in texts:
            self._aside.submit(self.encode_question, text)

    def encode_question(self, text: str) -> Vectors:
        """The unit vector of a text, shape (dimension,)."""
        return self._vectors.recall(text)

    def encode_published(self, text: str) -> Vectors:
        """The unit vector of a text by the encoder as it was published, shape (dimension,)."""
        return self._published.recall(text)


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
