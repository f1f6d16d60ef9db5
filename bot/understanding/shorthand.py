"""Words that people shorten with a stroke, written out: 'models w/o weights'."""

import re

_STROKES = (
    (re.compile(r"(?<![\w/])w/o(?:ut)?(?![\w/])", re.IGNORECASE), "without"),
    (re.compile(r"(?<![\w/])w/ ?(?=[^\W\d_])(?!o(?:ut)?\b|e\b)", re.IGNORECASE), "with "),
    (re.compile(r"(?<![\w/])b/c(?![\w/])", re.IGNORECASE), "because"),
)


def spell_out(line: str) -> str:
    """The line with such words as a dictionary has them."""
    for stroke, word in _STROKES:
        line = stroke.sub(word, line)
    return line
