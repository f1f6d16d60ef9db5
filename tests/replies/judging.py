"""What a fair reader would say of a model from its cells: the rules of verdicts, written a second time for the tests.

Open source is OSI's definition: a licence that OSI approves, weights, training code, and at least information on the
data. What is out in part gives "in part", what nobody knows "not known"; neither is ever a yes or a no.
"""

from collections.abc import Iterable
from typing import Literal

from bot.records.bank import Bank
from bot.records.base import Verdict
from bot.records.models import ComponentName, License, ModelRecord

Truth = Literal["yes", "partly", "no", "unknown", "disputed"]

VERDICTS: dict[Truth, Verdict] = {
    "yes": "right",
    "partly": "partly-right",
    "no": "wrong",
    "unknown": "unproven",
    "disputed": "contested",
}
PARTS: dict[str, ComponentName] = {
    "open-weights": "weights",
    "data-released": "training_data",
    "code-released": "training_code",
    "checkpoints-released": "checkpoints",
    "paper-released": "paper",
}
PREDICATES = (
    *PARTS, "closed", "reproducible", "fully-open", "open-source", "osi-approved", "commercial-use",
    "license-restricts",
)  # fmt: skip
"""What can be said of a model without naming anything else."""

_SIDES: dict[str, Truth] = {"yes": "yes", "partial": "partly", "no": "no", "unknown": "unknown"}
_FREE = frozenset({"permissive", "copyleft"})
_NO_TRADE = frozenset({"non-commercial", "research-only"})


def expect(bank: Bank, model: ModelRecord, predicate: str) -> Truth:
    """Whether a sentence holds for one model."""
    held = {name: _SIDES[part.value] for name, part in model.components.items()}
    terms = bank.license[model.license.id]
    if predicate in PARTS:
        return held[PARTS[predicate]]
    if predicate == "closed":
        return {"yes": "no", "no": "yes"}.get(held["weights"], held["weights"])  # type: ignore[return-value]
    if predicate in {"reproducible", "fully-open"}:
        excused = predicate == "fully-open" and model.tier_exception and held["training_data"] == "partly"
        data = "yes" if excused else held["training_data"]
        return find_weakest([held["weights"], held["training_code"], data])
    return _expect_open_source(held, terms) if predicate == "open-source" else _expect_of_terms(terms, predicate)


def _expect_open_source(held: dict[ComponentName, Truth], terms: License) -> Truth:
    weights, code, data = held["weights"], held["training_code"], held["training_data"]
    if weights in {"no", "unknown"}:
        return weights
    if code == "yes" and data in {"yes", "partly"} and terms.kind not in {*_FREE, "unknown"}:
        return "disputed"
    described: Truth = "yes" if data == "partly" else data
    of_parts = find_weakest([weights, code, described])
    of_terms = _expect_of_terms(terms, "osi-approved")
    return of_terms if of_parts == "yes" or of_terms == "no" else of_parts


def _expect_of_terms(terms: License, predicate: str) -> Truth:
    if predicate == "osi-approved":
        return {True: "yes", False: "no", None: "unknown"}[terms.osi_approved]  # type: ignore[return-value]
    if terms.kind == "unknown":
        return "unknown"
    if predicate == "license-restricts":
        return "no" if terms.kind in _FREE else "yes"
    if terms.kind == "proprietary":
        return "partly"
    return "no" if terms.kind in _NO_TRADE else "yes"


def find_weakest(truths: Iterable[Truth]) -> Truth:
    """Of things that must all hold: one that does not settles it, else one that nobody knows, else one in part."""
    found = set(truths)
    return next(truth for truth in ("no", "unknown", "partly", "yes") if truth in found)


def join(truths: Iterable[Truth]) -> Verdict:
    """The verdict on several models: theirs where they are alike, else in part. Where some are a no and nobody knows of
    the others, nothing at all is known to be right in the sentence, so that "in part" would say too much."""
    found = set(truths)
    if found == {"no", "unknown"}:
        return "wrong"
    return VERDICTS[found.pop()] if len(found) == 1 else "partly-right"
