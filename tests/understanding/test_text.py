"""Cleaning what people type: nothing hidden gets through, nothing crashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.text import LONGEST_QUESTION, has_words, is_latin, normalise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  you   can't\nsee ", "you can't see"),
        ("you can\u2019t see", "you can't see"),
        ("\u202eopen\u202c \u200bweights\x00", "open weights"),
        ("<@123> <@&5> <#6> @everyone @here hi", "hi"),
        ("<:llama:123> rocks", "llama rocks"),
        ("ｏｐｅｎ", "open"),
        ("", ""),
        ("\x07\u200f", ""),
    ],
)
def test_normalise(typed: str, read: str) -> None:
    assert normalise(typed) == read


@given(st.text(max_size=300))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once or "<" in once or "@" in once
    assert len(once) <= LONGEST_QUESTION
    assert not any(ord(character) < 32 for character in once)


def test_long_text_is_cut() -> None:
    assert len(normalise("open " * 5000)) <= LONGEST_QUESTION


def test_scripts() -> None:
    assert is_latin("offen oder geschlossen, ça va")
    assert not is_latin("开放权重模型是开源的吗")
    assert not has_words("?!? 123")
