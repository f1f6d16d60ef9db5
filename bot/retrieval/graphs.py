"""One exported graph in the runtime, and the names that exporting and serving agree on."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from bot.errors import EncoderError
from bot.retrieval.encoders import Vectors

TOKENS = "input_ids"
WORDS = "words"
"""Names of what goes in: token ids, shape (tokens,), or the vectors of words, shape (tokens, width)."""

EMBEDDING = "sentence_embedding"
"""The name of what comes out, shape (width,)."""

_SLOWER = ["SkipLayerNormFusion"]
"""What the runtime joins takes longer than its two parts, on lines of 20 tokens."""

_LARGE_PASS = 200
"""Tokens in one pass above which its memory is given back."""


class Graph:
    """A graph loaded for serving. Safe to run from several threads."""

    def __init__(self, path: Path, threads: int) -> None:
        """Load the file. Raises RuntimeError or OSError where it is absent or damaged."""
        options = _set_options(threads)
        self._session = onnxruntime.InferenceSession(str(path), options, disabled_optimizers=_SLOWER)
        self._given = self._session.get_inputs()[0].name

    def run(self, values: np.ndarray[Any, Any]) -> Vectors:
        """The embedding for an input whose first axis are the tokens. Raises EncoderError."""
        options = _shrink_after() if len(values) > _LARGE_PASS else None
        try:
            outputs: list[Any] = self._session.run([EMBEDDING], {self._given: values}, options)
        except RuntimeError as error:
            raise EncoderError("The encoder failed on this text: shorten it, or run `glassbox build`.") from error
        return np.asarray(outputs[0], dtype=np.float32)


def _set_options(threads: int) -> onnxruntime.SessionOptions:
    """As many threads as the host gives. More than one wait for work by spinning while a text is read, and rest in
    between: what else runs on a small machine needs its processors then."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # every length would leave a plan of its own behind
    options.add_session_config_entry("session.force_spinning_stop", "1")
    options.log_severity_level = 3
    return options


def _shrink_after() -> onnxruntime.RunOptions:
    """Give the arena's memory back after a pass."""
    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
