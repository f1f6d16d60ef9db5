"""Questions read lately: the same vectors as without a cache, and never more than the bound."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import Question, Vectors
from tests.fakes import HashedWordsEncoder


class CountingEncoder(HashedWordsEncoder):
    """Notes the questions that reach it, and how many were embedded."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.embedded = 0

    def read_question(self, text: str) -> Question:
        self.read.append(text)
        return super().read_question(text)

    def embed_question(self, question: Question) -> Vectors:
        self.embedded += 1
        return super().embed_question(question)


def test_a_question_is_read_once_and_embedded_when_asked_for() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    first, second = cache.read("llama"), cache.read("llama")
    assert (encoder.read, encoder.embedded) == (["llama"], 0)
    assert np.array_equal(first.surface, second.surface)
    assert np.array_equal(cache.embed("llama"), encoder.encode_questions(["llama"])[0])
    assert np.array_equal(cache.embed("llama"), cache.embed("llama"))
    assert (encoder.read, encoder.embedded) == (["llama"], 1)


def test_a_question_that_is_being_read_is_waited_for_and_read_once() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    with ThreadPoolExecutor(8) as pool:
        questions = list(pool.map(cache.read, ["llama"] * 16))
    assert encoder.read == ["llama"]
    assert all(question is questions[0] for question in questions)


def test_the_oldest_question_goes_first() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder, kept=2)
    for text in ("one", "two", "one", "three"):
        cache.read(text)
    cache.read("one")
    assert encoder.read == ["one", "two", "three"]
    cache.read("two")
    assert encoder.read[-1] == "two"
