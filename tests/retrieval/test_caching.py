"""Questions encoded lately: the same vectors as without a cache, and never more than the bound."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import Vectors
from tests.fakes import HashedWordsEncoder


class CountingEncoder(HashedWordsEncoder):
    """Notes the questions that reach it."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode_question(self, text: str) -> Vectors:
        self.read.append(text)
        if text == "fail":
            raise ZeroDivisionError
        return super().encode_question(text)


def test_a_question_is_encoded_once() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    first, second = cache.encode_question("llama"), cache.encode_question("llama")
    assert encoder.read == ["llama"]
    assert first is second
    assert np.array_equal(first, encoder.encode_questions(["llama"])[0])
    assert not np.array_equal(first, cache.encode_question("mistral"))


def test_a_question_that_is_being_encoded_is_waited_for() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    with ThreadPoolExecutor(8) as pool:
        vectors = list(pool.map(cache.encode_question, ["llama"] * 16))
    assert encoder.read == ["llama"]
    assert all(vector is vectors[0] for vector in vectors)


def test_the_oldest_question_goes_first() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder, kept=2)
    for text in ("one", "two", "one", "three"):
        cache.encode_question(text)
    cache.encode_question("one")
    assert encoder.read == ["one", "two", "three"]
    cache.encode_question("two")
    assert encoder.read[-1] == "two"


def test_a_failure_is_told_and_forgotten() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            cache.encode_question("fail")
    assert encoder.read == ["fail", "fail"]


def test_both_vectors_come_from_one_call() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    tuned, published = cache.encode_both("llama")
    assert tuned is cache.encode_question("llama")
    assert published is cache.encode_published("llama")
    with pytest.raises(ZeroDivisionError):
        cache.encode_both("fail")


def test_what_is_prepared_is_encoded_once() -> None:
    encoder = CountingEncoder()
    cache = QuestionCache(encoder)
    cache.prepare(["one", "two", "fail"])
    assert np.array_equal(cache.encode_question("two"), encoder.encode_questions(["two"])[0])
    with pytest.raises(ZeroDivisionError):
        cache.encode_question("fail")
    assert encoder.read.count("two") == 1
