"""Which words of a line stand under a negation."""

import pytest

from bot.understanding.polarity import count_negations, is_denied, is_negated


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
        ("gemma 4 moved to apache and the sky did not fall", "apache", False),
        ("gemma 3 isnt apache", "apache", True),
        ("we want apache", "apache", False),
        ("any model thats open, not just weights", "weights", False),
        ("not only the data but the code", "data", False),
    ],
)
def test_negation(text: str, word: str, denied: bool) -> None:
    start = text.index(word)
    assert is_denied(text, start, start + len(word)) is denied


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("it is open", 0),
        ("i want a different parent model", 0),
        ("it isnt open", 1),
        ("nobody can say it isn't open", 2),
        ("cant see why it wouldn't", 2),
    ],
)
def test_negations_are_counted_as_people_type_them(text: str, count: int) -> None:
    assert count_negations(text) == count
    assert is_negated(text) is (count > 0)
