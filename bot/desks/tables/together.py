"""Reads columns that a line asks for in one breath with another: 'the total, and the model it is based on'."""

import re

from bot.desks.tables.conditions import NAMES_MODELS
from bot.records.tables import Column, Table

_JOINT = re.compile(r"[,;&+:]|\b(?:and|plus|also|with|along)\b")
_FIGURE = re.compile(r"\b(?:totals?|scores?|scored|points?|marks?|ratings?|results?|numbers?|figures?)\b")
_MODEL = re.compile(
    r"\b(?:the|which|what|its|their|whose|and|plus|on) (?:actual |exact |own )?(?:model|version|system)\b"
    r"(?! (?:card|openness|index))"
)


def add_joined(table: Table, columns: tuple[Column, ...], lowered: str) -> tuple[Column, ...]:
    """The columns with those that a lower-cased line, which names a row, joins to them by a plain word: its figure, or
    the model that it is of."""
    if not _JOINT.search(lowered) or table.key == "Metric":
        return columns
    held = {column.id for column in columns}
    has_figures = any(column.holds_figures for column in columns)
    has_models = bool(held & NAMES_MODELS)
    asks_model = has_models or bool(_MODEL.search(lowered))
    figures = [column for column in table.columns if column.kind == "number"][:1] if not has_figures else []
    if not asks_model or not (has_figures or _FIGURE.search(lowered)):
        return columns
    models = [column for column in table.columns if column.id in NAMES_MODELS][:1] if not has_models else []
    return tuple(dict.fromkeys((*figures, *columns, *models)))
