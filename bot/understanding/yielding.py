"""Words by which somebody ends a point: he thanks, gives way, or holds that the reply says what he said."""

import re

from bot.retrieval.lexical import split_words

_THANKS = re.compile(r"\b(?:thanks?|thx|ty|tysm|cheers|merci|danke|much appreciated)\b", re.IGNORECASE)
_GIVES_WAY = re.compile(
    r"\b(?:fair (?:enough|point|play)|take (?:it|that) back|my bad|stand corrected|you(?:'?re| are) right|didn'?t know|"
    r"point taken|that'?s what i (?:said|meant|mean))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:got it|good to know|i'?ll take (?:it|that)|never ?mind|whatever|makes sense|noted)\b", re.IGNORECASE
)


_GOES_ON = re.compile(
    r"(?:^|[,.!;:)] ?|\b(?:and|but|so|now|then|ok|also|just|only) )(?:please |pls )?(?:which|what|whats|who|whose|how|"
    r"when|where|why|is|are|was|were|does|do|did|can|could|has|have|will|would|should|any|list|name|show|give|tell|"
    r"explain|drop|take out|without|only|compare|and)\b",
    re.IGNORECASE,
)
"""How what stands behind a word of thanks asks for more: 'thx. which countries', 'never mind, show me the list'."""

_MOST_WORDS = 4
"""Words of content that may stand beside the thanks of somebody who ends a point: 'i take back the bit on beijing'."""


def gives_thanks(text: str) -> bool:
    """Whether somebody thanks."""
    return bool(_THANKS.search(text))


def gives_way(text: str) -> bool:
    """Whether somebody gives way, or holds that the reply says what he said."""
    return bool(_GIVES_WAY.search(text))


def ends_a_point(text: str) -> bool:
    """Whether somebody is done with what was told and asks nothing more: thanks, gives way, or leaves it."""
    rest = text
    for form in (_THANKS, _GIVES_WAY, _ENDS):
        rest = form.sub(" ", rest)
    goes_on = "?" in rest or _GOES_ON.search(rest) or len(split_words(rest)) > _MOST_WORDS
    return rest != text and not goes_on
