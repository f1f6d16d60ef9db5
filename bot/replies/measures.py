"""What models are measured by: size, active parameters, date, index, benchmark; as numbers and as words."""

import re
from typing import NamedTuple

from bot.records.models import Benchmark, ModelRecord
from bot.records.questions import Measure
from bot.replies.wording import say_date

_FIGURE = r"(?<!\d)(\d{1,9}(?:\.\d{1,9})?) ?([MBT])"
_SIZE = re.compile(rf"{_FIGURE}\b(?!\s*active)")
_ACTIVE = re.compile(rf"{_FIGURE} active")
_PAIR = re.compile(rf"{_FIGURE}(?: total)? / (?:about )?{_FIGURE}(?: active)?\b")
_BILLIONS = {"M": 0.001, "B": 1.0, "T": 1000.0}


BILLIONS_A_GIGABYTE = 1.25
"""Parameters, in billions, that fit into a gigabyte at 4 bits with room for the context: the passage `MEMORY_RULE` has
it."""

MEMORY_RULE = "gap-memory-rule"


class Share(NamedTuple):
    """Parameters of a mixture of experts in billions: all of them, and those used for one token."""

    total: float
    active: float


def measure_model(model: ModelRecord, measure: Measure | None, benchmark: str | None = None) -> float | None:
    """The number to rank by: billions of parameters, months since year 0, open parts, or a score."""
    if measure in {"parameters", "active"}:
        found = (_ACTIVE if measure == "active" else _SIZE).findall(model.parameters)
        return max((_read_billions(*figure) for figure in found), default=None)
    if measure == "released":
        year, _, month = model.released.partition("-")
        return int(year) * 12 + int(month[:2] or 1)
    if measure == "index":
        return float(model.index_score.open) if model.index_score else None
    score = find_score(model, benchmark)
    return score.score if score else None


def find_fitting(model: ModelRecord, memory: float) -> float | None:
    """The largest size on record, in billions of parameters, that fits into so many gigabytes at 4 bits."""
    sizes = [_read_billions(*figure) for figure in _SIZE.findall(model.parameters)]
    return max((size for size in sizes if size <= memory * BILLIONS_A_GIGABYTE), default=None)


def find_share(model: ModelRecord) -> Share | None:
    """Total and active parameters of the first size on record, if both are."""
    found = _PAIR.search(model.parameters)
    if not found:
        return None
    total, total_unit, active, active_unit = found.groups()
    return Share(_read_billions(total, total_unit), _read_billions(active, active_unit))


def find_score(model: ModelRecord, benchmark: str | None) -> Benchmark | None:
    """The best score on record in a benchmark."""
    scores = [score for score in model.benchmarks if score.name == benchmark]
    return max(scores, key=lambda score: score.score) if scores else None


def say_measure(model: ModelRecord, measure: Measure | None, benchmark: str | None = None) -> str:
    """A model's size, date, index or score in words."""
    if measure in {"parameters", "active"}:
        return f"{model.parameters} parameters" if model.parameters != "undisclosed" else "size undisclosed"
    if measure == "released":
        return f"released {say_date(model.released)}"
    if measure == "index":
        score = model.index_score
        return f"{score.open} open, {score.partial} partial, {score.closed} closed" if score else "not in the index"
    found = find_score(model, benchmark)
    return f"{found.name} {found.score:g} ({found.setting})" if found else f"no {benchmark} score on record"


def _read_billions(number: str, unit: str) -> float:
    return float(number) * _BILLIONS[unit]
