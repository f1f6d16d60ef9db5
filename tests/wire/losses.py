"""What became of the questions of a drill that got no answer, each with when and where it was lost."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

Fate = Literal["unheard", "in flight", "lost"]
"""Written while no process was there; taken up by a process that was killed; all others."""

_SHOWN = 20


class Loss(NamedTuple):
    """A question without an answer."""

    fate: Fate
    at: float
    """Seconds since the first question."""

    process: int
    """Whose it was."""

    is_taken: bool
    """Whether that process took it up."""

    beside: tuple[str, ...]
    """What was away when it was asked."""


def count_fates(losses: Sequence[Loss]) -> Counter[Fate]:
    """How many questions had each fate."""
    return Counter(loss.fate for loss in losses)


def write_losses(losses: Sequence[Loss]) -> list[tuple[str, str]]:
    """A line for each of the first questions that are lost without an excuse."""
    lost = [loss for loss in losses if loss.fate == "lost"]
    return [(f"  lost after {loss.at:.1f} s", _describe(loss)) for loss in lost[:_SHOWN]]


def _describe(loss: Loss) -> str:
    taken = "taken up" if loss.is_taken else "not taken up"
    beside = f", while {' and '.join(loss.beside)} was away" if loss.beside else ""
    return f"process {loss.process}, {taken}{beside}"
