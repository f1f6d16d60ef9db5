"""The serving encoder: the same model exported to ONNX. Needs neither torch nor transformers."""

from pathlib import Path

import numpy as np
from pydantic import ValidationError
from tokenizers import Tokenizer

from bot.errors import IndexMissing
from bot.records.base import Record
from bot.retrieval.encoders import Vectors, check_vectors
from bot.retrieval.graphs import Graph
from bot.retrieval.words import WORDS_FILE, WordTable

GRAPH_FILE = "encoder.onnx"
PUBLISHED_FILE = "published.onnx"
"""The encoder as it was published, its weights in eight bits: a quarter of the size and of the time."""

TOKENIZER_FILE = "tokenizer.json"
CARD_FILE = "encoder.json"


class EncoderCard(Record):
    """What the export wrote down: the vectors' dimension, the longest text in tokens, the prompt before a question."""

    name: str
    dimension: int
    max_tokens: int
    question_prompt: str = ""


class OnnxEncoder:
    """An exported model behind the QuestionEncoder protocol. Safe to call from several threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the export in `folder`. Raises IndexMissing where it is absent or damaged."""
        try:
            self.card = EncoderCard.model_validate_json((folder / CARD_FILE).read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._graph = Graph(folder / GRAPH_FILE, threads)
            self._published = Graph(folder / PUBLISHED_FILE, threads)
            has_table = (folder / WORDS_FILE).exists()
            self._words = WordTable(folder / WORDS_FILE) if has_table else None
        except (OSError, ValidationError, ValueError, RuntimeError) as error:
            raise IndexMissing("The exported encoder is missing or damaged: run `glassbox build`.") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.card.max_tokens)

    @property
    def dimension(self) -> int:
        return self.card.dimension

    def encode_question(self, text: str) -> Vectors:
        """See QuestionEncoder. Raises EncoderError."""
        return self._run(self._graph, text)

    def encode_published(self, text: str) -> Vectors:
        """See QuestionEncoder. Raises EncoderError."""
        return self._run(self._published, text)

    def _run(self, graph: Graph, text: str) -> Vectors:
        ids = np.array(self._tokenizer.encode(self.card.question_prompt + text).ids, dtype=np.int64)
        vector = graph.run(ids if self._words is None else self._words.read(ids))
        return np.asarray(check_vectors(vector[None], 1, self.dimension)[0], dtype=np.float32)
