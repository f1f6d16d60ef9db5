"""Questions read lately: the same vectors as without a cache, and never more than the bound."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import Question
from tests.fakes import HashedWordsEncoder


class CountingEncoder(HashedWordsEncoder):
    """Counts the questions that reach it."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def read_question(self, text: str) -> Question:
        self.read.append(text)
        return super().read_question(text)

    def read_questions(self, texts: Sequence[str]) -> list[Question]:
        return [self.read_question(text) for text in texts]


def test_a_question_is_read_once() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    first, second = cache.read_question("llama"), cache.read_question("llama")
    assert encoder.read == ["llama"]
    assert np.array_equal(first.embedding, second.embedding)
    assert np.array_equal(first.embedding, encoder.encode_questions(["llama"])[0])


def test_a_question_that_is_being_read_is_waited_for_and_read_once() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    with ThreadPoolExecutor(8) as pool:
        questions = list(pool.map(cache.read_question, ["llama"] * 16))
    assert encoder.read == ["llama"]
    assert all(question is questions[0] for question in questions)


def test_the_oldest_question_goes_first() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder, kept=2)
    for text in ("one", "two", "one", "three"):
        cache.read_question(text)
    assert len(cache) == 2
    cache.read_question("one")
    assert encoder.read == ["one", "two", "three"]
    cache.read_question("two")
    assert encoder.read[-1] == "two"
