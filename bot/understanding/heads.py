"""The trained heads: small tables that turn a vector, or the words of a line, into probabilities. No training here.

Two kinds give two opinions. The vector ones look at vectors; the word ones count sequences of words, because embeddings
place a statement beside its opposite (NevIR, arXiv 2305.07614). The opinion by vectors is that of a deep head over two
encoders, the tuned one, which knows lines like ours closely, and the one that was published, which no line of ours has
bent; and, for a small part, of the dense head with which the encoder was tuned.
"""

from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexMissing
from bot.records.base import Stance
from bot.retrieval.encoders import Vectors
from bot.understanding.features import Vocabulary, weigh_words

Weights = NDArray[np.floating[Any]]
Probabilities = NDArray[np.float64]

STANCES: tuple[Stance, ...] = ("asserts", "denies", "asks")

_SHARE_OF_DENSE = 0.2
"""How much the dense head counts beside the deep one (development)."""


HEADS_FILE = "heads.npz"
_MAPPED = {"words_vocabulary": "sequences.npy", "words_topic_weight": "topics_of_sequences.npy"}
"""Files of their own for what takes nine tenths of the room."""


class DenseHeads(NamedTuple):
    """Topic and stance of a unit vector: `topic_weight` (topics, width), `stance_weight` (stanced topics, 3, width)."""

    topics: tuple[str, ...]
    stanced: tuple[str, ...]
    topic_weight: Weights
    topic_bias: Weights
    stance_weight: Weights
    stance_bias: Weights


class DeepHead(NamedTuple):
    """The same topics and stances of both vectors of a line by one hidden layer: `hidden_weight` (hidden, 2 * width),
    `topic_weight` (topics, hidden), `stance_weight` (stanced topics, 3, hidden).

    Of 110 sentences of real people with a claim, labelled twice and trained on by nobody, both heads together get the
    claim of 0.76 right and the side too of 0.55, where the dense one with a head over the published encoder alone had
    0.72 and 0.50; of 2,153 hard lines of strangers (development) 0.88 instead of 0.85.
    """

    hidden_weight: Weights
    hidden_bias: Weights
    topic_weight: Weights
    topic_bias: Weights
    stance_weight: Weights
    stance_bias: Weights

    def weigh(self, vector: Vectors, published: Vectors) -> tuple[Weights, Weights]:
        """Logits of topics and of stances given each topic, for the unit vectors of a line by both encoders."""
        hidden = np.maximum(self.hidden_weight @ np.concatenate([vector, published]) + self.hidden_bias, 0)
        return self.topic_weight @ hidden + self.topic_bias, self.stance_weight @ hidden + self.stance_bias


class WordHeads(NamedTuple):
    """Topic and stance of word sequences: `topic_weight` (vocabulary, topics), `stance_weight` (vocabulary, 3).

    The stance of words is the same for all topics.
    """

    vocabulary: Vocabulary
    topics: tuple[str, ...]
    topic_weight: Weights
    topic_bias: Weights
    stance_weight: Weights
    stance_bias: Weights


class PassageHead(NamedTuple):
    """Which passage answers a unit vector, if one does: `weight` (passages, width)."""

    passages: tuple[str, ...]
    weight: Weights
    bias: Weights

    def weigh(self, vector: Vectors) -> dict[str, float]:
        """The probability of each passage that the head was trained with."""
        chances = softmax(self.weight @ vector + self.bias)
        return dict(zip(self.passages, chances.tolist(), strict=True))


class Opinion(NamedTuple):
    """What the heads say of one line: probabilities of topics, and of stances given a topic, by both kinds."""

    by_vector: dict[str, float]
    by_words: dict[str, float]
    stances_by_vector: dict[str, tuple[float, float, float]]
    stances_by_words: tuple[float, float, float]


