"""Single clauses of licences: whether a licence has one, on whose word, and how that is said of a model."""

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.models import Clause, ClauseName, ClauseState, ModelRecord
from bot.replies.grounds import Ground, Truth, blame_terms

CLAUSE_PHRASES: dict[ClauseName, tuple[str, str]] = {
    "military": ("may be used for military purposes", "may not be used for military purposes"),
    "outputs": ("lets you train other models on its outputs", "does not let you train other models on its outputs"),
    "hosting": (
        "may be sold as a hosted service without a deal with its maker",
        "may not be sold as a hosted service without a deal with its maker",
    ),
    "any-size": (
        "may be used commercially by firms of any size",
        "may not be used commercially by firms of every size",
    ),
    "name": ("comes with a naming rule for derived models", "comes with no naming rule for derived models"),
    "badge": ("has to be credited in products", "does not have to be credited in products"),
    "registration": (
        "needs a registration or its maker's leave first",
        "needs no registration and no leave of its maker first",
    ),
    "patents": ("comes with an explicit patent grant", "comes with no explicit patent grant"),
}
"""Each clause said of a subject, and denied."""

PARTLY: dict[ClauseName, str] = {
    "military": "with limits",
    "outputs": "with limits",
    "hosting": "but not in every case",
    "any-size": "but not in every business",
    "name": "in some cases only",
    "badge": "in some cases only",
    "registration": "in some cases only",
    "patents": "with limits",
}
"""What goes behind the sentence where the clause holds in part."""

_TRUTHS: dict[ClauseState, Truth] = {"yes": "yes", "partial": "partly", "no": "no"}


def judge_clause(bank: Bank, model: ModelRecord, name: str) -> Ground:
    """Whether the licence of a model has a clause, as its record has it; one that nobody read is not known."""
    record = bank.license[model.license.id]
    clause = next((clause for held, clause in record.clauses.items() if held == name), None)
    if clause is None:
        reason = f"The licence is {record.name}; what it says on this is not on record."
        return blame_terms(bank, model, "unknown", reason)
    return blame_clause(model, clause, _TRUTHS[clause.state])


def blame_clause(model: ModelRecord, clause: Clause, truth: Truth) -> Ground:
    """A clause as the ground, on the word of whoever read it, then of whoever says which licence the model carries."""
    cites = tuple(dict.fromkeys((*clause.cites[:1], *model.license.cites[:1])))
    return Ground(model.id, truth, clause.text, cites, clause.as_of)


def find_cap(bank: Bank, model_id: Slug) -> Clause | None:
    """The clause by which the licence of a model is not for everybody's commercial use, where it has one."""
    clause = bank.license[bank.model[model_id].license.id].clauses.get("any-size")
    return clause if clause and clause.state == "no" else None
