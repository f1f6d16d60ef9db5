"""A line that asks for consent asks whether what it puts is so: 'so you agree that weights are not enough'."""

import re

_ASKS_CONSENT = re.compile(
    r"^\W*(?:(?:so|but|and|then|ok|okay|well)\W+)*"
    r"(?:(?:would|do|don['’]?t|wouldn['’]?t|can|can['’]?t) (?:you|u)|"
    r"(?:you|u)(?:['’]d| would| do| must| have to| can)?) "
    r"(?:then )?(?:agree|admit|concede|accept|grant)(?: (?:then|too|with me))?,? that\s+(?=\S)",
    re.IGNORECASE,
)


def ask_plainly(line: str) -> str:
    """The question that a line puts for consent; any other line as it is."""
    asked = _ASKS_CONSENT.sub("", line, count=1)
    return line if asked == line else f"so {asked.rstrip('?!. ')}?"
