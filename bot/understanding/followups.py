"""Reads lines that only make sense after an answer: 'source?', 'why?', 'what about Mistral?', 'and its licence?'."""

import re
from typing import Literal

from bot.records.base import Record
from bot.records.language import ModelMention
from bot.records.models import ComponentName

FollowUpKind = Literal["source", "reason", "other-side", "more", "model", "component", "correction"]


class FollowUp(Record):
    """What is wanted of the last answer. `number` is a citation's, `component` a model's."""

    kind: FollowUpKind
    number: int | None = None
    component: ComponentName | Literal["license"] | None = None


_LONGEST = 9
"""Words: a longer line speaks for itself."""

_PATTERNS: tuple[tuple[FollowUpKind, str], ...] = (
    ("correction", r"^(no|nah|nope|wait|sorry)[,. ]+(i|that'?s not what i) (meant?|said|say)\b|^i meant\b"),
    (
        "source",
        (
            r"\b(sources?|citations?|cite|references?|link|according to (whom|who)|who says|says who|proof|receipts|"
            r"where('s| is| did) (that|this|you get))\b|^\[?\d\]?\??$|\[\d\]"
        ),
    ),
    (
        "other-side",
        (
            r"\b(other side|counter ?argument|opposing|against (that|it)|"
            r"steelman|devil'?s advocate|what would (they|he|she) say|other view)\b"
        ),
    ),
    ("reason", r"^(but |and |ok(ay)? )?(why|how come|how so|because\?)\b|\bwhy is that\b|^explain\b"),
    (
        "more",
        r"^(go on|more|tell me more|continue|elaborate|expand|details?|and\?|deeper|longer|keep going)\b",
    ),
)
_COMPONENTS: tuple[tuple[str, ComponentName | Literal["license"]], ...] = (
    (r"licen[cs]e|terms", "license"),
    (r"training data|data|corpus|dataset", "training_data"),
    (r"training code|code", "training_code"),
    (r"weights", "weights"),
    (r"checkpoints?", "checkpoints"),
    (r"architecture", "architecture_docs"),
    (r"paper", "paper"),
)
_POINTS_BACK = re.compile(r"\b(its?|their|that one|this one|it'?s|them|they)\b", re.IGNORECASE)
_SWITCH = re.compile(r"^(and|what about|how about|same for|ok(ay)?,? and|now|or|but)\b", re.IGNORECASE)


def read_followup(text: str, models: tuple[ModelMention, ...]) -> FollowUp | None:
    """What a short line asks of the last answer, or None where it stands alone."""
    lowered = text.casefold().strip()
    words = lowered.split()
    if len(words) > _LONGEST:
        return None
    switches = bool(_SWITCH.match(lowered)) or len(words) <= len(models) + 1
    if models and switches:
        return FollowUp(kind="model", component=read_component(lowered))
    if not models:
        for kind, pattern in _PATTERNS:
            if re.search(pattern, lowered):
                number = re.search(r"\d", lowered)
                return FollowUp(kind=kind, number=int(number.group()) if number else None)
        component = read_component(lowered)
        if component and (_POINTS_BACK.search(lowered) or _SWITCH.match(lowered) or len(words) <= 2):
            return FollowUp(kind="component", component=component)
    return None


def read_component(lowered: str) -> ComponentName | Literal["license"] | None:
    """The component of a model that a line names first, if any."""
    for pattern, component in _COMPONENTS:
        if re.search(rf"\b(?:{pattern})\b", lowered):
            return component
    return None
