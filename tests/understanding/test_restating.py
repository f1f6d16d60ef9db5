"""What is said anew in a line that calls the last answer misread."""

import pytest

from bot.understanding.restating import say_again


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("no, I asked who OWNS it, not where it is from", "who OWNS it"),
        ("i was on about olmo's data not its licence", None),
        ("i asked about the weights not the licence", "the weights"),
        ("that's not what i asked. what did Musk promise?", "what did Musk promise?"),
        ("you just said that. who decides", "who decides"),
        ("contamination?? no. i meant which models have the data out", "which models have the data out"),
        ("i just said they can NOT be audited", "they can NOT be audited"),
        ("I asked about Llama 3.1 specifically.", "Llama 3.1 specifically"),
        ("no", None),
        ("You misread me.", None),
    ],
)
def test_what_was_meant_is_said_without_what_was_not(line: str, again: str | None) -> None:
    assert say_again(line) == again
