"""The fixed words of replies: names of verdicts, tiers, levels and components, and dates as people read them."""

import re

from bot.records.answers import Citation
from bot.records.base import Level, Tier, Verdict
from bot.records.models import ComponentName, Modality

VERDICT_WORDS: dict[Verdict, str] = {
    "wrong": "wrong",
    "misleading": "misleading",
    "partly-right": "partly right",
    "right": "right",
    "contested": "contested",
    "unproven": "unproven",
}
TIER_WORDS: dict[Tier, str] = {"closed": "closed", "open-weights": "open weights", "fully-open": "fully open"}
_TIER_PHRASES: dict[Tier, tuple[str, str]] = {
    "closed": ("is closed", "are closed"),
    "open-weights": ("has open weights", "have open weights"),
    "fully-open": ("is fully open", "are fully open"),
}
LEVEL_WORDS: dict[Level, str] = {
    "closed": "closed",
    "weights-available": "weights available",
    "open-weights": "open weights",
    "open-source": "open source",
    "open-data": "open data",
}
COMPONENT_WORDS: dict[ComponentName, str] = {
    "weights": "weights",
    "training_code": "training code",
    "training_data": "training data",
    "architecture_docs": "architecture documents",
    "inference_code": "inference code",
    "checkpoints": "checkpoints",
    "paper": "paper",
}
MODALITY_WORDS: dict[Modality, str] = {
    "text": "work with words",
    "code": "are made for code",
    "vision-language": "read pictures and answer in words",
    "vision": "find things in pictures",
    "image": "make pictures",
    "video": "make videos",
    "3d": "make 3D shapes",
    "speech": "hear or speak",
    "music": "make music or sounds",
    "embedding": "make embeddings",
    "robotics": "steer robots",
    "biology": "work with proteins or genomes",
    "forecasting": "forecast time series",
}
APPROVAL_WORDS: dict[bool | None, str] = {
    True: "OSI approved",
    False: "not OSI approved",
    None: "OSI approval not known",
}
_TELLING = 60
"""Characters of an opening that say something: "Anyone." says nothing alone."""

CLOSEST = "Closest I have: "
CLOSEST_SAID = "Closest I have, maybe not yours: "
"""What stands before a sentence that the speaker may not have meant: of a question, and of what he said."""

NEAREST = "Nearest I have"
"""How a reply opens to somebody who goes on, where the reading is unsure."""

AS_TOLD = "As told: "
"""How a reply opens that comes back to what was told for the sentence that a line is about."""

NOTHING_MORE = "I hold nothing more on that"
"""How a reply opens that can only turn the last answer over, to a line that does not ask for it in so many words."""

RECALLED = "recalled, not re-read"
REPORTED = "known by report alone"


def say_tier(tier: Tier, *, plural: bool = False) -> str:
    """What stands behind a model's name: 'has open weights', of several 'have open weights'."""
    return _TIER_PHRASES[tier][plural]


def say_reading(citation: Citation) -> str:
    """How a document was read, where that is worth a word: recalled, or known by report alone."""
    if citation.recalled:
        return RECALLED
    return REPORTED if citation.reported else ""


MONTHS = "January February March April May June July August September October November December".split()


def say_date(as_of: str) -> str:
    """'2026-06-30' is '30 June 2026', '2026-06' is 'June 2026', '2026' stays."""
    year, *rest = as_of.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"


def join_words(words: list[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def say_figure(number: float) -> str:
    """A result of arithmetic with at most one decimal below 100 and none above."""
    rounded = round(number, 1) if abs(number) < 100 else round(number)
    return f"{rounded:.1f}" if rounded != int(rounded) else f"{int(rounded)}"


def close_sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark already."""
    stripped = text.rstrip()
    return stripped if stripped.endswith((".", "!", "?", '"')) else f"{stripped}."


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, marks of citations with the sentence before them; a point inside a figure or a name
    ends none."""
    return [part for part in _SENTENCE_ENDS.split(text) if part]


_SENTENCE_ENDS = re.compile(r"(?<=[.!?])(?<!\b[A-Zv]\.)(?<!\be\.g\.)\s+(?=[A-Z\"'(])|(?<=\])\s+(?=[A-Z\"'])")


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    return split_sentences(text)[0]


def first_words(text: str) -> str:
    """The first sentence, with the one behind it where it says little alone: "Anyone." """
    first, *others = split_sentences(text)
    return " ".join((first, *others[:1])) if len(first) < _TELLING else first


def quote(title: str) -> str:
    """A title between quotation marks, without its question mark; one that quotes somebody has its own."""
    return title if '"' in title else f'"{title.rstrip("?")}"'
