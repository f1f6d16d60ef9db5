"""Questions read lately, kept with a bound: the same words cost one pass through the encoder."""

import threading

from bot.recent import Recent
from bot.retrieval.encoders import Question, QuestionReader

_KEPT = 512
"""Questions kept; with 384 numbers for each vector some 1.5 MB."""


class QuestionCache:
    """A QuestionReader's answers, the latest `kept` of them. Safe to call from several threads; one reads at a time."""

    def __init__(self, reader: QuestionReader, kept: int = _KEPT) -> None:
        self._reader = reader
        self._questions: Recent[str, Question] = Recent(kept)
        self._reading = threading.Lock()
        self._looking = threading.Lock()

    def __len__(self) -> int:
        return len(self._questions)

    def read_question(self, text: str) -> Question:
        """The vectors of one question. Whoever asks for what is just being read waits for it, nobody else does."""
        known = self._find(text)
        if known is not None:
            return known
        with self._reading:
            known = self._find(text)
            return known if known is not None else self._keep(text, self._reader.read_question(text))

    def _find(self, text: str) -> Question | None:
        with self._looking:
            if text in self._questions:
                self._questions.move_to_end(text)
            return self._questions.get(text)

    def _keep(self, text: str, question: Question) -> Question:
        with self._looking:
            self._questions[text] = question
        return question
