"""Lists that lean on what was told: the models of one verdict, those under the licence spoken of, the last to come."""

import pytest

from bot.desks.carrying import find_pointed
from bot.desks.last import LastDesk
from bot.desks.lists.desk import ListsDesk
from bot.desks.models import ModelsDesk
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.questions import ModelFilter, StatementQuestion
from bot.replies.selecting import select_models
from bot.understanding.offers import take_up_offer
from tests.desks.proposing import after_list, after_model, after_part, after_statement, list_keys, propose
from tests.fakes import FakeMind

_MODELS = ("mistral-7b", "olmo-3", "mistral-large-3", "codestral-22b", "flux-1-dev")


def _after_several(bank: Bank) -> Focus:
    said = StatementQuestion(predicate="commercial-use", subjects=_MODELS, names="these", stance="asks")
    return after_statement(bank, said=said)


def _meant(mind: FakeMind, bank: Bank, line: str, focus: Focus) -> list[set[str]]:
    """The models of each list that a line plainly asks for and that leans on what was told."""
    found = propose(mind, ListsDesk(bank), line, focus)
    listed = [one.subject.listed for one in found if one.clues.fit == 1 and one.clues.filled and one.subject.listed]
    return [{model.id for model in select_models(bank, one)} for one in listed]


@pytest.mark.parametrize(
    "line", ["which 3? name them", "which three. names", "those three, name them", "which ones may"]
)
def test_the_models_of_which_a_sentence_holds_are_named(mind: FakeMind, bank: Bank, line: str) -> None:
    assert _meant(mind, bank, line, _after_several(bank)) == [{"mistral-7b", "olmo-3", "mistral-large-3"}]


@pytest.mark.parametrize(
    "line", ["which 2? name them", "which ones arent?", "which can i not sell", "names of those 2"]
)
def test_the_models_of_which_it_does_not_are_named_too(mind: FakeMind, bank: Bank, line: str) -> None:
    assert {"codestral-22b", "flux-1-dev"} in _meant(mind, bank, line, _after_several(bank))


def test_a_list_of_one_verdict_is_told_by_what_holds_of_it(mind: FakeMind, bank: Bank) -> None:
    keys = list_keys(propose(mind, ListsDesk(bank), "which 3? name them", _after_several(bank)))
    assert any(key.startswith("list//may be used commercially among") for key in keys)


def test_who_asks_for_some_of_a_sentence_does_not_want_all(mind: FakeMind, bank: Bank) -> None:
    fits = {
        line: next(
            one.clues.fit for one in propose(mind, LastDesk(bank), line, _after_several(bank)) if one.key == "list-all"
        )
        for line in ("which three? name them", "which five? name them", "list all of them")
    }
    assert list(fits.values()) == [0.0, 1.0, 1.0]


@pytest.mark.parametrize("line", ["which ones arent?", "name those that are not", "which do not?"])
def test_those_of_a_maker_that_are_not_on_the_list(mind: FakeMind, bank: Bank, line: str) -> None:
    focus = after_list(bank, ModelFilter(licenses=("apache-2.0",), developers=("Mistral AI",), operation="list"))
    found = _meant(mind, bank, line, focus)
    assert any("mistral-large-4" in one and "mistral-7b" not in one for one in found)


@pytest.mark.parametrize(
    "line",
    [
        "and which models are under it?",
        "which other models have that licence",
        "list the models with the same licence",
        "which models use it, how many",
    ],
)
def test_the_models_under_the_licence_spoken_of(mind: FakeMind, bank: Bank, line: str) -> None:
    focus = after_part(bank, "deepseek-r1", "license")
    assert any({"phi-4"} <= found for found in _meant(mind, bank, line, focus))


@pytest.mark.parametrize("line", ["can i use it commercially", "what does that licence say", "who made it"])
def test_what_asks_for_no_models_gets_no_list_under_a_licence(mind: FakeMind, bank: Bank, line: str) -> None:
    assert _meant(mind, bank, line, after_part(bank, "deepseek-r1", "license")) == []


def test_such_a_licence_is_any_of_its_kind_and_others_are_not_the_one_named(mind: FakeMind, bank: Bank) -> None:
    line = "and apart from BLOOM, which other models have such a licence?"
    (found,) = _meant(mind, bank, line, after_part(bank, "bloom", "license"))
    assert found
    assert "bloom" not in found
    assert all("RAIL" in bank.license[bank.model[one].license.id].name for one in found)


def test_only_this_maker_or_others_too_asks_for_the_others(mind: FakeMind, bank: Bank) -> None:
    found = propose(mind, ListsDesk(bank), "which other models use MIT, only deepseek or also others?")
    listed = next(one.subject.listed for one in found if one.subject.listed and one.subject.listed.licenses)
    models = select_models(bank, listed)
    assert models
    assert not any(model.family == "deepseek" for model in models)


@pytest.mark.parametrize(
    ("line", "operation"),
    [
        ("of qwen-image and schnell which came out last", "highest"),
        ("which of qwen3 and olmo 3 came out latest", "highest"),
        ("phi-4 or llama 4, which was published most recently", "highest"),
    ],
)
def test_the_last_to_come_out_is_the_newest(mind: FakeMind, bank: Bank, line: str, operation: str) -> None:
    found = propose(mind, ListsDesk(bank), line)
    assert any(one.key.startswith(f"{operation}/released/") for one in found)


def test_the_small_one_bears_the_word_in_its_name(bank: Bank) -> None:
    found = find_pointed(bank, "and the small one is the same?", after_model(bank, "mistral-large-3"))
    assert found
    assert all("small" in bank.model[one].name.casefold() for one in found)


def test_what_may_be_done_with_one_of_a_list(mind: FakeMind, bank: Bank) -> None:
    focus = after_list(bank, ModelFilter(tiers=("fully-open",), operation="list"))
    found = propose(mind, ModelsDesk(bank), "the second one, what can a startup do with it", focus)
    meant = next(one for one in found if one.key == f"{focus.group[1]}/license")
    assert meant.clues.fit == 1.0


@pytest.mark.parametrize("line", ["yes thats it", "yes, that", "yes those", "ye them"])
def test_a_yes_takes_up_what_was_offered(line: str) -> None:
    assert take_up_offer(line, ("one thing", "another"), "another") == "another"


def test_a_part_of_a_card_is_offered_as_that_part(mind: FakeMind, bank: Bank) -> None:
    found = propose(mind, ModelsDesk(bank), "which licence does phi-4 have, and when was it released?")
    assert len({one.label for one in found}) == len({one.key for one in found})
