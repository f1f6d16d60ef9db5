"""Questions read lately, kept with a bound: the same words cost one pass through each of the encoder's graphs."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from bot.recent import Recent
from bot.retrieval.encoders import Question, QuestionReader, Vectors

Value = TypeVar("Value")

_KEPT = 16
"""Questions kept, with their states: some 40 kB each, 400 kB for one of the longest. More than are read ahead."""


class QuestionCache:
    """A QuestionReader by text, which remembers the latest `kept` texts. Safe to call from several threads.

    One thread may read while another embeds.
    """

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
    """Results of `work` by text, one worked out at a time. Whoever asks for what is being worked out waits for it."""

    def __init__(self, work: Callable[[str], Value], kept: int) -> None:
        self._work = work
        self._values: Recent[str, Value] = Recent(kept)
        self._working = threading.Lock()
        self._looking = threading.Lock()

    def recall(self, text: str) -> Value:
        known = self._find(text)
        if known is not None:
            return known
        with self._working:
            known = self._find(text)
            return known if known is not None else self._keep(text, self._work(text))

    def _find(self, text: str) -> Value | None:
        with self._looking:
            if text in self._values:
                self._values.move_to_end(text)
            return self._values.get(text)

    def _keep(self, text: str, value: Value) -> Value:
        with self._looking:
            self._values[text] = value
        return value
