"""Tells by the letters alone what a word is written in, as far as letters tell."""

import re
import unicodedata
from collections import Counter

_LANGUAGES: dict[str, tuple[str, ...]] = {
    "CYRILLIC": ("ru", "uk", "bg", "sr"),
    "ARABIC": ("ar", "fa", "ur"),
    "DEVANAGARI": ("hi",),
    "HANGUL": ("ko",),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "CJK": ("zh",),
    "GREEK": ("el",),
    "HEBREW": ("he",),
    "THAI": ("th",),
}
"""The languages that are written in a script, as the script's letters are named by Unicode; the commonest first."""

_KANA = ("HIRAGANA", "KATAKANA")


def is_foreign_letter(letter: str) -> bool:
    """Whether a sign is a letter of another script than Latin."""
    return not letter.isascii() and letter.isalpha() and "LATIN" not in unicodedata.name(letter, "")


def list_script_languages(text: str) -> tuple[str, ...]:
    """The languages that the letters of a text leave possible, the commonest first; none where they are Latin or of a
    script that is not known here. Kana beside ideographs is Japanese."""
    scripts = Counter(re.split("[ -]", unicodedata.name(letter))[0] for letter in text if is_foreign_letter(letter))
    if not scripts:
        return ()
    kana = next((script for script in _KANA if script in scripts), None)
    return _LANGUAGES.get(kana or scripts.most_common(1)[0][0], ())