class Heads:
    """Both kinds of heads over the same topics, and the one that knows the passages."""

    def __init__(self, dense: DenseHeads, deep: DeepHead, words: WordHeads, passages: PassageHead) -> None:
        self.dense = dense
        self.deep = deep
        self.words = words
        self.passages = passages

    def read(self, text: str, vector: Vectors, published: Vectors) -> Opinion:
        """Read a normalised line with its unit vectors, the tuned encoder's and the published one's."""
        dense, words = self.dense, self.words
        columns = words.vocabulary.find(text)
        weight = weigh_words(columns)
        deep_topics, deep_stances = self.deep.weigh(vector, published)
        topics = softmax(_join(dense.topic_weight @ vector + dense.topic_bias, deep_topics))
        of_words = softmax(words.topic_weight[columns].sum(0, dtype=np.float32) * weight + words.topic_bias)
        stances = softmax(_join(dense.stance_weight @ vector + dense.stance_bias, deep_stances))
        stance_of_words = softmax(words.stance_weight[columns].sum(0, dtype=np.float32) * weight + words.stance_bias)
        return Opinion(
            dict(zip(dense.topics, topics.tolist(), strict=True)),
            dict(zip(words.topics, of_words.tolist(), strict=True)),
            dict(zip(dense.stanced, map(tuple, stances.tolist()), strict=True)),
            cast("tuple[float, float, float]", tuple(stance_of_words.tolist())),
        )

    def save(self, file: Path) -> None:
        """Write weights in half precision: half the size, and no answer changes by it."""
        with file.open("wb") as target:
            np.savez_compressed(target, **cast("dict[str, Any]", self._pack()))

    @classmethod
    def load(cls, file: Path) -> "Heads":
        """Read what `save` wrote. Raises IndexMissing where it is absent or damaged."""
        try:
            return cls._unpack(_read_arrays(file))
        except (OSError, ValueError, KeyError) as error:
            raise IndexMissing("The recogniser is missing or damaged: run `glassbox train`.") from error

    def export(self, folder: Path) -> None:
        """Write for serving what `open` reads: uncompressed, the two large tables of words in files of their own."""
        arrays = self._pack()
        for name, file in _MAPPED.items():
            np.save(folder / file, arrays.pop(name))
        np.savez(folder / HEADS_FILE, **cast("dict[str, Any]", arrays))

    @classmethod
    def open(cls, folder: Path) -> "Heads":
        """Read what `export` wrote; the large tables are mapped, of which a line needs some thirty rows. Raises
        IndexMissing where it is absent or damaged."""
        try:
            parts = _read_arrays(folder / HEADS_FILE)
            mapped = {name: np.asarray(np.load(folder / file, mmap_mode="r")) for name, file in _MAPPED.items()}
            return cls._unpack(parts | mapped)
        except (OSError, ValueError, KeyError) as error:
            raise IndexMissing("The heads are missing or damaged: run `glassbox build`.") from error

    def _pack(self) -> dict[str, NDArray[np.generic]]:
        parts: dict[str, Any] = {"dense": self.dense, "deep": self.deep, "words": self.words, "passages": self.passages}
        return {
            f"{part}_{name}": _pack_table(value)
            for part, held in parts.items()
            for name, value in held._asdict().items()
        }

    @classmethod
    def _unpack(cls, parts: dict[str, NDArray[np.generic]]) -> "Heads":
        dense = {name: _unpack_table(parts[f"dense_{name}"]) for name in DenseHeads._fields}
        deep = {name: _unpack_table(parts[f"deep_{name}"]) for name in DeepHead._fields}
        passages = {name: _unpack_table(parts[f"passages_{name}"]) for name in PassageHead._fields}
        words = {name: _unpack_table(parts[f"words_{name}"]) for name in ("topics", "topic_bias", "stance_bias")}
        words["vocabulary"] = Vocabulary(cast("NDArray[np.bytes_]", parts["words_vocabulary"]))
        # the two tables of the words stay in half precision: only a few of their rows are read for a line
        words |= {name: parts[f"words_{name}"] for name in ("topic_weight", "stance_weight")}
        return cls(DenseHeads(**dense), DeepHead(**deep), WordHeads(**words), PassageHead(**passages))


def _read_arrays(file: Path) -> dict[str, NDArray[np.generic]]:
    with np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def softmax(logits: Weights) -> Probabilities:
    """Probabilities over the last axis, safe for large values."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True), dtype=np.float64)
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float64)


def _join(dense: Weights, deep: Weights) -> Weights:
    return _SHARE_OF_DENSE * dense + (1 - _SHARE_OF_DENSE) * deep


def _pack_table(value: object) -> NDArray[np.generic]:
    if isinstance(value, Vocabulary):
        return value.sequences
    return np.array(value) if isinstance(value, tuple) else cast("Weights", value).astype(np.float16)


def _unpack_table(value: NDArray[np.generic]) -> Any:
    return tuple(value.tolist()) if value.dtype.kind == "U" else value.astype(np.float32)
