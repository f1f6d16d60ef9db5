"""The learned ranker: a small network that gives each candidate of a line a score; a softmax makes them probabilities.

Trained listwise (Cao et al., 2007): the right candidates of a line against all others, silence among them.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexMissing
from bot.judge.features import NAMES, Rows
from bot.understanding.heads import Probabilities, softmax

JUDGE_FILE = "judge.npz"

Table = NDArray[np.float32]


class Ranker(NamedTuple):
    """Two hidden layers over rows that are shifted and scaled first; `temperature` makes the probabilities true."""

    shift: Table
    scale: Table
    first: Table
    first_bias: Table
    second: Table
    second_bias: Table
    last: Table
    temperature: Table

    def weigh(self, rows: Rows) -> Probabilities:
        """The probability of each candidate to be what the line means, shape (len(rows),)."""
        hidden = np.maximum((rows - self.shift) * self.scale @ self.first + self.first_bias, 0)
        hidden = np.maximum(hidden @ self.second + self.second_bias, 0)
        return softmax((hidden @ self.last) / self.temperature)

    def save(self, folder: Path) -> None:
        with (folder / JUDGE_FILE).open("wb") as file:
            np.savez_compressed(file, names=np.array(NAMES), **self._asdict())

    @classmethod
    def load(cls, folder: Path) -> "Ranker":
        """Read what `save` wrote. Raises IndexMissing where it is absent, damaged, or made for other features."""
        try:
            with np.load(folder / JUDGE_FILE, allow_pickle=False) as arrays:
                fits = tuple(arrays["names"].tolist()) == NAMES
                ranker = cls(**{name: arrays[name].astype(np.float32) for name in cls._fields})
        except (OSError, ValueError, KeyError) as error:
            raise IndexMissing("The judge is missing or damaged: run `glassbox train`.") from error
        if not fits:
            raise IndexMissing("The judge was trained for other features: run `glassbox train`.")
        return ranker
