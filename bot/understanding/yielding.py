"""Words by which somebody ends a point: he thanks, gives way, or holds that the reply says what he said."""

import re

_THANKS = re.compile(r"\b(?:thanks?|thx|ty|tysm|cheers|merci|danke|much appreciated)\b", re.IGNORECASE)
_GIVES_WAY = re.compile(
    r"\b(?:fair (?:enough|point|play)|take (?:it|that) back|my bad|stand corrected|you(?:'?re| are) right|didn'?t know|"
    r"point taken|that'?s what i (?:said|meant|mean))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:got it|good to know|i'?ll take (?:it|that)|never ?mind|whatever|makes sense|noted)\b", re.IGNORECASE
)


def gives_thanks(text: str) -> bool:
    """Whether somebody thanks."""
    return bool(_THANKS.search(text))


def gives_way(text: str) -> bool:
    """Whether somebody gives way, or holds that the reply says what he said."""
    return bool(_GIVES_WAY.search(text))


def ends_a_point(text: str) -> bool:
    """Whether somebody is done with what was told and asks nothing more: thanks, gives way, or leaves it."""
    return "?" not in text and (gives_thanks(text) or gives_way(text) or bool(_ENDS.search(text)))
