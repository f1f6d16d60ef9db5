"""What a line takes over from the last answer: the desks find the reading that its words alone do not give."""

import pytest

from bot.catalogue import Catalogue
from bot.desks.carrying import find_pointed
from bot.desks.claims import ClaimsDesk
from bot.desks.comparisons import ComparisonsDesk
from bot.desks.house import DeskHouse
from bot.desks.last import LastDesk
from bot.desks.lists.desk import ListsDesk
from bot.desks.models import ModelsDesk
from bot.desks.statements import StatementsDesk
from bot.desks.tables.desk import TablesDesk
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.questions import ModelFilter
from tests.desks.proposing import (
    after_claim,
    after_comparison,
    after_list,
    after_model,
    after_part,
    after_passage,
    after_statement,
    list_keys,
    propose,
)
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def models(bank: Bank) -> ModelsDesk:
    return ModelsDesk(bank)


@pytest.mark.parametrize(
    ("line", "pointed"),
    [
        ("5.3?", "glm-5-3"),
        ("and 5.3 then?", "glm-5-3"),
        ("how is it different to 5.3", "glm-5-3"),
        ("[5]", None),
        ("about 5.3 per cent", None),
        ("why?", None),
    ],
)
def test_a_version_names_a_model_of_the_family(bank: Bank, line: str, pointed: str | None) -> None:
    assert next(iter(find_pointed(bank, line, after_model(bank, "glm-5-2"))), None) == pointed


@pytest.mark.parametrize(
    ("before", "line", "pointed"),
    [
        ("qwen3", "the coder version", "qwen3-coder"),
        ("minimax-m2-7", "was M1 like that too", "minimax-m1"),
        ("mistral-large-1", "and Large 3, that has weights no?", "mistral-large-3"),
        ("codestral-22b", "no, the mamba one", "codestral-mamba"),
        ("muse-spark", "and the open one?", "muse-spark-open"),
        ("llama-3", "what about the oldest", "llama-1"),
        ("gemma-3", "is it open source?", None),
        ("gemma-3", "thanks", None),
    ],
)
def test_a_word_or_the_age_tells_one_relative_from_another(
    bank: Bank, before: str, line: str, pointed: str | None
) -> None:
    found = find_pointed(bank, line, after_model(bank, before))
    assert (pointed in found) if pointed else (found == ())


def test_the_newer_of_two_that_were_compared(bank: Bank) -> None:
    assert find_pointed(bank, "training data of the newer one", after_comparison(bank, "llama-2", "olmo-3")) == (
        "olmo-3",
    )
    assert find_pointed(bank, "and of the older one", after_comparison(bank, "llama-2", "olmo-3")) == ("llama-2",)


def test_a_size_names_a_model_of_the_family(mind: FakeMind, bank: Bank, models: ModelsDesk) -> None:
    candidates = propose(mind, models, "and the 40b?", after_part(bank, "falcon-180b", "license"))
    assert candidates[0].about == ("falcon-40b",)
    assert "falcon-40b/license" in list_keys(candidates)
    assert not any(key.startswith("unknown") for key in list_keys(candidates))


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("the first one's licence?", "kimi-k2"),
        ("is the last one free to use commercially?", "mistral-large-3"),
        ("the second one's licence", "glm-5-2"),
    ],
)
def test_one_of_a_comparison_is_pointed_at(
    mind: FakeMind, bank: Bank, models: ModelsDesk, line: str, about: str
) -> None:
    focus = after_comparison(bank, "kimi-k2", "glm-5-2", "mistral-large-3")
    first = propose(mind, models, line, focus)
    assert {one.about[0] for one in first if one.clues.fit == 1.0} == {about}
    assert all(one.clues.foreign for one in first if one.about[0] != about)
    assert f"{about}/license" in list_keys(first)


def test_what_was_asked_of_one_is_asked_of_another(mind: FakeMind, bank: Bank, models: ModelsDesk) -> None:
    focus = after_part(bank, "mistral-7b", "training_data")
    assert "olmo-3/training_data" in list_keys(propose(mind, models, "what about olmo 3?", focus))
    statements = propose(mind, StatementsDesk(bank), "what about olmo 3?", focus)
    assert "data-released//olmo-3" in list_keys(statements)
    assert "olmo-3/training_data" not in list_keys(propose(mind, models, "the licence of olmo 3?", focus))


