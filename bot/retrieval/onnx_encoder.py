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
from bot.retrieval.words import WORDS, WORDS_FILE, WordTable

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CARD_FILE = "encoder.json"

EMBEDDING = "sentence_embedding"
FEATURES = "features"
"""Names of the graph's outputs; the second is there only where layers were tuned."""

_BATCH = 16
_UNEVEN = 2
_LARGE_PASS = 200
"""Tokens in one pass above which its memory is given back."""


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
            self._words = WordTable(folder / WORDS_FILE) if (folder / WORDS_FILE).exists() else None
        except (OSError, ValidationError, ValueError, RuntimeError) as error:
            raise IndexMissing("The exported encoder is missing or damaged: run `glassbox build`.") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.card.max_tokens)

    @property
    def dimension(self) -> int:
        return self.card.dimension

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self.card.passage_prompt + text for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self.card.question_prompt + text for text in texts])

    def read_question(self, text: str) -> Question:
        """Embedding and features in one pass."""
        outputs = self._run(self._split([self.card.question_prompt + text]), None)
        embeddings = check_vectors(outputs[0], 1, self.dimension)
        return Question(embeddings[0], outputs[-1][0])

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens = self._split(texts)
        for rows in group_by_length([len(ids) for ids in tokens]):
            embeddings = self._run([tokens[row] for row in rows], [EMBEDDING])[0]
            vectors[rows] = check_vectors(embeddings, len(rows), self.dimension)
        return vectors

    def _split(self, texts: list[str]) -> list[list[int]]:
        """The token ids of each text, one text at a time: the library's own threads would cost memory."""
        return [self._tokenizer.encode(text).ids for text in texts]

    def _run(self, tokens: list[list[int]], wanted: list[str] | None) -> list[Vectors]:
        """The graph's outputs for some texts, padded to the longest: those wanted by name, or all."""
        shape = (len(tokens), max(len(ids) for ids in tokens))
        padded, mask = np.full(shape, self.card.pad_id, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, ids in enumerate(tokens):
            padded[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        feeds: dict[str, Any] = {"input_ids": padded, "attention_mask": mask}
        if self._words:
            feeds[WORDS] = self._words.read(padded)
        try:
            outputs: list[Any] = self._session.run(wanted, feeds, _shrinking() if mask.size > _LARGE_PASS else None)
        except RuntimeError as error:
            raise EncoderError("The encoder failed on this text: shorten it, or run `glassbox build`.") from error
        return [np.asarray(output, dtype=np.float32) for output in outputs]


def group_by_length(lengths: list[int]) -> list[list[int]]:
    """Row numbers in groups to encode together: rows alike in length, so that little is spent on padding.

    A group holds at most `_BATCH` rows, and its longest row has at most `_UNEVEN` times the tokens of its shortest.
    """
    groups: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lambda row: lengths[row]):
        fits = groups and len(groups[-1]) < _BATCH and lengths[row] <= _UNEVEN * lengths[groups[-1][0]]
        if fits:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _session_options(threads: int) -> onnxruntime.SessionOptions:
    """As many threads as the host gives. They wait for work by spinning, as the runtime has it: without, a question
    took a quarter longer on two processors, and longer still under eight askers."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # every length would leave a plan of its own behind
    options.log_severity_level = 3
    return options


def _shrinking() -> onnxruntime.RunOptions:
    """Give the arena's memory back after a pass."""
    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
