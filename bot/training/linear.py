"""Trains the heads from the exemplars. Needs scikit-learn, so it belongs to building, not to serving."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.errors import GlassboxError
from bot.records.passages import Exemplar
from bot.retrieval.encoders import Vectors
from bot.understanding.features import Vocabulary, list_sequences, weigh_words
from bot.understanding.heads import Head, Heads, StanceHead

_RAREST = 3
"""A word sequence counts when at least this many exemplars hold it."""

_SEED = 20261123
_FOLDS = 3


class _Rows(NamedTuple):
    """Training rows of one head: a sparse matrix, the labels, and how wide each block is."""

    matrix: Any
    labels: NDArray[np.str_]


def train_heads(exemplars: Sequence[Exemplar], vectors: Vectors) -> Heads:
    """Fit intent, claim and stance heads; `vectors` holds one unit row an exemplar, in order.

    Deterministic: the same exemplars and vectors give the same weights.
    """
    if len(exemplars) != len(vectors):
        raise GlassboxError(f"{len(exemplars)} exemplars came with {len(vectors)} vectors: build again.")
    vocabulary = _choose_vocabulary(exemplars)
    words = _word_matrix(vocabulary, exemplars)
    claims = [row for row, exemplar in enumerate(exemplars) if exemplar.claim]
    intent = _fit_head(vectors, words, [exemplar.intent or "claim" for exemplar in exemplars], strength=3.0)
    claim = _fit_head(vectors[claims], words[claims], [exemplars[row].claim or "" for row in claims], strength=10.0)
    stance = _fit_stance(vectors[claims], words[claims], [exemplars[row] for row in claims])
    return Heads(vocabulary, intent, claim, stance)


def _choose_vocabulary(exemplars: Sequence[Exemplar]) -> Vocabulary:
    counts = Counter(sequence for exemplar in exemplars for sequence in list_sequences(exemplar.text))
    return Vocabulary(sorted(sequence for sequence, count in counts.items() if count >= _RAREST))


def _word_matrix(vocabulary: Vocabulary, exemplars: Sequence[Exemplar]) -> Any:
    from scipy import sparse  # noqa: PLC0415  (building only)

    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, exemplar in enumerate(exemplars):
        found = vocabulary.find(exemplar.text)
        rows += [row] * len(found)
        columns += found.tolist()
        values += [weigh_words(found)] * len(found)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(exemplars), len(vocabulary)))


def _fit_head(vectors: Vectors, words: Any, labels: Sequence[str], strength: float) -> Head:
    from scipy import sparse  # noqa: PLC0415  (building only)

    rows = _Rows(sparse.hstack([sparse.csr_matrix(vectors), words]).tocsr(), np.array(labels))
    model, temperature = _fit_calibrated(rows, strength)
    dimension = vectors.shape[1]
    weights = model.coef_.astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    return Head(model.classes_.tolist(), weights[:, :dimension], weights[:, dimension:].T, bias, temperature)


def _fit_stance(vectors: Vectors, words: Any, exemplars: Sequence[Exemplar]) -> StanceHead:
    """Shared weights over embedding and words, plus own embedding weights and bias for every claim."""
    from scipy import sparse  # noqa: PLC0415  (building only)

    claims = sorted({exemplar.claim or "" for exemplar in exemplars})
    index = np.array([claims.index(exemplar.claim or "") for exemplar in exemplars])
    blocks = [sparse.csr_matrix(vectors), words, *_own_blocks(vectors, index, len(claims))]
    rows = _Rows(sparse.hstack(blocks).tocsr(), np.array([exemplar.stance for exemplar in exemplars]))
    model, temperature = _fit_calibrated(rows, strength=3.0)
    dimension, width = vectors.shape[1], words.shape[1]
    weights = model.coef_.astype(np.float32)
    shared, of_words = weights[:, :dimension], weights[:, dimension : dimension + width].T
    own = weights[:, dimension + width : dimension + width + len(claims) * dimension]
    own = own.reshape(len(model.classes_), len(claims), dimension).transpose(1, 0, 2)
    bias = model.intercept_ + weights[:, -len(claims) :].T
    dense = (shared[None] + own).astype(np.float32)
    return StanceHead(model.classes_.tolist(), claims, dense, of_words, bias.astype(np.float32), temperature)


def _own_blocks(vectors: Vectors, index: NDArray[np.int64], count: int) -> list[Any]:
    """Each row's embedding in the columns of its claim alone, and a mark for the claim."""
    from scipy import sparse  # noqa: PLC0415  (building only)

    length, dimension = vectors.shape
    rows = np.repeat(np.arange(length), dimension)
    columns = (index[:, None] * dimension + np.arange(dimension)).ravel()
    own = sparse.csr_matrix((vectors.ravel(), (rows, columns)), shape=(length, count * dimension))
    marks = sparse.csr_matrix((np.ones(length), (np.arange(length), index)), shape=(length, count))
    return [own, marks]


def _fit_calibrated(rows: _Rows, strength: float) -> tuple[Any, float]:
    """Return the model fitted on all rows and the temperature that suits its held-out logits."""
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415  (building only)

    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    held_out: list[NDArray[np.float64]] = []
    truth: list[NDArray[np.int64]] = []
    for train, test in folds.split(np.zeros(len(rows.labels)), rows.labels):
        model = _new_model(strength).fit(rows.matrix[train], rows.labels[train])
        held_out.append(model.decision_function(rows.matrix[test]))
        truth.append(np.searchsorted(model.classes_, rows.labels[test]))
    temperature = fit_temperature(np.concatenate(held_out), np.concatenate(truth))
    return _new_model(strength).fit(rows.matrix, rows.labels), temperature


def _new_model(strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (building only)

    return LogisticRegression(C=strength, max_iter=200, class_weight="balanced", random_state=_SEED)


def fit_temperature(logits: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    """Return the temperature, of a fixed grid, with the least negative log-likelihood.

    `logits` has shape (rows, labels), `truth` the column of each row's right label.
    """
    grid = np.geomspace(0.2, 4.0, 60)
    losses = [_negative_log_likelihood(logits / temperature, truth) for temperature in grid]
    return float(grid[int(np.argmin(losses))])


def _negative_log_likelihood(logits: NDArray[np.float64], truth: NDArray[np.int64]) -> float:
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-log_probabilities[np.arange(len(truth)), truth].mean())
