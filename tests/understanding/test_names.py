"""Models by the names people type: typos yes, bent digits no."""

import pytest

from bot.records.bank import Bank
from bot.understanding.names import NameFinder, Names, NameTable, split_atoms


@pytest.fixture(scope="module")
def finder(bank: Bank) -> NameFinder:
    return NameFinder(bank)


@pytest.mark.parametrize(
    ("typed", "model"),
    [
        ("Mistral 7B", "mistral-7b"),
        ("mistral7b", "mistral-7b"),
        ("mistarl 7b", "mistral-7b"),
        ("LLAMA 3.1 405b", "llama-3-1"),
        ("llama3.1", "llama-3-1"),
        ("llama 3.1 70b instruct", "llama-3-1"),
        ("gpt4o", "gpt-4o"),
        ("GPT 4o", "gpt-4o"),
        ("is Claude 3.5 Sonnet open?", "claude-3-5-sonnet"),
        ("gemeni 1.5 pro", "gemini-1-5-pro"),
        ("deepseek r1", "deepseek-r1"),
        ("Pythia-12B", "pythia"),
        ("qwen2.5", "qwen-2-5"),
    ],
)
def test_known_models(finder: NameFinder, typed: str, model: str) -> None:
    names = finder.find_models(typed)
    assert names.models[0].model == model
    assert names.unknown == ()


@pytest.mark.parametrize("typed", ["llama 3.1 406b", "llama 3.7", "gpt-7", "claude 3.6", "mistral 9b", "falcon 181b"])
def test_one_digit_off_is_unknown(finder: NameFinder, typed: str) -> None:
    names = finder.find_models(typed)
    assert names.models == ()
    assert names.unknown


@pytest.mark.parametrize("typed", ["i use ollama daily", "gamma rays", "don't 5", "nothing here", ""])
def test_words_that_look_like_names_are_none(finder: NameFinder, typed: str) -> None:
    assert finder.find_models(typed) == Names((), (), alone=False)


def test_a_family_names_its_members(finder: NameFinder, bank: Bank) -> None:
    mention = finder.find_models("is llama open?").models[0]
    assert mention.family == "llama"
    assert set(mention.candidates) == set(bank.family["llama"].members)
    assert mention.model == bank.family["llama"].newest


def test_a_name_too_short_to_guess_asks(finder: NameFinder) -> None:
    mention = finder.find_models("k2").models[0]
    assert mention.is_ambiguous
    assert {"kimi-k2", "k2-65b"} <= set(mention.candidates)
    assert not finder.find_models("kimi k2").models[0].is_ambiguous


def test_several_models_in_order(finder: NameFinder) -> None:
    names = finder.find_models("compare olmo 3, mistral 7b and gpt-4o")
    assert [mention.model for mention in names.models] == ["olmo-3", "mistral-7b", "gpt-4o"]


def test_suggestions_are_names_of_models(finder: NameFinder, bank: Bank) -> None:
    known = {model.name for model in bank.models}
    suggestions = finder.suggest("mistrel 7")
    assert suggestions
    assert set(suggestions) <= known


def test_every_model_is_found_by_its_own_name_and_aliases(finder: NameFinder, bank: Bank) -> None:
    missed = [
        alias
        for model in bank.models
        for alias in model.aliases
        if not any(model.id in mention.candidates for mention in finder.find_models(alias).models)
    ]
    assert missed == []


def test_licences_and_terms(finder: NameFinder) -> None:
    assert finder.find_licenses("is apache 2.0 osi approved") == ("apache-2.0",)
    assert "quantization" in finder.find_terms("what is quantization")


def test_atoms() -> None:
    assert split_atoms("GPT-4o, Llama3.1 405B!") == ("gpt", "4", "o", "llama", "3.1", "405", "b")


def test_the_longest_name_wins() -> None:
    table = NameTable([("llama", "family"), ("llama 3", "three")])
    assert [found.targets for found in table.find(("llama", "3"))] == [("three",)]


def test_every_name_alone_is_seen_to_stand_alone(finder: NameFinder, bank: Bank) -> None:
    names = [name for model in bank.models for name in (model.name, *model.aliases)]
    assert [name for name in names if not finder.find_models(f"{name}?").alone] == []
    assert not finder.find_models("bloom is open source").alone
    assert not finder.find_models("llama and bloom").alone
