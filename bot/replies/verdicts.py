"""Verdicts on sentences about models, computed from the records: what is said of a model, and what its cells hold.

One yardstick for all: 'open source' is OSI's definition (licence approved, weights, training code, and at least
information on the data); the tiers are those of `corpus.spectrum`. A cell that is unknown gives 'not known', a partial
one 'in part', never a yes or a no.
"""

from collections.abc import Callable, Iterable

from bot.records.bank import Bank
from bot.records.base import Slug, Verdict
from bot.records.models import ComponentName, LicenseKind, ModelRecord
from bot.records.questions import CLAUSES, StatementQuestion
from bot.replies.clauses import blame_clause, find_cap, judge_clause
from bot.replies.countries import comes_from, excludes, list_places
from bot.replies.grounds import (
    OPEN_KINDS,
    Ground,
    Truth,
    blame_approval,
    blame_license,
    blame_terms,
    judge_component,
    judge_weakest,
)
from bot.replies.license_groups import find_group, list_texts
from bot.replies.openness import compare_openness
from bot.replies.wording import say_date

_PROPRIETARY: dict[LicenseKind, Truth] = {
    "permissive": "no",
    "copyleft": "no",
    "unknown": "unknown",
    "proprietary": "yes",
}
"""Whether a kind of licence is what people call proprietary; a maker's own terms on public weights are so in part."""

_OPPOSITES: dict[Truth, Truth] = {"yes": "no", "no": "yes"}
VERDICTS: dict[Truth, Verdict] = {
    "yes": "right",
    "partly": "partly-right",
    "no": "wrong",
    "unknown": "unproven",
    "disputed": "contested",
}
PARTS_ASKED: dict[str, ComponentName] = {
    "open-weights": "weights",
    "data-released": "training_data",
    "code-released": "training_code",
    "checkpoints-released": "checkpoints",
    "paper-released": "paper",
}
_PARTS: tuple[ComponentName, ...] = ("training_data", "training_code", "weights")
"""What somebody needs who would make a model again; of two that are missing the first is named."""


def judge_statement(bank: Bank, question: StatementQuestion) -> tuple[Verdict, tuple[Ground, ...]]:
    """The verdict on a sentence in its positive form, with the ground for each of its models."""
    if question.predicate == "more-open-than":
        ground = compare_openness(bank, *question.sides)
        return VERDICTS[ground.truth], (ground,)
    grounds = tuple(judge_model(bank, model, question.predicate, question.value) for model in question.subjects)
    if question.predicate == "commercial-use":
        grounds = tuple(_doubt_commerce(bank, question, ground) for ground in grounds)
    verdict = _join(grounds, everything=question.scope == "all")
    if question.scope == "only" and verdict == "right" and find_others(bank, question):
        verdict = "wrong"
    return verdict, grounds


def _doubt_commerce(bank: Bank, question: StatementQuestion, ground: Ground) -> Ground:
    """A licence with conditions allows something, and not to everybody; one with a cap on users or revenue not to all,
    which whoever plainly asserts commercial use leaves out."""
    if ground.truth != "yes" or not (question.scope == "everyone" or _asserts_plainly(question)):
        return ground
    model, cap = bank.model[ground.model], find_cap(bank, ground.model)
    if cap:
        return blame_clause(model, cap, "no" if question.scope == "everyone" else "partly")
    is_open = bank.license[model.license.id].kind in OPEN_KINDS
    return ground._replace(truth="partly") if question.scope == "everyone" and not is_open else ground


def _asserts_plainly(question: StatementQuestion) -> bool:
    """Whether a use is asserted without a word of conditions or of a place."""
    return question.stance == "asserts" and question.scope != "conditions" and question.value is None


def find_others(bank: Bank, question: StatementQuestion) -> tuple[Slug, ...]:
    """The models that a sentence with 'only' leaves out although it holds for them."""
    others = (model.id for model in bank.models if model.id not in question.subjects)
    return tuple(one for one in others if judge_model(bank, one, question.predicate, question.value).truth == "yes")


def judge_model(bank: Bank, model_id: Slug, predicate: str, value: str | None = None) -> Ground:
    """Whether a predicate holds for one model."""
    model = bank.model[model_id]
    if predicate in PARTS_ASKED:
        return judge_component(model, PARTS_ASKED[predicate])
    rules: dict[str, Callable[[Bank, ModelRecord], Ground]] = {
        "open-source": _judge_open_source,
        "fully-open": _judge_fully_open,
        "closed": _judge_closed,
        "osi-approved": _judge_approval,
        "license-restricts": _judge_restrictions,
        "reproducible": _judge_reproducible,
    }
    if predicate in rules:
        return rules[predicate](bank, model)
    if predicate in CLAUSES:
        return judge_clause(bank, model, value or "")
    if predicate == "commercial-use":
        return _judge_commerce(bank, model, value)
    if predicate == "made-by":
        return _judge_maker(model, value or "")
    return _judge_place(model, value or "") if predicate == "made-in" else _judge_license(bank, model, value or "none")


