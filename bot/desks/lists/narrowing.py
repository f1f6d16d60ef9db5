"""Several filters that must all hold, as one."""

from collections.abc import Sequence

from bot.records.questions import ModelFilter

_ALTERNATIVES = (
    "tiers",
    "levels",
    "licenses",
    "license_kinds",
    "developers",
    "countries",
    "families",
    "models",
    "modalities",
)
"""Parts of a filter whose values are alternatives: a model has one of them."""

_TOGETHER = ("components", "restrictions", "excluded", "other_modalities", "without", "sizes", "scores")
"""Parts whose values hold together."""


def narrow(filters: Sequence[ModelFilter]) -> ModelFilter | None:
    """The filter of what fits every one of some filters; None where two of them leave nothing to each other."""
    joined = ModelFilter()
    for one in filters:
        given = {name: value for name, value in one if value != getattr(ModelFilter(), name)}
        changes = {name: _join(name, getattr(joined, name), value) for name, value in given.items()}
        if any(changes[name] == () for name in given):
            return None
        joined = joined.model_copy(update=changes)
    return joined


def _join(name: str, before: object, now: object) -> object:
    if isinstance(before, tuple) and isinstance(now, tuple) and before:
        if name in _ALTERNATIVES:
            return tuple(value for value in before if value in now)
        if name in _TOGETHER:
            return tuple(dict.fromkeys((*before, *now)))
    return now
