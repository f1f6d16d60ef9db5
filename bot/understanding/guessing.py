"""The one place that knows the library that guesses languages: py3langid, restricted to those that matter here.

Its model is unpacked when the first line needs it, one English line in a hundred: under a second, and 50 MB that stay.
"""

from array import array
from functools import cache
from typing import NamedTuple

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
from py3langid.modelio import load_model

from bot.memory import load_lightly

SPOKEN = frozenset("ar bg cs da de el es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tr uk vi zh".split())
"""The languages, as ISO 639-1 codes, that a line is told to be in. `bot/replies/tongues.py` has sentences for each."""

_NEIGHBOURS = frozenset("ca et hr sr sw tl ur".split())
"""Languages that are known only so that their lines are not taken for those of a language like them."""


class Guess(NamedTuple):
    """The likeliest language, as an ISO 639-1 code, and its probability, from 0 to 1."""

    language: str
    probability: float


def guess_language(text: str) -> Guess:
    """What a text is likeliest written in, English among the possible; always something, however weak."""
    language, probability = _load().classify(text)
    return Guess(str(language), float(probability))


@cache
def _load() -> LanguageIdentifier:
    """The library's model without the hundred languages that nobody asks for here."""
    with load_lightly():
        weights, priors, languages, moves, rows, features = load_model(MODEL_DIR / MODEL_FILE)
        wanted = {"en", *SPOKEN, *_NEIGHBOURS}
        kept = [place for place, language in enumerate(languages) if language in wanted]
        return LanguageIdentifier(
            np.ascontiguousarray(weights[:, kept]),
            priors[kept],
            [languages[place] for place in kept],
            moves,
            array("i", features),
            norm_probs=True,
            tk_row=rows,
        )
