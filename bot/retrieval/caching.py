"""Questions read lately, kept with a bound: the same words cost one pass through the encoder."""

from collections import OrderedDict
from collections.abc import Sequence

from bot.retrieval.encoders import Question, QuestionReader

_KEPT = 512
"""Questions kept; with 384 numbers for each vector some 1.5 MB."""


class QuestionCache:
    """A QuestionReader's answers, the latest `kept` of them. Safe to call from one thread at a time."""

    def __init__(self, reader: QuestionReader, kept: int = _KEPT) -> None:
        self._reader = reader
        self._kept = kept
        self._questions: OrderedDict[str, Question] = OrderedDict()

    def __len__(self) -> int:
        return len(self._questions)

    def read_question(self, text: str) -> Question:
        """The vectors of one question."""
        if text in self._questions:
            self._questions.move_to_end(text)
            return self._questions[text]
        question = self._reader.read_question(text)
        self._keep(text, question)
        return question

    def read_ahead(self, texts: Sequence[str]) -> None:
        """Read those of some questions that are not known yet, together."""
        new = [text for text in dict.fromkeys(texts) if text not in self._questions]
        for text, question in zip(new, self._reader.read_questions(new), strict=True):
            self._keep(text, question)

    def _keep(self, text: str, question: Question) -> None:
        self._questions[text] = question
        while len(self._questions) > self._kept:
            self._questions.popitem(last=False)
