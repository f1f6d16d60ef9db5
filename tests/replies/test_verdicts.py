"""Verdicts on sentences about models agree with the cells of the records, over every model and every predicate."""

from collections.abc import Mapping
from itertools import product
from typing import get_args

import pytest

from bot.corpus.spectrum import place_model
from bot.records.bank import Bank
from bot.records.base import Verdict
from bot.records.models import ComponentName, ModelRecord, Release
from bot.records.questions import CLAUSES, Predicate, StatementQuestion
from bot.replies.naming import shorten_name
from bot.replies.statements import compose_statement
from bot.replies.verdicts import find_others, judge_model, judge_statement
from tests.replies.judging import PREDICATES, VERDICTS, expect, join

_EUROPEAN = frozenset(
    """EU Austria Belgium Bulgaria Croatia Cyprus Czechia Denmark Estonia Finland France Germany Greece Hungary Ireland
    Italy Latvia Lithuania Luxembourg Malta Netherlands Poland Portugal Romania Slovakia Slovenia Spain Sweden Norway
    Iceland Switzerland UK""".split()
)


def _ask(predicate: str, *models: str, value: str | None = None, scope: str | None = None) -> StatementQuestion:
    return StatementQuestion.model_validate(
        {
            "predicate": predicate,
            "subjects": models,
            "names": "Those",
            "stance": "asks",
            "value": value,
            "scope": scope,
        }
    )


def _judge(bank: Bank, predicate: str, *models: str, value: str | None = None, scope: str | None = None) -> Verdict:
    return judge_statement(bank, _ask(predicate, *models, value=value, scope=scope))[0]


def test_the_rules_cover_every_predicate() -> None:
    named = {"license", "made-in", "made-by", "more-open-than", *CLAUSES}
    assert {*PREDICATES, *named} == set(get_args(Predicate))


@pytest.mark.parametrize("predicate", PREDICATES)
def test_every_model_is_judged_by_its_cells(bank: Bank, predicate: str) -> None:
    wrong = {
        model.id: (found, wanted)
        for model in bank.models
        if (found := judge_model(bank, model.id, predicate).truth) != (wanted := expect(bank, model, predicate))
    }
    assert wrong == {}


@pytest.mark.parametrize("predicate", PREDICATES)
def test_the_verdict_on_one_model_is_that_of_its_cells(bank: Bank, predicate: str) -> None:
    for model in bank.models:
        found = judge_model(bank, model.id, predicate).truth
        assert _judge(bank, predicate, model.id) == VERDICTS[found], model.id


@pytest.mark.parametrize("value", ["CC BY-NC", "cc-by-nc-4.0", "Creative Commons", "non-commercial"])
def test_a_licence_that_adds_to_another_one_is_both(bank: Bank, value: str) -> None:
    assert _judge(bank, "license", "command-r", value=value) == "right"
    assert _judge(bank, "license", "command-r", value="apache-2.0") == "wrong"


@pytest.mark.parametrize(
    ("value", "verdict"), [("yes", "right"), ("partial", "partly-right"), ("no", "wrong"), ("unknown", "unproven")]
)
@pytest.mark.parametrize(
    ("predicate", "component"),
    [
        ("open-weights", "weights"),
        ("data-released", "training_data"),
        ("code-released", "training_code"),
        ("checkpoints-released", "checkpoints"),
        ("paper-released", "paper"),
    ],
)
def test_a_component_is_told_as_its_cell_has_it(
    bank: Bank, predicate: str, component: ComponentName, value: Release, verdict: Verdict
) -> None:
    made = _change(bank, {component: value})
    assert _judge(made, predicate, "pythia") == verdict


@pytest.mark.parametrize("predicate", ["open-source", "fully-open", "reproducible", "closed", "open-weights"])
def test_no_mixture_of_cells_gives_a_yes_or_a_no_to_what_is_in_part_or_not_known(bank: Bank, predicate: str) -> None:
    """All 64 states of weights, code and data, under a licence that OSI approves."""
    wrong = {}
    for weights, code, data in product(get_args(get_args(Release)[0]), repeat=3):
        made = _change(bank, {"weights": weights, "training_code": code, "training_data": data})
        found, wanted = judge_model(made, "pythia", predicate).truth, expect(made, made.model["pythia"], predicate)
        if found != wanted:
            wrong[weights, code, data] = (found, wanted)
    assert wrong == {}