def test_the_name_of_a_model_asks_for_none_of_its_parts(mind: FakeMind, models: ModelsDesk) -> None:
    assert list_keys(propose(mind, models, "Mistral Large 3")) == ["mistral-large-3/"]
    assert "mistral-large-3/parameters" in list_keys(propose(mind, models, "how large is Mistral Large 3?"))


@pytest.mark.parametrize(
    ("claim", "line", "sister"),
    [
        ("llama-is-open-source", "what about mistral?", "mistral-is-open-source"),
        ("openai-never-released-weights", "and anthropic?", "anthropic-released-weights"),
        ("bloom-is-open-source", "and nemotron?", "nemotron-is-fully-open"),
    ],
)
def test_a_claim_on_one_family_has_sisters(mind: FakeMind, bank: Bank, claim: str, line: str, sister: str) -> None:
    found = {one.key: one.clues.filled for one in propose(mind, ClaimsDesk(bank), line, after_claim(bank, claim))}
    assert found[sister] == 1


def test_a_claim_can_be_gone_on_with_and_its_verdict_asked_of_a_model(mind: FakeMind, bank: Bank) -> None:
    again = propose(mind, ClaimsDesk(bank), "and at home?", after_claim(bank))
    assert {one.stance for one in again if one.key == "cant-see-inside"} == {"asserts", "denies", "asks"}
    candidates = propose(mind, StatementsDesk(bank), "and pythia?", after_claim(bank, "llama-is-open-source"))
    assert "open-source//pythia" in list_keys(candidates)


def test_the_models_of_a_comparison_are_judged_together_and_by_place(mind: FakeMind, bank: Bank) -> None:
    focus = after_comparison(bank, "falcon-180b", "mistral-7b")
    desk = StatementsDesk(bank)
    assert "commercial-use//falcon-180b+mistral-7b" in list_keys(propose(mind, desk, "can i sell both?", focus))
    restricted = propose(mind, desk, "does the first one restrict hosting?", focus)
    assert "license-restricts//falcon-180b" in list_keys(restricted)
    pairs = [one.about for one in propose(mind, desk, "which is more open?", focus) if "more-open" in one.key]
    assert ("falcon-180b", "mistral-7b") in pairs


def test_the_other_of_two_is_asked_the_same(mind: FakeMind, bank: Bank) -> None:
    focus = after_comparison(bank, "falcon-180b", "mistral-7b")
    told = propose(mind, StatementsDesk(bank), "does the first one restrict hosting?", focus)
    (first,) = (one for one in told if one.key == "license-restricts//falcon-180b" and one.stance == "asks")
    moved = Focus("x", first.compose(0.9, "short"), first.subject, first.subject.models, focus.group)
    assert "license-restricts//mistral-7b" in list_keys(
        propose(mind, StatementsDesk(bank), "and the other one?", moved)
    )
    (after,) = (one for one in propose(mind, LastDesk(bank), "and the other one?", moved) if one.key == "next")
    assert after.compose(0.9, "short").models == ("mistral-7b",)


def test_one_more_is_set_beside_those_compared(mind: FakeMind, bank: Bank) -> None:
    focus = after_comparison(bank, "phi-4", "qwen3")
    keys = list_keys(propose(mind, ComparisonsDesk(bank), "throw in pythia", focus))
    assert {"phi-4+pythia", "phi-4+pythia+qwen3"} <= set(keys)
    (same,) = {one.key for one in propose(mind, ComparisonsDesk(bank), "compare qwen3 and phi-4")}
    assert same == "phi-4+qwen3"


def test_models_just_compared_are_asked_for_by_a_filter(mind: FakeMind, bank: Bank) -> None:
    focus = after_comparison(bank, "kimi-k2", "glm-5-2", "mistral-large-3")
    candidates = propose(mind, ListsDesk(bank), "which of those three is Apache?", focus)
    (among,) = (one for one in candidates if one.clues.filled)
    assert among.compose(0.9, "short").models == ("mistral-large-3",)
    assert among.subject.group == focus.group
    assert len(set(list_keys(candidates))) == len(candidates)


def test_a_maker_within_a_name_is_not_asked_for(mind: FakeMind, bank: Bank) -> None:
    (listed,) = (
        one.subject.listed for one in propose(mind, ListsDesk(bank), "which chinese models beat deepseek v3 on mmlu")
    )
    assert listed is not None
    assert listed.developers == ()