def _join(grounds: Iterable[Ground], *, everything: bool) -> Verdict:
    """One verdict over several models: theirs where they are alike, else in part; a sentence that is known to fail for
    some and not known to hold for any is wrong."""
    truths = {ground.truth for ground in grounds}
    if len(truths) == 1:
        return VERDICTS[truths.pop()]
    return "wrong" if truths == {"no", "unknown"} or (everything and "no" in truths) else "partly-right"


def _judge_open_source(bank: Bank, model: ModelRecord) -> Ground:
    """OSI's rule: a licence that OSI approves, weights, training code, and at least a description of the data. The part
    that is missing is the reason; where none is, the licence."""
    weights = judge_component(model, "weights")
    if weights.truth in {"no", "unknown"}:
        return weights
    if bank.placement[model.id].contested:
        return blame_license(bank, model, "disputed")
    described = model.components["training_data"].value == "partial"
    parts = judge_weakest(model, _PARTS[1:] if described else _PARTS)
    terms = _judge_approval(bank, model)
    return parts if parts.truth == "no" or (parts.truth != "yes" and terms.truth != "no") else terms


def _judge_fully_open(bank: Bank, model: ModelRecord) -> Ground:
    """Weights, training code and training data; data that is out in part is enough where the record says why."""
    excused = bool(model.tier_exception) and model.components["training_data"].value == "partial"
    ground = judge_weakest(model, _PARTS[1:] if excused else _PARTS)
    if ground.truth != "yes":
        return ground
    data = judge_component(model, "training_data")
    return data._replace(truth="yes", reason=bank.placement[model.id].tier_reason)


def _judge_closed(_bank: Bank, model: ModelRecord) -> Ground:
    ground = judge_component(model, "weights")
    return ground._replace(truth=_OPPOSITES.get(ground.truth, ground.truth))


def _judge_reproducible(_bank: Bank, model: ModelRecord) -> Ground:
    """Whoever would make it again needs weights to compare with, code and data."""
    ground = judge_weakest(model, _PARTS)
    return ground._replace(reason="Weights, code and data are public.") if ground.truth == "yes" else ground


def _judge_approval(bank: Bank, model: ModelRecord) -> Ground:
    truths: dict[bool | None, Truth] = {True: "yes", False: "no", None: "unknown"}
    return blame_license(bank, model, truths[bank.license[model.license.id].osi_approved])


def _judge_commerce(bank: Bank, model: ModelRecord, place: str | None) -> Ground:
    """By the kind of licence, and the place where it does not hold; conditions for large users leave the answer a yes
    that names them."""
    record = bank.license[model.license.id]
    if place and excludes(record, place):
        return blame_terms(bank, model, "no")
    if record.kind == "proprietary":
        reason = f"There are no weights to take: it is used through its maker, under {record.name}."
        return blame_terms(bank, model, "partly", reason)
    if record.kind == "unknown":
        return blame_terms(bank, model, "unknown", f"The terms of {record.name} are not on record.")
    return blame_terms(bank, model, "no" if record.kind in {"research-only", "non-commercial"} else "yes")


def _judge_restrictions(bank: Bank, model: ModelRecord) -> Ground:
    record = bank.license[model.license.id]
    if record.kind == "unknown":
        return blame_license(bank, model, "unknown")
    return blame_terms(bank, model, "no" if record.kind in OPEN_KINDS else "yes")


def _judge_license(bank: Bank, model: ModelRecord, value: str) -> Ground:
    """`value` is a licence by its id or one of its names, or a group of licences; a modified MIT is MIT in
    part, a text with additions is both."""
    record = bank.license[model.license.id]
    if value == "proprietary":
        return blame_license(bank, model, _PROPRIETARY.get(record.kind, "partly"))
    group = find_group(value)
    if group:
        return blame_license(bank, model, "yes" if group.holds(record) else "no")
    texts = list_texts(bank, record)
    if value.casefold() in {text.id for text in texts} | {name.casefold() for text in texts for name in text.names}:
        return blame_approval(bank, model, "yes")
    is_altered = value.casefold() in {"mit", "mit license"} and "modified mit" in record.name.casefold()
    return blame_license(bank, model, "partly" if is_altered else "no")


def _judge_place(model: ModelRecord, value: str) -> Ground:
    weights = model.components["weights"]
    if not list_places(model):
        reason = f"Where its maker, {model.developer}, is at home is not on record."
        return Ground(model.id, "unknown", reason, weights.cites[:1], weights.as_of)
    reason = f"It is made by {model.developer} ({model.country})."
    truth: Truth = "yes" if comes_from(model, value) else "no"
    return Ground(model.id, truth, reason, weights.cites[:1], weights.as_of)


def _judge_maker(model: ModelRecord, value: str) -> Ground:
    """Whoever took part made it; the first word of a maker's name is enough: 'Google' made what Google DeepMind did."""
    weights = model.components["weights"]
    makers = {maker.split()[0] for maker in model.developer.split(" / ")}
    reason = f"It is made by {model.developer} ({model.country}), {model.released[:4]}."
    if value == model.developer:
        reason = f"It came out in {say_date(model.released)}."
    truth: Truth = "yes" if value.partition(" ")[0] in makers else "no"
    return Ground(model.id, truth, reason, weights.cites[:1], weights.as_of)
