"""Sentences on single clauses of licences: the verdict is that of the record, and a clause nobody read is not a no."""

from collections.abc import Iterator

import pytest

from bot.records.bank import Bank
from bot.records.base import Stance, Verdict
from bot.records.questions import CLAUSES, StatementQuestion
from bot.replies.sentences import write_statement
from bot.replies.statements import compose_statement
from bot.replies.verdicts import judge_statement

_VERDICTS: dict[str, Verdict] = {"yes": "right", "partial": "partly-right", "no": "wrong", "absent": "unproven"}
_PLAIN = {"apache-2.0": "yes", "mit": "no", "bsd-3-clause": "no"}
"""Licences without conditions, and whether they grant patents in words."""


def _list_clauses() -> Iterator[tuple[str, str]]:
    for predicate, clauses in CLAUSES.items():
        yield from ((predicate, clause) for clause in clauses)


def _ask(
    predicate: str, value: str | None, stance: Stance, name: str, *models: str, scope: str | None = None
) -> StatementQuestion:
    fields = {"predicate": predicate, "value": value, "stance": stance, "names": name, "subjects": models}
    return StatementQuestion.model_validate(fields | {"scope": scope})


@pytest.mark.parametrize(("predicate", "clause"), list(_list_clauses()))
def test_every_model_is_judged_by_the_clause_of_its_licence(bank: Bank, predicate: str, clause: str) -> None:
    found = set()
    for model in bank.models:
        held = {name: one for name, one in bank.license[model.license.id].clauses.items() if name == clause}
        state = held[clause].state if clause in held else "absent"
        verdict, (ground,) = judge_statement(bank, _ask(predicate, clause, "asks", model.name, model.id))
        assert verdict == _VERDICTS[state], model.id
        if clause in held:
            assert ground.reason == held[clause].text
            assert ground.cites[0] == held[clause].cites[0]
        found.add(state)
    assert found == {"yes", "partial", "no", "absent"}


@pytest.mark.parametrize(("license_id", "patents"), list(_PLAIN.items()))
def test_licences_without_conditions_allow_everything_and_ask_nothing(
    bank: Bank, license_id: str, patents: str
) -> None:
    states = {name: clause.state for name, clause in bank.license[license_id].clauses.items()}
    allowed = dict.fromkeys(CLAUSES["allows"], "yes")
    assert states == {**allowed, **dict.fromkeys(CLAUSES["requires"], "no"), "patents": patents}


def test_what_a_kind_of_licence_settles_agrees_with_its_clauses(bank: Bank) -> None:
    """Where commercial use is excluded, nobody may use or host for pay; where nothing binds, everybody may."""
    for record in bank.licenses:
        states = {record.clauses[name].state for name in ("any-size", "hosting") if name in record.clauses}
        if record.kind in {"non-commercial", "research-only"}:
            assert states == {"no"}, record.id
        if record.kind in {"permissive", "copyleft"} and states:
            assert states == {"yes"}, record.id


def test_most_licences_in_use_have_their_clauses(bank: Bank) -> None:
    whole = [one for one in bank.licenses if {"any-size", "hosting"} <= set(one.clauses)]
    assert len(whole) >= 35


