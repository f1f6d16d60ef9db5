"""Reads what a line wants done with models where it asks for two things: 'the largest indian one and for how many
languages', 'how many are there and which is the newest'."""

import re

from bot.records.questions import Operation
from bot.understanding.operations import read_operation

_OF_ONE = re.compile(
    r"\b(?:for |in |on |with |of )?how many (?:\w+ )?(?:languages?|tokens?|users?|downloads?|gpus?|hours?|people|"
    r"layers?|experts?|benchmarks?|points?|words?|sizes?|checkpoints?|authors?|engineers?|countries|dollars?|bits?|bytes?|"
    r"likes?|stars?|days?|weeks?|months?|years?|images?|pictures?|videos?|voices?)\b"
)
"""What is counted in one model: no models are counted by that."""

_COUNT = re.compile(r"\bhow many\b|\bcount\b|\bnumber of\b")
_JOINT = re.compile(r"[,;+&.?!]|\b(?:and|plus|also|then)\b")
_RANKS = frozenset({"highest", "lowest"})


def read_wanted(lowered: str) -> tuple[Operation, ...]:
    """What a lower-cased line wants done with models; both things, the first asked for first, where it joins a count
    and an extreme."""
    models = _OF_ONE.sub(" ", lowered)
    operation = read_operation(models)
    counted = _COUNT.search(models)
    if operation != "count" or not counted:
        return (operation,)
    head, rest = models[: counted.start()], models[counted.start() :]
    joint = _JOINT.search(rest)
    before = read_operation(head)
    if before in _RANKS and _JOINT.search(head):
        return before, operation
    behind = read_operation(rest[joint.end() :]) if joint else operation
    return (operation, behind) if behind in _RANKS else (operation,)