def test_the_figure_behind_a_claim_is_asked_of_the_article(mind: FakeMind, bank: Bank) -> None:
    focus = after_claim(bank, "developers-are-happier-with-open")._replace(
        text="developers are happier with open models"
    )
    candidates = propose(mind, TablesDesk(bank), "what number does the article give?", focus)
    assert any("78" in one.compose(0.9, "short").text for one in candidates if one.clues.filled)


def test_the_next_of_a_numbered_series(mind: FakeMind, bank: Bank) -> None:
    focus = after_passage(bank, "pred-1a-redefined-18m")
    for line, number in (("number 2?", 2), ("next", 2), ("and the last one", 4)):
        (candidate,) = (one for one in propose(mind, LastDesk(bank), line, focus) if one.key == "next")
        titles = [bank.passage[passage].title for passage in candidate.subject.passages]
        assert titles
        assert all(title.startswith(f"Forecast {number}:") for title in titles)
        assert bank.passage[candidate.subject.passages[0]].text[:40] in candidate.compose(0.9, "short").text
    plain = after_passage(bank, "weights-are-the-program")
    assert "next" not in list_keys(propose(mind, LastDesk(bank), "next", plain))


def test_all_of_which_the_same_holds_can_be_listed(mind: FakeMind, bank: Bank) -> None:
    for focus in (after_part(bank, "gpt-oss", "training_data"), after_statement(bank)):
        (everything,) = (one for one in propose(mind, LastDesk(bank), "who else?", focus) if one.key == "list-all")
        assert everything.compose(0.9, "short").kind == "table"


def test_words_that_want_a_thing_speak_for_it(mind: FakeMind, bank: Bank) -> None:
    desk = LastDesk(bank)
    for line, kind in (
        ("[2]", "source"),
        ("says who?", "source"),
        ("tl;dr", "shorter"),
        ("nah that's bs", "objection"),
    ):
        fits = {one.key: one.clues.fit for one in propose(mind, desk, line, after_claim(bank))}
        assert fits[kind] == 1.0
        assert sum(fits.values()) < len(fits) / 2


def test_a_reading_found_twice_is_one_candidate(mind: FakeMind, bank: Bank) -> None:
    house = DeskHouse(bank, Catalogue(bank).names)
    for focus in (after_statement(bank), after_list(bank, ModelFilter(tiers=("fully-open",)))):
        found = house.propose(mind.read("is pythia open source?"), focus)
        names = [(one.desk, one.key, one.stance) for one in found]
        assert len(set(names)) == len(names)
        said = [one for one in found if one.key == "open-source//pythia"]
        assert {one.clues.filled for one in said} == {0}


def test_a_bare_size_means_the_sibling_of_the_same_version(bank: Bank) -> None:
    focus = after_model(bank, "qwen-2-5-3b")
    assert find_pointed(bank, "and the 72b?", focus)[:1] == ("qwen-2-5-72b",)


def test_a_version_and_a_size_are_both_meant(bank: Bank) -> None:
    assert find_pointed(bank, "i asked for the 2.5 72b", after_model(bank, "qwen2-72b"))[:1] == ("qwen-2-5-72b",)


@pytest.mark.parametrize("text", ["and 2?", "and 2, is it apache too", "what about 2: same licence?"])
def test_a_whole_number_in_front_is_a_version(bank: Bank, text: str) -> None:
    assert find_pointed(bank, text, after_model(bank, "grok-1"))[:1] == ("grok-2",)


def test_a_whole_number_inside_a_line_is_none(bank: Bank) -> None:
    assert find_pointed(bank, "it has 2 parts, right", after_model(bank, "grok-1")) == ()


def test_brackets_behind_a_name_make_it_no_less_plain(bank: Bank) -> None:
    assert find_pointed(bank, "and the 4?", after_model(bank, "llama-3"))[:1] == ("llama-4",)


def test_the_newest_of_a_family_that_a_claim_is_about_can_be_meant(bank: Bank) -> None:
    focus = after_claim(bank, "llama-is-open-source", "asks")._replace(models=("llama-4",))
    assert find_pointed(bank, "and the 4?", focus)[:1] == ("llama-4",)
