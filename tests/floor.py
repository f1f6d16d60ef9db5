"""The floor that Glassbox is measured against: the same encoder in full precision on ONNX, and exact FAISS search.

`python -m tests.floor FOLDER` is its cold start: it answers one question and prints its resident memory in MB.
"""

import sys
from pathlib import Path

import faiss
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

_MODEL, _TOKENIZER, _VECTORS = "model.onnx", "tokenizer.json", "vectors.faiss"


class Floor:
    """Encodes a text and finds the nearest rows, and nothing else."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self._session = onnxruntime.InferenceSession(str(folder / _MODEL), options)
        self._tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
        self._tokenizer.enable_truncation(256)
        self._tokenizer.no_padding()
        self._index = faiss.read_index(str(folder / _VECTORS))

    def encode(self, text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        ids = np.array(self._tokenizer.encode(text).ids, dtype=np.int64)
        return np.asarray(self._session.run(None, {"input_ids": ids})[0][None], dtype=np.float32)

    def look_up(self, text: str) -> list[int]:
        """The ten nearest rows."""
        return [int(row) for row in self._index.search(self.encode(text), 10)[1][0]]


def write_floor(folder: Path, tokenizer: Path, vectors: Path) -> None:
    """Export the bare encoder into a folder, with the tokenizer and the vectors that Glassbox serves from."""
    from bot.retrieval.choice import DEFAULT_ENCODER, EncoderChoice
    from bot.retrieval.sentence_encoder import SentenceEncoder
    from bot.retrieval.tracing import trace_whole

    trace_whole(SentenceEncoder(EncoderChoice(DEFAULT_ENCODER)).model, folder / _MODEL)
    (folder / _TOKENIZER).write_bytes(tokenizer.read_bytes())
    (folder / _VECTORS).write_bytes(vectors.read_bytes())


def read_resident() -> float:
    """Resident memory of this process in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    floor = Floor(Path(sys.argv[1]))
    floor.look_up("is llama open source?")
    sys.stdout.write(f"{read_resident():.1f}\n")
