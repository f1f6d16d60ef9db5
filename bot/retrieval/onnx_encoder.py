"""The serving encoder: the same model exported to ONNX. Needs neither torch nor transformers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from pydantic import ValidationError
from tokenizers import Tokenizer

from bot.errors import EncoderError, IndexMissing
from bot.records.base import Record
from bot.retrieval.encoders import Question, Vectors, check_vectors

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CARD_FILE = "encoder.json"

EMBEDDING = "sentence_embedding"
FEATURES = "features"
"""Names of the graph's outputs; the second is there only where layers were tuned."""

_BATCH = 32


class EncoderCard(Record):
    """What the export wrote down: lengths in tokens, prompts put before a text, the vectors' dimension."""

    name: str
    dimension: int
    max_tokens: int
    pad_id: int
    question_prompt: str = ""
    passage_prompt: str = ""


class OnnxEncoder:
    """An exported model behind the Encoder protocol. Safe to call from one thread at a time."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        """Load the export in `folder`. Raises IndexMissing where it is absent or damaged."""
        try:
            self.card = EncoderCard.model_validate_json((folder / CARD_FILE).read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._session = onnxruntime.InferenceSession(str(folder / MODEL_FILE), _session_options(threads))
        except (OSError, ValidationError, ValueError, RuntimeError) as error:
            raise IndexMissing("The exported encoder is missing or damaged: run `glassbox build`.") from error
        self._tokenizer.enable_truncation(self.card.max_tokens)
        self._tokenizer.enable_padding(pad_id=self.card.pad_id)

    @property
    def dimension(self) -> int:
        return self.card.dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self.card.passage_prompt + text for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self.card.question_prompt + text for text in texts])

    def read_question(self, text: str) -> Question:
        """Embedding and features of one question, in one pass."""
        outputs = self._run([self.card.question_prompt + text], None)
        embedding = check_vectors(outputs[0], 1, self.dimension)[0]
        features = np.asarray(outputs[1][0], dtype=np.float32) if len(outputs) > 1 else embedding
        return Question(embedding, features)

    def _encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        starts = range(0, len(texts), _BATCH)
        batches = [self._run(texts[start : start + _BATCH], [EMBEDDING])[0] for start in starts]
        return check_vectors(np.concatenate(batches), len(texts), self.dimension)

    def _run(self, texts: list[str], wanted: list[str] | None) -> list[Vectors]:
        """The graph's outputs for some texts: those wanted by name, or all."""
        encodings = self._tokenizer.encode_batch(texts)
        feeds = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64),
        }
        try:
            outputs: list[Any] = self._session.run(wanted, feeds)
        except RuntimeError as error:
            raise EncoderError("The encoder failed on this text: shorten it, or run `glassbox build`.") from error
        return [np.asarray(output, dtype=np.float32) for output in outputs]


def _session_options(threads: int) -> onnxruntime.SessionOptions:
    """Few threads and no growing arena: a question is one short row, and the host may have 1 GB."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return options
