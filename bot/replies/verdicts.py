"""Verdicts on sentences about models, computed from the records: what is said of a model, and what its cells hold.

One yardstick for all: 'open source' is OSI's definition (licence approved, weights, training code, and at least
information on the data); the tiers are those of `corpus.spectrum`. A cell that is unknown gives 'not known', a partial
one 'in part', never a yes or a no.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from bot.records.bank import Bank
from bot.records.base import Cite, Slug, Verdict
from bot.records.models import Component, ComponentName, License, ModelRecord, Release
from bot.records.questions import StatementQuestion
from bot.replies.wording import COMPONENT_WORDS, close_sentence

Truth = Literal["yes", "partly", "no", "unknown", "disputed"]

_TRUTHS: dict[Release, Truth] = {"yes": "yes", "partial": "partly", "no": "no", "unknown": "unknown"}
_OPPOSITES: dict[Truth, Truth] = {"yes": "no", "no": "yes"}
VERDICTS: dict[Truth, Verdict] = {
    "yes": "right",
    "partly": "partly-right",
    "no": "wrong",
    "unknown": "unproven",
    "disputed": "contested",
}
EUROPE = frozenset(
    {"EU", "France", "Germany", "Switzerland", "Poland", "Spain", "Italy", "Sweden", "Latvia", "Portugal", "UK"}
)
_OPEN_KINDS = frozenset({"permissive", "copyleft"})
_COMPONENTS: dict[str, ComponentName] = {
    "data-released": "training_data",
    "code-released": "training_code",
    "checkpoints-released": "checkpoints",
    "paper-released": "paper",
}
_PARTS: tuple[ComponentName, ...] = ("weights", "training_code", "training_data")
_LEVELS = ("closed", "weights-available", "open-weights", "open-source", "open-data")


class Ground(NamedTuple):
    """Whether a sentence holds for one model, the reason in a sentence of its own, and on whose word."""

    model: Slug
    truth: Truth
    reason: str
    cites: tuple[Cite, ...]
    as_of: str


def judge_statement(bank: Bank, question: StatementQuestion) -> tuple[Verdict, tuple[Ground, ...]]:
    """The verdict on a sentence in its positive form, with the ground for each of its models."""
    if question.predicate == "more-open-than":
        ground = _compare(bank, *question.subjects[:2])
        return VERDICTS[ground.truth], (ground,)
    grounds = tuple(judge_model(bank, model, question.predicate, question.value) for model in question.subjects)
    verdict = _join(grounds, everything=question.scope == "all")
    if question.scope == "only" and verdict == "right" and find_others(bank, question):
        verdict = "wrong"
    return verdict, grounds


def find_others(bank: Bank, question: StatementQuestion) -> tuple[Slug, ...]:
    """The models that a sentence with 'only' leaves out although it holds for them."""
    others = (model.id for model in bank.models if model.id not in question.subjects)
    return tuple(one for one in others if judge_model(bank, one, question.predicate, question.value).truth == "yes")


def judge_model(bank: Bank, model_id: Slug, predicate: str, value: str | None = None) -> Ground:
    """Whether a predicate holds for one model."""
    model = bank.model[model_id]
    if predicate in _COMPONENTS:
        return _judge_component(model, _COMPONENTS[predicate])
    rules: dict[str, Callable[[Bank, ModelRecord], Ground]] = {
        "open-source": _judge_open_source,
        "fully-open": _judge_fully_open,
        "open-weights": lambda _bank, one: _judge_component(one, "weights"),
        "closed": _judge_closed,
        "osi-approved": _judge_approval,
        "commercial-use": _judge_commerce,
        "license-restricts": _judge_restrictions,
        "reproducible": _judge_reproducible,
    }
    if predicate in rules:
        return rules[predicate](bank, model)
    return _judge_place(model, value or "") if predicate == "made-in" else _judge_license(bank, model, value or "none")


def _join(grounds: Iterable[Ground], *, everything: bool) -> Verdict:
    truths = {ground.truth for ground in grounds}
    if len(truths) == 1:
        return VERDICTS[truths.pop()]
    return "wrong" if everything and "no" in truths else "partly-right"


def _judge_component(model: ModelRecord, name: ComponentName) -> Ground:
    part = _find(model, name)
    return Ground(model.id, _TRUTHS[part.value], _say_part(name, part), part.cites, part.as_of)


def _find(model: ModelRecord, name: ComponentName) -> Component:
    return model.components[name]


def _say_part(name: ComponentName, part: Component) -> str:
    states = {"yes": "public", "partial": "public in part", "no": "not public", "unknown": "not known to be public"}
    verb = "are" if name in {"weights", "checkpoints"} else "is"
    word = COMPONENT_WORDS[name]
    says_nothing_more = part.note.casefold().strip(" .") in _BARE
    detail = "" if says_nothing_more else f" {close_sentence(part.note)}"
    return f"{word[0].upper()}{word[1:]} {verb} {states[part.value]}.{detail}"


_BARE = frozenset({"no", "none", "yes", "public", "some", "partial", "unknown", "not released", "not public"})
"""Notes that repeat the cell's value."""


def _judge_open_source(bank: Bank, model: ModelRecord) -> Ground:
    """OSI's rule. The first part that is missing is the reason; a licence that is not approved is one too."""
    weights, code, data = (_find(model, name) for name in _PARTS)
    if weights.value in {"no", "unknown"}:
        return _judge_component(model, "weights")
    if bank.placement[model.id].contested:
        return _blame_license(bank, model, "disputed")
    if "no" in {code.value, data.value}:
        return _judge_component(model, "training_data" if data.value == "no" else "training_code")
    kind = bank.license[model.license.id].kind
    if kind not in _OPEN_KINDS:
        return _blame_license(bank, model, "unknown" if kind == "unknown" else "no")
    if "unknown" in {code.value, data.value}:
        return _judge_component(model, "training_data" if data.value == "unknown" else "training_code")
    if code.value == "partial":
        return _judge_component(model, "training_code")
    return _blame_license(bank, model, "yes")


