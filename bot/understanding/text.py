"""Cleans what people type before anything reads it. Never raises."""

import re
import unicodedata

LONGEST_QUESTION = 2000
"""Characters kept of a message: Discord's own limit for most users; the encoder reads far less."""

_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|@(?:everyone|here)\b")
_EMOJI = re.compile(r"<a?:(\w+):\d+>")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_SPACE = re.compile(r"\s+")
_INVISIBLE = frozenset({"Cf", "Cc", "Co", "Cs", "Cn"})


def normalise(text: str) -> str:
    """Return one line: NFKC, no control, direction or zero-width characters, no pings, at most 2,000 long."""
    folded = unicodedata.normalize("NFKC", _ANSI.sub("", text[: LONGEST_QUESTION * 4]))
    visible = "".join(_keep(character) for character in folded)
    visible = _EMOJI.sub(r" \1 ", _MENTION.sub(" ", visible))
    visible = visible.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return _SPACE.sub(" ", visible).strip()[:LONGEST_QUESTION].strip()


def _keep(character: str) -> str:
    if character in "\n\t\r\v\f":
        return " "
    return "" if unicodedata.category(character) in _INVISIBLE else character


def has_words(text: str) -> bool:
    """True if any letter is left, of any script."""
    return any(character.isalpha() for character in text)


_LATIN_SHARE = 0.6


def is_latin(text: str) -> bool:
    """True if most letters are Latin: the bank and its encoder read English."""
    letters = [character for character in text if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return not letters or latin / len(letters) >= _LATIN_SHARE
