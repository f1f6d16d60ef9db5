"""The same question with other models: the other of two, two that are named after one, one in the place of another."""

import pytest

from bot.desks.carrying import find_pointed
from bot.desks.comparisons import ComparisonsDesk
from bot.desks.lists.desk import ListsDesk
from bot.desks.models import ModelsDesk
from bot.desks.statements import StatementsDesk
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject, move_focus
from bot.records.questions import Asked, ModelFilter, Predicate, StatementQuestion
from bot.replies.breath import fit_one_breath
from bot.replies.models import compose_placement
from bot.replies.statements import compose_statement
from tests.desks.proposing import (
    after_comparison,
    after_list,
    after_model,
    after_part,
    after_statement,
    list_keys,
    propose,
)
from tests.fakes import FakeMind


def _after_turns(bank: Bank, *models: str) -> Focus:
    """The focus after one model was spoken of, then another."""
    focus: Focus | None = None
    for model in models:
        focus = move_focus(focus, "x", compose_placement(bank, "x", model), Subject(models=(model,)))
    assert focus
    return focus


@pytest.mark.parametrize(
    ("line", "pointed"),
    [
        ("and the bigger one?", "llama-4"),
        ("the smaller one's licence", "gpt-oss"),
        ("is the older one free", "llama-4"),
        ("the other one", "llama-4"),
    ],
)
def test_one_of_the_two_that_were_spoken_of_in_turn_is_pointed_at(bank: Bank, line: str, pointed: str) -> None:
    assert find_pointed(bank, line, _after_turns(bank, "olmo-3", "llama-4", "gpt-oss"))[:1] == (pointed,)


@pytest.mark.parametrize("line", ["which one is bigger", "which of the two is older"])
def test_who_asks_which_of_two_it_is_points_at_neither(bank: Bank, line: str) -> None:
    assert not {"llama-4", "gpt-oss"} & set(find_pointed(bank, line, _after_turns(bank, "llama-4", "gpt-oss")))


def test_the_bigger_of_a_family_is_still_meant_too(bank: Bank) -> None:
    found = find_pointed(bank, "the newest one", _after_turns(bank, "llama-4", "gpt-oss"))
    assert {bank.model[model].family for model in found} == {"gpt"}
    assert find_pointed(bank, "what about the oldest", after_model(bank, "llama-3"))[:1] == ("llama-1",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("which of the two is bigger", "Llama 4 (Scout, Maverick) is higher."),
        ("which one is newer", "gpt-oss-120b / 20b is the newer."),
        ("which is smaller", "Llama 4 (Scout, Maverick) is higher."),
    ],
)
def test_the_two_that_were_spoken_of_in_turn_are_set_against_each_other(
    mind: FakeMind, bank: Bank, line: str, told: str
) -> None:
    found = propose(mind, ListsDesk(bank), line, _after_turns(bank, "llama-4", "gpt-oss"))
    (meant,) = [one for one in found if one.subject.group == ("llama-4", "gpt-oss")]
    assert told in meant.compose(0.9, "short").text


@pytest.mark.parametrize(
    ("line", "models"),
    [
        ("same with mistral large 3 instead of qwen3", "llama-4+mistral-large-3"),
        ("swap qwen3 for mistral large 3", "llama-4+mistral-large-3"),
        ("mistral large 3 instead of the second one", "llama-4+mistral-large-3"),
        ("now replace llama 4 with gemma 4", "gemma-4+qwen3"),
    ],
)
def test_one_takes_the_place_of_another_in_a_comparison(mind: FakeMind, bank: Bank, line: str, models: str) -> None:
    keys = list_keys(propose(mind, ComparisonsDesk(bank), line, after_comparison(bank, "llama-4", "qwen3")))
    assert models in keys


