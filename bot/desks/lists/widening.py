"""How a line makes the last list wider: by taking back a condition, by adding what was not asked for, by going back to
the list before it was narrowed."""

import re
from collections.abc import Iterator

from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.questions import ModelFilter
from bot.replies.selecting import select_models

_BLANK = ModelFilter()
_ASPECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"sizes?|param(?:eter)?s?|how (?:big|large|small)", ("sizes",)),
    (r"(?:v?ram|memory|hardware|gpu|card)", ("memory",)),
    (
        r"licen[cs](?:es?|ing)|terms",
        (
            "licenses", "other_license", "other_licenses", "license_kinds", "approved", "commercial", "restrictions",
        ),
    ),
    (r"countr(?:y|ies)|origins?|nationalit(?:y|ies)|places?|where(?:ver)?|regions?", ("countries", "other_countries")),
    (
        r"makers?|labs?|compan(?:y|ies)|developers?|vendors?|families|family",
        ("developers", "excluded", "families", "without"),
    ),
    (r"years?|dates?|ages?|when(?:ever)?|how (?:old|new)", ("since", "until", "released")),
    (r"kinds?|types?|modalit(?:y|ies)", ("modalities", "other_modalities")),
    (r"openness|tiers?|levels?|how open", ("tiers", "levels")),
    (r"scores?", ("scores",)),
    (r"components?|parts?", ("components",)),
)  # fmt: skip
"""What a condition is called, and the parts of a filter that hold it."""

_NO_MATTER = (
    r"any|every|all|whatever|regardless of|irrespective of|no matter|forget(?: about)?|ignor(?:e|ing)|never ?mind|nvm|"
    r"drop|lift|remove|without|scrap|skip|(?:don'?t|do not) care(?: about| for| of)?|undo"
)
_OF_ASPECT = tuple(
    (
        re.compile(
            rf"\b(?:{_NO_MATTER})(?: (?:the|a|that|what|my|those|this))* (?:{words})\b(?! (?:is|are|has|have)\b)|"
            rf"\b(?:{words})(?: \w+)? (?:doesn'?t|does not|don'?t|do not|no longer) (?:matter|count)\b|"
            rf"\bno(?: more)? (?:{words}) (?:limit|filter|condition|cap|restriction)s?\b"
        ),
        parts,
    )
    for words, parts in _ASPECTS
)
_OVERALL = re.compile(r"\b(?:overall|in general|of all models|across (?:all|the board)|all in all|in total)\b")
_KEPT_OVERALL = frozenset({"operation", "ranking", "measure", "benchmark", "columns"})
_TAKES_BACK = re.compile(
    r"\b(?:forget|ignor(?:e|ing)|never ?mind|nvm|drop|lift|remove|without|scrap|skip|undo|no|not|"
    r"(?:don'?t|do not|doesn'?t|does not) (?:care|need|have to|matter)|needn'?t|need not)\b"
)
_SIDES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("countries", ("countries", "other_countries")),
    ("licenses", ("licenses", "other_licenses")),
    ("developers", ("developers", "excluded")),
    ("modalities", ("modalities", "other_modalities")),
    ("tiers", ("tiers",)),
    ("levels", ("levels",)),
    ("license_kinds", ("license_kinds",)),
    ("families", ("families",)),
    ("restrictions", ("restrictions",)),
)
"""Parts that are demanded, and where a line that takes one back names it."""

_ADDS = re.compile(
    r"\b(?:add|adding|also|plus|includ(?:e|ing)|too|as well|back in|on top|(?:together|along) with|put back)\b"
)
_ALTERNATIVES = (
    "tiers", "levels", "licenses", "license_kinds", "developers", "countries", "families", "modalities",
)  # fmt: skip
"""Parts whose values are alternatives: one more makes a list longer."""

_LET_IN = (
    ("other_countries", "countries"),
    ("other_licenses", "licenses"),
    ("excluded", "developers"),
    ("other_modalities", "modalities"),
)
_BACK = re.compile(
    r"\b(?:again|back|undo|reset|start over|revert|original|all of (?:them|those|it)|everything|"
    r"whole (?:list|lot|thing)|full list|first list)\b"
)


def take_back(before: ModelFilter, now: ModelFilter, lowered: str) -> ModelFilter | None:
    """The last filter without the conditions that a lower-cased line takes back: 'any size', 'forget europe', 'no need
    for the code'; None where it takes none back."""
    parts = {name for pattern, parts in _OF_ASPECT if pattern.search(lowered) for name in parts}
    if _OVERALL.search(lowered):
        parts |= set(ModelFilter.model_fields) - _KEPT_OVERALL
    changes = {name: getattr(_BLANK, name) for name in parts}
    if _TAKES_BACK.search(lowered):
        changes |= _list_taken_back(before, now)
    after = before.model_copy(update=changes | {"skip": 0})
    return after if after != before else None


def _list_taken_back(before: ModelFilter, now: ModelFilter) -> dict[str, object]:
    """What was demanded and is named again, part by part, without it."""
    changes: dict[str, object] = {}
    for part, sides in _SIDES:
        named = {value for side in sides for value in getattr(now, side)}
        held = getattr(before, part)
        if named.intersection(held):
            changes[part] = tuple(value for value in held if value not in named)
    named = {name for name, _value in now.components}
    if named:
        changes["components"] = tuple(one for one in before.components if one[0] not in named)
    if now.commercial is not None:
        changes["commercial"] = None
    return changes


def add_to(before: ModelFilter, now: ModelFilter, lowered: str) -> ModelFilter | None:
    """The last filter with the alternatives that a lower-cased line adds, or with those let in that it left out: 'add
    the german ones', 'include the chinese again'; None where it adds none."""
    if not _ADDS.search(lowered):
        return None
    changes: dict[str, object] = {}
    for part in _ALTERNATIVES:
        held, named = getattr(before, part), getattr(now, part)
        if held and not set(named) <= set(held):
            changes[part] = tuple(dict.fromkeys((*held, *named)))
    for left_out, part in _LET_IN:
        named = set(getattr(now, part))
        if named.intersection(getattr(before, left_out)):
            changes[left_out] = tuple(value for value in getattr(before, left_out) if value not in named)
    return before.model_copy(update=changes | {"skip": 0}) if changes else None


def wants_back(lowered: str) -> bool:
    """Whether a lower-cased line may want a list as it was before."""
    return bool(_BACK.search(lowered))


def list_wider(bank: Bank, before: ModelFilter, focus: Focus) -> Iterator[ModelFilter]:
    """The lists that were told before the last one and hold all of it and more: the one it was made of, and the widest.
    An order was made of the list behind it."""
    plain = before.model_copy(update={"skip": 0})
    told = {model.id for model in select_models(bank, plain)}
    wider: list[tuple[int, ModelFilter]] = []
    for listed in dict.fromkeys(subject.listed for subject in focus.subjects):
        held = {model.id for model in select_models(bank, listed)} if listed else set[str]()
        if listed and told < held:
            wider.append((len(held), listed.model_copy(update={"skip": 0})))
    if wider:
        yield from dict.fromkeys((wider[0][1], max(wider, key=lambda one: one[0])[1]))
