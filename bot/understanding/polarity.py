"""Tells whether a word in a line stands under a negation: 'weights but neither code nor data'."""

import re

_CLAUSES = re.compile(r"[.;?!]+(?:\s|$)|\b(?:but|yet|though|although|while|whereas)\b")
_DENIES = re.compile(
    r"\w+n't|no|not|without|neither|nor|never|non|none|withh\w+|hid\w+|hides?|lack\w*|missing|keeps?|kept|cannot"
)
_AFFIRMS = re.compile(r"with|yes|only|just|releas\w+|giv\w+|publish\w*|shar\w+|drops?|hands?|provid\w+|open|also|under")
_REACH = 3
"""Words within which a negation still governs a verb: "don't ever release"."""

_DENIED_BEHIND = re.compile(
    r"\s*(?:of theirs\s*)?(?:(?:is|are|was|were|has|have|stays?)\s+)?(?:\w+n't|not|never|withheld|secret|private|hidden|"
    r"closed|missing|kept|unreleased|undisclosed)\b"
)


def is_denied(lowered: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` of a lower-cased line is negated before or behind."""
    if _DENIED_BEHIND.match(lowered, end):
        return True
    begin = max((match.end() for match in _CLAUSES.finditer(lowered, 0, start)), default=0)
    words = re.findall(r"[\w']+", lowered[begin:start])
    denied = False
    for position, word in enumerate(words):
        if _DENIES.fullmatch(word):
            denied = True
        elif _AFFIRMS.fullmatch(word):
            before = words[max(0, position - _REACH) : position]
            denied = any(_DENIES.fullmatch(other) for other in before)
    return denied