@pytest.mark.parametrize(
    ("asked", "line", "told"),
    [
        ("license", "falcon 180b or bloom?", ("Falcon-180B TII License", "BigScience RAIL")),
        ("parameters", "glm 5.3 or deepseek v4?", ("parameters", "parameters")),
        ("released", "phi 4 or olmo 2 then", ("came out in", "came out first")),
        ("training_data", "llama 4 and olmo 3?", ("training data: no", "training data: yes")),
    ],
)
def test_two_that_are_named_after_one_are_asked_the_same(
    mind: FakeMind, bank: Bank, asked: Asked, line: str, told: tuple[str, str]
) -> None:
    found = propose(mind, ComparisonsDesk(bank), line, after_part(bank, "kimi-k2", asked))
    (meant,) = (one for one in found if set(one.about) == {mention.model for mention in mind.read(line).models})
    answer = fit_one_breath(meant.compose(0.9, "short"))
    assert all(one in answer.text for one in told)
    assert answer.citations
    assert meant.subject.asked == asked


def test_who_compares_two_in_so_many_words_wants_all_of_them(mind: FakeMind, bank: Bank) -> None:
    found = propose(mind, ComparisonsDesk(bank), "compare phi 4 and olmo 2", after_part(bank, "kimi-k2", "released"))
    assert "came out" not in found[0].compose(0.9, "short").text
    assert found[0].subject.asked is None


def test_a_part_that_is_asked_of_two_is_asked_of_the_next(mind: FakeMind, bank: Bank) -> None:
    before = after_comparison(bank, "falcon-180b", "bloom")
    (told,) = (
        one
        for one in propose(mind, ComparisonsDesk(bank), "how big are falcon 180b and bloom", before)
        if set(one.about) == {"falcon-180b", "bloom"}
    )
    focus = move_focus(before, "x", told.compose(0.9, "short"), told.subject)
    assert "gpt-oss/parameters" in list_keys(propose(mind, ModelsDesk(bank), "and gpt-oss?", focus))


@pytest.mark.parametrize(
    ("listed", "predicate", "value", "asked"),
    [
        (ModelFilter(commercial=True), "commercial-use", "", "license"),
        (ModelFilter(components=(("training_data", "yes"),)), "data-released", "", "training_data"),
        (ModelFilter(tiers=("fully-open",)), "fully-open", "", None),
        (ModelFilter(approved=True), "osi-approved", "", "license"),
        (ModelFilter(licenses=("apache-2.0",)), "license", "Apache License 2.0", "license"),
    ],
)
def test_what_a_list_was_asked_by_is_asked_of_the_models_then_named(
    mind: FakeMind, bank: Bank, listed: ModelFilter, predicate: Predicate, value: str, asked: Asked | None
) -> None:
    focus = after_list(bank, listed.model_copy(update={"operation": "list"}))
    keys = list_keys(propose(mind, StatementsDesk(bank), "llama 4 or mistral large 3?", focus))
    assert f"{predicate}/{value}/llama-4+mistral-large-3" in keys
    cards = list_keys(propose(mind, ModelsDesk(bank), "and llama 4?", focus))
    assert (f"llama-4/{asked}" in cards) == (asked is not None)


def test_a_sentence_on_one_is_asked_of_two_families(mind: FakeMind, bank: Bank) -> None:
    said = StatementQuestion(predicate="commercial-use", subjects=("phi-4",), names="Phi-4", stance="asks")
    assert compose_statement(bank, "x", said, 0.9, "short").text
    found = propose(mind, StatementsDesk(bank), "llama or qwen?", after_statement(bank, said=said))
    meant = [one for one in found if one.key.startswith("commercial-use/") and one.stance == "asks"]
    assert {bank.model[model].family for model in meant[0].about} == {"llama", "qwen"}


def test_a_word_behind_not_points_at_no_relative(bank: Bank) -> None:
    focus = after_comparison(bank, "glm-5-2", "glm-5-3")
    assert find_pointed(bank, "i meant the full 5.3 not flash, how bad", focus)[:1] == ("glm-5-3",)
