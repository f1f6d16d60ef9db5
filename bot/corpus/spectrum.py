"""The spectrum rules: tier and level of a model from its components and its licence, each with its reason.

Tier, the short view: closed (no downloadable weights), open weights (weights without the whole of training
code and training data), fully open (weights, training code and training data).
Level, the long view, after the labels that the G7 digital ministers and OSI published on 2026-05-29: closed;
weights available (a licence that restricts use); open weights (an open licence); open source (plus code and
data or data information); open data (plus the full training data).
"""

from bot.records.base import Level, Tier
from bot.records.models import License, ModelRecord, Placement, Release

_OPEN_KINDS = frozenset({"permissive", "copyleft"})


def place_model(model: ModelRecord, license_record: License) -> Placement:
    """Compute where a model stands. `license_record` is the licence on its weights."""
    tier, tier_reason = _compute_tier(model)
    by_completeness = _level_by_completeness(model)
    level, level_reason, contested = _compute_level(model, license_record, by_completeness)
    return Placement(
        model=model.id,
        tier=tier,
        tier_reason=tier_reason,
        level=level,
        level_reason=level_reason,
        contested=contested,
    )


def _value(model: ModelRecord, component: str) -> Release:
    found = {name: part.value for name, part in model.components.items()}
    return found.get(component, "unknown")  # type: ignore[call-overload, no-any-return]


def _compute_tier(model: ModelRecord) -> tuple[Tier, str]:
    weights, code, data = (_value(model, part) for part in ("weights", "training_code", "training_data"))
    if weights == "no":
        return "closed", "The weights are not released."
    if weights == "unknown":
        return "closed", _UNSEEN
    if code == "yes" and data == "yes":
        return "fully-open", "Weights, training code and training data are public."
    if model.tier_exception and code == "yes" and data == "partial":
        return "fully-open", model.tier_exception
    return "open-weights", f"The weights can be downloaded; {_say_missing(code, data)}."


def _say_missing(code: Release, data: Release) -> str:
    """What keeps a model from being fully open, in a clause."""
    if code == data:
        return f"training code and training data are {_STATES[code]}"
    return f"the training code is {_STATES[code]} and the training data {_STATES[data]}"


_STATES: dict[Release, str] = {
    "no": "not released",
    "partial": "public only in part",
    "unknown": "not known to be public",
    "yes": "public",
}


def _level_by_completeness(model: ModelRecord) -> Level:
    """What the released components alone would earn, whatever the licence."""
    weights, code, data = (_value(model, part) for part in ("weights", "training_code", "training_data"))
    if weights in {"no", "unknown"}:
        return "closed"
    if code == "yes" and data == "yes":
        return "open-data"
    if code == "yes" and data == "partial":
        return "open-source"
    return "open-weights"


def _compute_level(
    model: ModelRecord, license_record: License, by_completeness: Level
) -> tuple[Level, str, str | None]:
    if by_completeness == "closed":
        unseen = _value(model, "weights") == "unknown"
        return "closed", _UNSEEN if unseen else _LEVELS["closed"], None
    if license_record.kind in _OPEN_KINDS:
        return by_completeness, _LEVELS[by_completeness], None
    if license_record.kind == "unknown":
        return "weights-available", _UNREAD, None
    reason = f"The licence on the weights ({license_record.name}) restricts use or users."
    contested = None
    if by_completeness in {"open-source", "open-data"}:
        contested = (
            f"By what is released it would be {by_completeness.replace('-', ' ')}; "
            f"by its licence it is weights available. {model.name} is therefore contested."
        )
    return "weights-available", reason, contested


_UNSEEN = "No released weights are known; nobody has confirmed it either way."
_UNREAD = "The weights are out; nobody has read their licence for the bank, so no more is claimed."

_LEVELS: dict[Level, str] = {
    "closed": "The weights are not released.",
    "weights-available": "The weights are out under a licence that restricts use.",
    "open-weights": "The weights are out under an open licence; code or data are missing.",
    "open-source": "Weights and training code are public, with the training data described or out in part.",
    "open-data": "Weights, training code and the training data are public.",
}
