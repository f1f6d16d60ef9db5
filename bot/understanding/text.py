"""Cleans what people type before anything reads it. Never raises."""

import re
import unicodedata
from functools import lru_cache

LONGEST_QUESTION = 4000
"""Characters kept of a message: Discord's own limit. Names are looked for in all of them."""

_FIRST, _LAST = 1600, 400
"""Characters from the beginning and the end of a longer message that are read word by word: some 330 words. The encoder
reads the first 256 tokens."""

_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|@(?:everyone|here)\b")
_EMOJI = re.compile(r"<a?:(\w+):\d+>")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_SPACE = re.compile(r"\s+")
_BREAKS = dict.fromkeys(map(ord, "\n\t\r\v\f"), " ")
_INVISIBLE = frozenset({"Cf", "Cc", "Co", "Cs", "Cn"})


def normalise(text: str) -> str:
    """Return one line: NFKC, no control, direction or zero-width characters, no pings, at most 4,000 long."""
    folded = unicodedata.normalize("NFKC", _ANSI.sub("", text[: LONGEST_QUESTION * 4])).translate(_BREAKS)
    visible = folded if folded.isprintable() else "".join(_keep(character) for character in folded)
    visible = _EMOJI.sub(r" \1 ", _MENTION.sub(" ", visible))
    visible = visible.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return _SPACE.sub(" ", visible).strip()[:LONGEST_QUESTION].strip()


def keep_ends(line: str) -> str:
    """A line as it is up to 2,000 characters; of a longer one the beginning and the end, where people say what they
    want, cut between words."""
    if len(line) <= _FIRST + _LAST:
        return line
    return f"{line[:_FIRST].rpartition(' ')[0] or line[:_FIRST]} … {line[-_LAST:].partition(' ')[2] or line[-_LAST:]}"


def _keep(character: str) -> str:
    return "" if unicodedata.category(character) in _INVISIBLE else character


def has_words(text: str) -> bool:
    """True if any letter is left, of any script."""
    return any(character.isalpha() for character in text)


_LATIN_SHARE = 0.6


def is_latin(text: str) -> bool:
    """True if most letters are Latin: the bank and its encoder read English."""
    if text.isascii():
        return True
    letters = [character for character in text if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return not letters or latin / len(letters) >= _LATIN_SHARE


_NAMES_KEPT = 4096
"""Names whose patterns are kept: more than a bank has words to look for."""


def find_whole(name: str, line: str) -> re.Match[str] | None:
    """Where a name first stands in a line with no letter or figure run into it. Both are in one case.

    Nearly every name of a bank is in no line: those are told without a pattern, which would be tried at every letter.
    """
    return _compile_whole(name).search(line) if name in line else None


@lru_cache(_NAMES_KEPT)
def _compile_whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