def _change(bank: Bank, changed: dict[ComponentName, Release]) -> Bank:
    """A bank in which Pythia's components have other values."""
    pythia = bank.model["pythia"]
    components = dict(pythia.components)
    for name, value in changed.items():
        components[name] = components[name].model_copy(update={"value": value})
    return _replace(bank, pythia.model_copy(update={"components": components}))


def _replace(bank: Bank, model: ModelRecord) -> Bank:
    held = {name: getattr(bank, name) for name in Bank.model_fields}
    held["models"] = (model,)
    held["placements"] = (place_model(model, bank.license[model.license.id]),)
    return Bank(**held)


def test_each_model_carries_its_own_licence_and_no_unlike_one(bank: Bank) -> None:
    for model in bank.models:
        own = bank.license[model.license.id]
        if own.id == "unknown":
            assert _judge(bank, "license", model.id, value="MIT License") == "unproven"
            continue
        assert _judge(bank, "license", model.id, value=own.name) == "right", model.id
        for other in (bank.license["mit"], bank.license["apache-2.0"], bank.license["cc-by-nc-4.0"]):
            if not set(other.name.casefold().split()) & set(own.name.casefold().split()) - {"license"}:
                assert _judge(bank, "license", model.id, value=other.name) == "wrong", (model.id, other.id)


@pytest.mark.parametrize(
    ("model", "word", "verdict"),
    [
        ("mistral-7b", "apache", "right"),
        ("mistral-7b", "mit", "wrong"),
        ("gpt-2", "mit", "partly-right"),
        ("gemma-4", "apache", "right"),
    ],
)
def test_a_licence_is_known_by_the_word_that_people_use(bank: Bank, model: str, word: str, verdict: Verdict) -> None:
    assert _judge(bank, "license", model, value=word) == verdict


def test_places_are_those_of_the_makers(bank: Bank) -> None:
    known = {place for model in bank.models for place in model.country.split("/")} - {"unknown"}
    for model in bank.models:
        places = set(model.country.split("/"))
        for place in known:
            expected = "unproven" if places == {"unknown"} else "right" if place in places else "wrong"
            assert _judge(bank, "made-in", model.id, value=place) == expected, (model.id, place)


def test_europe_has_all_its_countries(bank: Bank) -> None:
    missed = {
        model.country
        for model in bank.models
        if (_judge(bank, "made-in", model.id, value="Europe") == "right")
        != bool(_EUROPEAN & set(model.country.split("/")))
    }
    assert missed == set()


_LEVELS = ("closed", "weights-available", "open-weights", "open-source", "open-data")


def test_of_two_models_one_at_most_is_more_open(bank: Bank) -> None:
    """Neighbours in the list stand for all pairs; the level comes before the count of parts."""
    for first, second in zip(bank.models, bank.models[1:], strict=False):
        there = _judge(bank, "more-open-than", first.id, second.id)
        back = _judge(bank, "more-open-than", second.id, first.id)
        places = [bank.placement[model.id] for model in (first, second)]
        if any(place.contested for place in places):
            assert (there, back) == ("contested", "contested")
            continue
        assert "right" not in {there} & {back}, (first.id, second.id)
        levels = [_LEVELS.index(place.level) for place in places]
        if levels[0] != levels[1]:
            assert (there == "right") == (levels[0] > levels[1]), (first.id, second.id)


def _compare(bank: Bank, first: tuple[str, ...], second: tuple[str, ...]) -> Verdict:
    question = _ask("more-open-than", *first, *second, value="others").model_copy(update={"rivals": second})
    return judge_statement(bank, question)[0]


