"""Splits a message into the parts that may each say or ask something of their own. It proposes; the judge decides."""

import re

_MOST = 4
"""Parts of one message that are looked at."""

_SHORTEST = 2
"""Words: a shorter part says nothing of its own."""

_LONGEST = 600
"""Characters of a part: longer ones are no sentence, and the message is read whole besides."""

_SENTENCES = re.compile(r"(?<=[.!?;]) (?=\S)| [-–—]{1,2} ")
_JOINTS = re.compile(
    r",? (?:and|but|also|plus|yet|while|whereas) (?:also |then )?(?=\S)|, (?=(?:and|but|so|yet)\b)",
    re.IGNORECASE,
)
_COMMAS = re.compile(r", ")


def split_message(text: str) -> tuple[str, ...]:
    """The parts of a normalised message: its sentences; of a single one what its joints part, or else its commas; the
    whole alone where there is but one."""
    for pattern in (_SENTENCES, _JOINTS, _COMMAS):
        parts = [part.strip(" ,") for part in pattern.split(text)]
        kept = [part for part in parts if len(part.split()) >= _SHORTEST]
        if len(kept) > 1:
            return tuple(part[:_LONGEST] for part in kept[:_MOST])
    return (text,)
