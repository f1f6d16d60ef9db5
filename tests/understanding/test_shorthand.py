"""Words shortened with a stroke."""

import pytest

from bot.understanding.shorthand import spell_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("microsoft models w/o any weights released", "microsoft models without any weights released"),
        ("a licence w/ a cap, b/c of lawyers", "a licence with a cap, because of lawyers"),
        ("w/out a form, and/or meta/llama w/o/x w/e", "without a form, and/or meta/llama w/o/x w/e"),
    ],
)
def test_strokes_are_written_out_and_paths_are_not(typed: str, meant: str) -> None:
    assert spell_out(typed) == meant