def test_a_group_is_more_open_where_each_of_it_is_and_in_part_where_its_best_is(bank: Bank) -> None:
    assert _compare(bank, ("olmo-3", "pythia"), ("llama-3-1", "gpt-4o")) == "right"
    assert _compare(bank, ("olmo-3", "gpt-4o"), ("llama-3-1",)) == "partly-right"
    assert _compare(bank, ("llama-3-1", "gpt-4o"), ("olmo-3",)) == "wrong"
    question = _ask("more-open-than", "olmo-3", "gpt-4o", "llama-3-1", value="Llama 3.1")
    told = compose_statement(bank, "x", question.model_copy(update={"rivals": ("llama-3-1",)}), 0.9, "short")
    assert told.headline.startswith("In part: it depends on the model; the most open of each side are Olmo 3")
    assert "Llama 3.1" in told.headline


@pytest.mark.parametrize("predicate", PREDICATES)
def test_a_family_whose_members_differ_is_answered_by_generation(bank: Bank, predicate: Predicate) -> None:
    for family in bank.families:
        members = {member: judge_model(bank, member, predicate).truth for member in family.members}
        question = _ask(predicate, *family.members)
        verdict, grounds = judge_statement(bank, question)
        assert verdict == join(members.values()), family.id
        assert {ground.model: ground.truth for ground in grounds} == members
        if len(set(members.values())) > 1:
            _expect_every_group(bank, question, members)


_WORDS = {"yes": "Yes", "no": "No", "partly": "In part", "unknown": "Not known", "disputed": "Disputed"}


def _expect_every_group(bank: Bank, question: StatementQuestion, members: Mapping[str, str]) -> None:
    """One line a truth, headed by its word, with names of members of which it holds and of no other."""
    text = compose_statement(bank, "x", question, 1.0, "standard").text
    for truth in set(members.values()):
        lines = [line for line in text.splitlines() if line.startswith(f"- {_WORDS[truth]}: ")]
        assert len(lines) == 1, (question.predicate, question.subjects, truth)
        named = lines[0].removeprefix(f"- {_WORDS[truth]}: ")
        first = next(member for member, found in members.items() if found == truth)
        assert named.startswith(shorten_name(bank.model[first].name)), (truth, named)


def test_all_of_a_family_is_denied_by_one_member(bank: Bank) -> None:
    assert _judge(bank, "open-weights", *bank.family["gpt"].members) == "partly-right"
    assert _judge(bank, "open-weights", *bank.family["gpt"].members, scope="all") == "wrong"
    assert _judge(bank, "open-weights", "olmo-3", "pythia", scope="all") == "right"


def test_what_holds_for_no_member_is_not_right_in_part_because_of_one_that_nobody_checked(bank: Bank) -> None:
    made = _change(bank, {"training_data": "unknown"})
    other = bank.model["mistral-7b"]
    held = {name: getattr(made, name) for name in Bank.model_fields}
    held["models"] = (*made.models, other)
    held["placements"] = (*made.placements, bank.placement[other.id])
    assert _judge(Bank(**held), "data-released", "pythia") == "unproven"
    assert _judge(Bank(**held), "data-released", "pythia", "mistral-7b") == "wrong"


def test_only_is_denied_by_one_other_model(bank: Bank) -> None:
    assert _judge(bank, "fully-open", "olmo-3") == "right"
    assert _judge(bank, "fully-open", "olmo-3", scope="only") == "wrong"
    others = find_others(bank, _ask("fully-open", "olmo-3", scope="only"))
    assert "pythia" in others
    assert "olmo-3" not in others
    assert "llama-3-1" not in others


def test_every_model_is_made_by_its_maker_and_by_nobody_else(bank: Bank) -> None:
    for model in bank.models:
        for maker in model.developer.split(" / "):
            assert _judge(bank, "made-by", model.id, value=maker) == "right", model.id
        assert _judge(bank, "made-by", model.id, value="Nobody AI") == "wrong", model.id


def test_a_firm_made_what_its_lab_did(bank: Bank) -> None:
    assert bank.model["gemini-3"].developer == "Google DeepMind"
    assert _judge(bank, "made-by", "gemini-3", value="Google") == "right"
