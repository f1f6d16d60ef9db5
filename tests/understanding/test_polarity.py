"""Which words of a line stand under a negation."""

import pytest

from bot.understanding.polarity import is_denied


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("which release weights but neither code nor data", "weights", False),
        ("which release weights but neither code nor data", "code", True),
        ("which release weights but neither code nor data", "data", True),
        ("who doesn't actually release weights", "weights", True),
        ("weights without any data", "data", True),
        ("not closed, with weights", "weights", False),
        ("whose data isn't public", "data", True),
        ("they keep the data", "data", True),
        ("which release weights. none other", "weights", False),
    ],
)
def test_negation(text: str, word: str, denied: bool) -> None:
    start = text.index(word)
    assert is_denied(text, start, start + len(word)) is denied