def _judge_fully_open(bank: Bank, model: ModelRecord) -> Ground:
    """Weights, training code and training data; the worst of the three is the reason."""
    if bank.placement[model.id].tier == "fully-open":
        data = _find(model, "training_data")
        return Ground(model.id, "yes", bank.placement[model.id].tier_reason, data.cites, data.as_of)
    order = {"no": 0, "unknown": 1, "partial": 2, "yes": 3}
    worst = min(_PARTS, key=lambda name: order[_find(model, name).value])
    return _judge_component(model, worst)


def _judge_closed(_bank: Bank, model: ModelRecord) -> Ground:
    ground = _judge_component(model, "weights")
    return ground._replace(truth=_OPPOSITES.get(ground.truth, ground.truth))


def _judge_reproducible(_bank: Bank, model: ModelRecord) -> Ground:
    """Whoever would make it again needs weights to compare with, code and data."""
    order = {"no": 0, "unknown": 1, "partial": 2, "yes": 3}
    worst = min(_PARTS, key=lambda name: order[_find(model, name).value])
    ground = _judge_component(model, worst)
    return ground._replace(reason="Weights, code and data are public.") if ground.truth == "yes" else ground


def _judge_approval(bank: Bank, model: ModelRecord) -> Ground:
    record = bank.license[model.license.id]
    if record.osi_approved is None:
        return _blame_license(bank, model, "unknown")
    return _blame_license(bank, model, "yes" if record.osi_approved else "no")


def _judge_commerce(bank: Bank, model: ModelRecord) -> Ground:
    """By the kind of licence; conditions for large users leave the answer a yes that names them."""
    record = bank.license[model.license.id]
    if record.kind == "proprietary":
        reason = f"There are no weights to take: it is used through its maker, under {record.name}."
        return _blame_license(bank, model, "partly", reason)
    if record.kind == "unknown":
        return _blame_license(bank, model, "unknown", f"The terms of {record.name} are not known to the bank.")
    truth: Truth = "no" if record.kind in {"research-only", "non-commercial"} else "yes"
    return _blame_license(bank, model, truth, _say_terms(record))


def _judge_restrictions(bank: Bank, model: ModelRecord) -> Ground:
    record = bank.license[model.license.id]
    if record.kind == "unknown":
        return _blame_license(bank, model, "unknown")
    return _blame_license(bank, model, "no" if record.kind in _OPEN_KINDS else "yes", _say_terms(record))


def _judge_license(bank: Bank, model: ModelRecord, value: str) -> Ground:
    """`value` is a licence's id or name, or a word that people use for several: 'apache', 'gpl'."""
    record = bank.license[model.license.id]
    if record.id == "unknown":
        return _blame_license(bank, model, "unknown")
    if value.casefold() in {record.id, record.name.casefold(), record.name.casefold().split()[0]}:
        return _blame_license(bank, model, "yes")
    alike = value.casefold().split()[0] in record.name.casefold().split()
    return _blame_license(bank, model, "partly" if alike else "no")


def _judge_place(model: ModelRecord, value: str) -> Ground:
    weights = _find(model, "weights")
    places = model.country.split("/")
    holds = any(place == value or (value == "Europe" and place in EUROPE) for place in places)
    reason = f"It is made by {model.developer} ({model.country})."
    return Ground(model.id, "yes" if holds else "no", reason, weights.cites, weights.as_of)


def _blame_license(bank: Bank, model: ModelRecord, truth: Truth, reason: str = "") -> Ground:
    """The licence as the ground."""
    record = bank.license[model.license.id]
    if record.id == "unknown":
        truth, reason = "unknown", "The bank does not know the licence."
    terms = model.license
    return Ground(model.id, truth, reason or _say_license(record), terms.cites, terms.as_of)


def _say_license(record: License) -> str:
    approved: dict[bool | None, str] = {
        True: "which OSI approves",
        False: "which OSI has not approved",
        None: "whose approval by OSI is not known",
    }
    return f"The licence is {record.name}, {approved[record.osi_approved]}."


def _say_terms(record: License) -> str:
    limits = f": {'; '.join(record.restrictions[:2])}" if record.restrictions else ", without conditions on who or what"
    return close_sentence(f"The licence is {record.name}{limits}")


def rate_openness(bank: Bank, model_id: Slug) -> tuple[int, float]:
    """How open a model is, for setting models in order: its level, then its parts (1 for public, half for in part)."""
    model = bank.model[model_id]
    weight = {"yes": 1.0, "partial": 0.5, "no": 0.0, "unknown": 0.0}
    parts = sum(weight[part.value] for part in model.components.values())
    return _LEVELS.index(bank.placement[model_id].level), parts


def _compare(bank: Bank, first: Slug, second: Slug) -> Ground:
    one, other = rate_openness(bank, first), rate_openness(bank, second)
    truth: Truth = "yes" if one > other else "no"
    left, right = bank.placement[first], bank.placement[second]
    if left.contested or right.contested:
        truth = "disputed"
    reason = f"{bank.model[first].name}: {left.level_reason} {bank.model[second].name}: {right.level_reason}"
    weights = _find(bank.model[first], "weights")
    return Ground(first, truth, reason, weights.cites, weights.as_of)