@pytest.mark.parametrize(
    ("predicate", "value", "stance", "model", "kind", "opening", "reason"),
    [
        (
            "allows", "military", "asserts", "minimax-m2-5", "rebuttal",
            "Not so: MiniMax M2.5 may not be used for military purposes.", "bars military purposes",
        ),
        (
            "allows", "outputs", "asserts", "llama-2", "rebuttal",
            "Not so: Llama 2 does not let you train other models on its outputs.", "any large language model",
        ),
        (
            "allows", "hosting", "asserts", "mistral-large-4", "rebuttal",
            "Not so: Mistral Large 4 may not be sold as a hosted service without a deal with its maker.",
            "need a separate licence",
        ),
        (
            "allows", "any-size", "denies", "devstral-2", "agreement",
            "You are right: Devstral 2 may not be used commercially by firms of every size.",
            "above 20 million dollars of monthly revenue",
        ),
        (
            "requires", "name", "asks", "solar-open", "answer",
            "Yes: Solar Open comes with a naming rule for derived models.", "begins with Solar",
        ),
        (
            "grants", "patents", "asserts", "dclm-7b", "rebuttal",
            "Not so: DCLM-7B comes with no explicit patent grant.", "grants no patent rights",
        ),
        (
            "requires", "badge", "asks", "kimi-k2", "answer",
            "In part: Kimi K2 has to be credited in products, in some cases only.", "100 million monthly users",
        ),
    ],
)  # fmt: skip
def test_the_verdict_comes_first_and_the_clause_is_the_reason(
    bank: Bank, predicate: str, value: str, stance: Stance, model: str, kind: str, opening: str, reason: str
) -> None:
    name = opening.partition(": ")[2]
    name = name[: min(name.index(verb) for verb in (" may", " does", " comes", " has") if verb in name)]
    question = _ask(predicate, value, stance, name, model)
    answer = compose_statement(bank, "as typed", question, 0.8, "short")
    assert answer.kind == kind
    assert answer.text.startswith(opening)
    assert reason in answer.points[0].text
    assert answer.points[0].citations


def test_of_a_family_under_several_licences_it_is_said_of_how_many(bank: Bank) -> None:
    members = bank.family["minimax"].members
    question = _ask("allows", "military", "asserts", "MiniMax", *members)
    answer = compose_statement(bank, "as typed", question, 0.8, "short")
    held = [member for member in members if _allows_military(bank, member)]
    assert 0 < len(held) < len(members)
    assert answer.headline == (f"In part: that is true of {len(held)} of {len(members)} models of MiniMax, not of all.")


def _allows_military(bank: Bank, model: str) -> bool:
    clause = bank.license[bank.model[model].license.id].clauses.get("military")
    return clause is not None and clause.state == "yes"


def test_several_models_have_their_verbs_in_the_plural() -> None:
    question = _ask("allows", "outputs", "asserts", "Qwen3 and Kimi K3", "qwen3", "kimi-k3")
    assert write_statement(question) == "Qwen3 and Kimi K3 let you train other models on their outputs."


@pytest.mark.parametrize(
    ("stance", "scope", "model", "opening"),
    [
        ("asserts", None, "llama-4", "In part: Llama 4 may be used commercially, but not by everybody"),
        ("asks", None, "llama-4", "Yes: Llama 4 may be used commercially, under conditions."),
        ("denies", None, "llama-4", "Not so: Llama 4 may be used commercially, under conditions."),
        ("asserts", "conditions", "llama-4", "Right: Llama 4 may be used commercially, under conditions."),
        ("asserts", "everyone", "llama-4", "Not so: Llama 4 may not be used commercially by everybody."),
        ("asks", "everyone", "llama-4", "No: Llama 4 may not be used commercially by everybody."),
        ("asserts", None, "gemma-3", "Right: Gemma 3 may be used commercially, under conditions."),
        ("asserts", "everyone", "gemma-3", "In part: Gemma 3 may be used commercially, but not by everybody"),
        ("asserts", None, "mistral-7b", "Right: Mistral 7B may be used commercially."),
        ("asserts", "everyone", "mistral-7b", "Right: Mistral 7B may be used commercially by everybody."),
        ("asserts", "everyone", "gpt-4o", "In part: GPT-4o may be used commercially, but not by everybody"),
        ("asserts", None, "gpt-4o", "In part: GPT-4o may be used commercially only in part."),
    ],
)
def test_a_cap_on_users_or_revenue_is_left_out_by_nobody_unnoticed(
    bank: Bank, stance: Stance, scope: str | None, model: str, opening: str
) -> None:
    name = opening.partition(": ")[2].partition(" may")[0]
    question = _ask("commercial-use", None, stance, name, model, scope=scope)
    answer = compose_statement(bank, "as typed", question, 0.8, "short")
    assert answer.text.startswith(opening)
    if model == "llama-4" and answer.verdict != "right":
        assert "700 million monthly users" in answer.points[0].text
