"""The serving encoder: the same model exported to ONNX. Needs neither torch nor transformers."""

from pathlib import Path

import numpy as np
from pydantic import ValidationError
from tokenizers import Tokenizer

from bot.errors import IndexMissing
from bot.records.base import Record
from bot.retrieval.encoders import Question, Vectors, check_vectors
from bot.retrieval.graphs import EMBEDDING, FEATURES, STATES, SURFACE, TOKENS, WORDS, Graph
from bot.retrieval.words import WORDS_FILE, WordTable

READING_FILE = "reading.onnx"
EMBEDDING_FILE = "embedding.onnx"
"""Where layers were tuned, the recogniser reads from the first graph and the second goes on from there; elsewhere the
second is the whole model."""

TOKENIZER_FILE = "tokenizer.json"
CARD_FILE = "encoder.json"


class EncoderCard(Record):
    """What the export wrote down: the vectors' dimension, the longest text in tokens, the prompt before a question."""

    name: str
    dimension: int
    max_tokens: int
    question_prompt: str = ""


class OnnxEncoder:
    """An exported model behind the QuestionReader protocol. Safe to call from several threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the export in `folder`. Raises IndexMissing where it is absent or damaged."""
        try:
            self.card = EncoderCard.model_validate_json((folder / CARD_FILE).read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._embedding = Graph(folder / EMBEDDING_FILE, threads)
            is_tuned = (folder / READING_FILE).exists()
            self._reading = Graph(folder / READING_FILE, threads) if is_tuned else None
            self._words = WordTable(folder / WORDS_FILE) if is_tuned else None
        except (OSError, ValidationError, ValueError, RuntimeError) as error:
            raise IndexMissing("The exported encoder is missing or damaged: run `glassbox build`.") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.card.max_tokens)

    @property
    def dimension(self) -> int:
        return self.card.dimension

    def read_question(self, text: str) -> Question:
        """See QuestionReader. Raises EncoderError."""
        ids = np.array(self._tokenizer.encode(self.card.question_prompt + text).ids, dtype=np.int64)
        if self._reading is None or self._words is None:
            embedding = self._check(self._embedding.run(TOKENS, ids)[EMBEDDING])
            return Question(embedding, embedding, embedding)
        outputs = self._reading.run(WORDS, self._words.read(ids))
        return Question(outputs[SURFACE], outputs[FEATURES], outputs[STATES])

    def embed_question(self, question: Question) -> Vectors:
        """See QuestionReader. Raises EncoderError."""
        if self._reading is None:
            return question.states
        return self._check(self._embedding.run(STATES, question.states)[EMBEDDING])

    def _check(self, outputs: Vectors) -> Vectors:
        return np.asarray(check_vectors(outputs[None], 1, self.dimension)[0], dtype=np.float32)
