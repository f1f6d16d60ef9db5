"""What the heads look at: a vector, and which word sequences stand in the line.

Embeddings place a statement beside its opposite (NevIR, arXiv 2305.07614), so the words that turn a sentence
round (not, never, used to, wrong) are given to the heads as features of their own.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?|[?!]")
_LONGEST = 3

_CONTRACTIONS = {
    "cant": "can't",
    "dont": "don't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "arent": "aren't",
    "wont": "won't",
    "didnt": "didn't",
    "wasnt": "wasn't",
    "couldnt": "couldn't",
    "wouldnt": "wouldn't",
    "shouldnt": "shouldn't",
    "hasnt": "hasn't",
    "havent": "haven't",
    "aint": "ain't",
    "cannot": "can't",
}


def split_words(text: str) -> list[str]:
    """Lower-case words, figures and ? !; contractions typed without their apostrophe get it back."""
    return [_CONTRACTIONS.get(word, word) for word in _WORD.findall(text.lower())]


def list_sequences(text: str) -> set[str]:
    """Every run of one to three words, with marks for the start and the end of the line."""
    words = ["<", *split_words(text), ">"]
    return {
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    }


class Vocabulary:
    """A fixed list of word sequences in their order; a line becomes a unit row over it.

    `sequences` are ASCII, as `list_sequences` gives them. An array may be mapped from a file.
    """

    def __init__(self, sequences: Sequence[str] | NDArray[np.bytes_]) -> None:
        self.sequences: NDArray[np.bytes_] = np.asarray(sequences, dtype=np.bytes_)

    def __len__(self) -> int:
        return len(self.sequences)

    def find(self, text: str) -> NDArray[np.int64]:
        """Return the columns present in a text, ascending."""
        longest = self.sequences.dtype.itemsize  # a longer one would be cut to fit, and then found
        said = sorted(one for one in list_sequences(text) if len(one) <= longest)
        wanted = np.array(said, dtype=self.sequences.dtype)
        places = np.minimum(np.searchsorted(self.sequences, wanted), len(self) - 1)
        return np.asarray(places[self.sequences[places] == wanted], dtype=np.int64)


def weigh_words(columns: NDArray[np.int64]) -> float:
    """The value of each present sequence, so that the row has unit length."""
    return float(1 / np.sqrt(max(len(columns), 1)))
