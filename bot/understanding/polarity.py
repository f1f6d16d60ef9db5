"""Tells whether a word in a line stands under a negation: 'weights but neither code nor data'."""

import re

_CLAUSES = re.compile(r"[.;?!](?:\s|$)|\b(?:but|yet|though|although|while|whereas)\b")
_NOT = r"(?:is|are|was|were|do|does|did|has|have|had|ca|could|would|wo|should|ai|must|need)n'?t|\b\w+n't"
"""Verbs with their 'not', as people type them."""

_DENIES = re.compile(
    rf"{_NOT}|no|not|without|neither|nor|never|non|none|withh\w+|hid\w+|hides?|lack\w*|missing|keeps?|kept|cannot"
)
_AFFIRMS = re.compile(r"releas\w+|giv\w+|publish\w*|shar\w+|drops?|hands?|provid\w+|open")
_BEGINS_ANEW = re.compile(r"with|yes|also|under")
_MERELY = frozenset("just only merely simply solely".split())
"""Words before which a 'not' denies that this is all: 'not just weights' has them, and more."""

_REACH = 3
"""Words within which a negation still governs a verb: "don't ever release". It governs 'with' only right before it."""

_DENIED_BEHIND = re.compile(
    rf" ?(?:\b(?:{_NOT})|(?:is|are|was|were|has|have) (?:not|never)|"
    r"(?:(?:is|are|was|were|stays?) )?(?:withheld|secret|private|hidden|closed|missing|kept|unreleased|undisclosed))\b"
)

_NEGATED = re.compile(rf"\b(?:not|no|never|none|nobody|nothing|cannot|without|neither|nor|{_NOT})\b")


def is_negated(lowered: str) -> bool:
    """Whether a lower-cased line has a word that negates anything in it."""
    return bool(_NEGATED.search(lowered))


def count_negations(lowered: str) -> int:
    """How many words of a lower-cased line negate something: two may cancel."""
    return len(_NEGATED.findall(lowered))


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
        elif word in _MERELY:
            denied = False
        elif _AFFIRMS.fullmatch(word) or _BEGINS_ANEW.fullmatch(word):
            reach = 1 if _BEGINS_ANEW.fullmatch(word) else _REACH
            before = words[max(0, position - reach) : position]
            denied = any(_DENIES.fullmatch(other) for other in before)
    return denied
