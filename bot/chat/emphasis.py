"""What a reader sees before he reads: the deciding words bold, marks that stay beside their words."""

import re

from bot.replies.wording import first_sentence

_LONGEST = 200
"""Characters of a first sentence that may be bold: more would shout."""

_STRIP = re.compile(r"[●◐○⇄✓✗]")
_JOINED = re.compile(r"\b(weights|code|data) (?=[●◐○?])|(?<=[✓✗⇄]) ")
_NAMED = re.compile(r"^(?P<name>[^:\n*]{2,80}): (?=weights [●◐○?])", re.MULTILINE)
_CITATIONS = re.compile(r"(?: ?\[\d{1,3}\]){1,9}(?: \([^()]{0,30}\d{4}\))?$")
_BETWEEN = ("Half right", "In part", "Only in part", "Disputed", "Not known", "Not shown", "You're right to doubt it")
_MARKS = {
    **dict.fromkeys(("Right", "You're right", "You are right", "Yes"), "✓"),
    **dict.fromkeys(("Not so", "No"), "✗"),
    **dict.fromkeys(_BETWEEN, "⇄"),
}
_WORDS = "|".join(map(re.escape, _MARKS))
_POINT = re.compile(rf'^• (?P<said>"[^"\n]*" )?(?P<word>{_WORDS})(?P<end>[:,]) ', re.MULTILINE)


def is_strip(text: str) -> bool:
    """Whether a block is one of marks, set apart from the sentences above it."""
    return bool(_STRIP.search(text.split("\n", 1)[0])) and not text.startswith("•")


def join_marks(text: str) -> str:
    """The names of models bold, and marks that no end of a line parts from what they mark."""
    return _JOINED.sub(lambda found: f"{found[1] or ''}\u00a0", _NAMED.sub(r"**\g<name>:** ", text))


def embolden(text: str) -> str:
    """The first sentence bold, without the numbers of its sources; a long one stays as it is."""
    first = _CITATIONS.sub("", first_sentence(text.split("\n", 1)[0]))
    return f"**{first}**{text[len(first) :]}" if 0 < len(first) <= _LONGEST else text


def mark_verdicts(text: str) -> str:
    """Every point with the mark of its verdict, and the verdict bold."""
    return _POINT.sub(lambda f: f"{_MARKS[f['word']]} {f['said'] or ''}**{f['word']}{f['end']}** ", text)
