"""Real implementations at the doors of heavy dependencies, whose output depends on their input."""

import re
import time
import zlib
from collections.abc import Sequence

import numpy as np

from bot.retrieval.encoders import Question, Vectors


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

    def read_question(self, text: str) -> Question:
        vector = self.encode_passages([text])[0]
        return Question(vector, vector, vector)

    def embed_question(self, question: Question) -> Vectors:
        return question.states
