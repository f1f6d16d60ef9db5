"""Real implementations at the doors of heavy dependencies, whose output depends on their input."""

import re
import time
import zlib
from collections.abc import Sequence

import numpy as np

from bot.assistant import Assistant
from bot.catalogue import Catalogue
from bot.corpus.entries import list_entries
from bot.judge.features import NAMES
from bot.judge.ranker import Ranker
from bot.judge.second import Adviser
from bot.records.bank import Bank
from bot.records.lines import BOT, LAST, SILENCE, STATEMENT
from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import Vectors
from bot.retrieval.searching import Retriever
from bot.understanding.features import Vocabulary, list_sequences
from bot.understanding.heads import STANCES, DeepHead, DenseHeads, Heads, PassageHead, WordHeads
from bot.understanding.reading import Reader, Reading

_NEGATIONS = ("not", "n't", "isn't", "can't", "don't", "never", "no", "false", "wrong")
_TOPICS = {
    f"{STATEMENT}/open-source": "is open source",
    f"{STATEMENT}/fully-open": "is fully open",
    f"{STATEMENT}/open-weights": "has open weights",
    f"{STATEMENT}/closed": "is closed and proprietary",
    f"{STATEMENT}/license": "is under the apache licence",
    f"{STATEMENT}/commercial-use": "may be used commercially",
    f"{LAST}/source": "source",
    f"{LAST}/reason": "why",
    f"{SILENCE}/near": "how do i run it on my machine",
    f"{SILENCE}/off-topic": "what shall we eat tonight",
    "model": "tell me about the model",
    "list": "which models are there",
    "table": "score in the table",
    "fact": "what does the article say",
    "define": "what does the term mean",
    "compare": "compare the two with each other",
    "party": "who is that",
}
"""A line for each topic that no record of the bank has."""


class HashedWordsEncoder:
    """Words hashed into a unit vector: deterministic, text-dependent, and blocking as a real model is."""

    dimension = 256

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.001)  # so that encoding on the event loop trips the detector of blocking calls
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                vector[zlib.crc32(word.encode()) % self.dimension] += 1
        norms = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return np.asarray(vectors / norms, dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_question(self, text: str) -> Vectors:
        return np.asarray(self.encode_passages([text])[0], dtype=np.float32)

    def encode_published(self, text: str) -> Vectors:
        return self.encode_question(text)


def make_heads(bank: Bank, encoder: HashedWordsEncoder) -> Heads:
    """Heads that hold likely what a line shares words with; a negation denies, a question mark asks."""
    lines = {claim.id: claim.statement for claim in bank.claims}
    lines |= {f"{BOT}/{record.id}": record.presumes for record in bank.self_answers} | _TOPICS
    topics, texts = tuple(lines), list(lines.values())
    stanced = tuple(topic for topic in topics if topic in bank.claim or topic.startswith(STATEMENT))
    dense = DenseHeads(
        topics,
        stanced,
        20 * encoder.encode_passages(texts),
        np.zeros(len(topics), dtype=np.float32),
        np.zeros((len(stanced), len(STANCES), encoder.dimension), dtype=np.float32),
        np.zeros((len(stanced), len(STANCES)), dtype=np.float32),
    )
    deep = DeepHead(  # the same once more: what is counted in words is never below zero
        np.concatenate(
            [np.zeros((encoder.dimension,) * 2, dtype=np.float32), np.eye(encoder.dimension, dtype=np.float32)], 1
        ),
        np.zeros(encoder.dimension, dtype=np.float32),
        dense.topic_weight,
        dense.topic_bias,
        dense.stance_weight,
        dense.stance_bias,
    )
    known = [passage.id for passage in bank.passages]
    told = encoder.encode_passages(
        [" ".join((passage.title, passage.text, *passage.asks)) for passage in bank.passages]
    )
    passages = PassageHead(tuple(known), 20 * told, np.zeros(len(known), dtype=np.float32))
    return Heads(dense, deep, _make_word_heads(topics, texts), passages)


def _make_word_heads(topics: tuple[str, ...], texts: list[str]) -> WordHeads:
    sequences = sorted({"?", *_NEGATIONS, *(sequence for text in texts for sequence in list_sequences(text))})
    vocabulary = Vocabulary(sequences)
    topic_weight = np.zeros((len(vocabulary), len(topics)), dtype=np.float32)
    for column, text in enumerate(texts):
        topic_weight[vocabulary.find(text), column] = 4
    stance_weight = np.zeros((len(vocabulary), len(STANCES)), dtype=np.float32)
    stance_weight[sequences.index("?"), STANCES.index("asks")] = 40
    for word in _NEGATIONS:
        stance_weight[sequences.index(word), STANCES.index("denies")] = 25
    stance_bias = np.array([2, 0, 0], dtype=np.float32)
    return WordHeads(vocabulary, topics, topic_weight, np.zeros(len(topics), np.float32), stance_weight, stance_bias)


def make_ranker(**weights: float) -> Ranker:
    """A ranker whose score is a weighted sum of named columns."""
    first = np.zeros((len(NAMES), 1), dtype=np.float32)
    for name, weight in weights.items():
        first[NAMES.index(name.replace("_", " "))] = weight
    one, zero = np.ones((1, 1), dtype=np.float32), np.zeros(1, dtype=np.float32)
    width = len(NAMES)
    return Ranker(
        shift=np.zeros(width, dtype=np.float32),
        scale=np.ones(width, dtype=np.float32),
        first=first,
        first_bias=zero + 100,  # above the bend of the network, so that sums below zero count too
        second=one,
        second_bias=zero,
        last=one[0],
        temperature=np.array(1.0, dtype=np.float32),
    )


class FakeMind:
    """Reader and assistant over hashed words, for tests that need no trained network."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.encoder = HashedWordsEncoder()
        self.heads = make_heads(bank, self.encoder)
        entries = list_entries(bank)
        self.retriever = Retriever.build(entries, self.encoder.encode_passages([entry.text for entry in entries]))
        self.ranker = make_ranker(
            explained=8,
            topic_by_words=4,
            stance_by_words=6,
            has_stance=-2,
            fit=1,
            cosine=4,
            names_covered=3,
            silence=-4,
        )
        self._reader = Reader(QuestionCache(self.encoder), self.heads, self.retriever, Catalogue(bank).names)

    def read(self, text: str, *, goes_on: bool = False) -> Reading:
        """A line as the desks see it."""
        return self._reader.read(text, goes_on=goes_on)

    def start(self, adviser: Adviser | None = None) -> Assistant:
        """An assistant that whoever starts it closes."""
        return Assistant(self.bank, self.encoder, self.retriever, self.heads, self.ranker, adviser)
