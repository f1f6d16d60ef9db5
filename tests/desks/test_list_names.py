"""What names in a line mean where models are asked for: families, licences, makers, what is left out, dates."""

import pytest

from bot.desks.lists.desk import ListsDesk
from bot.records.bank import Bank
from bot.records.questions import ModelFilter
from bot.replies.lists import compose_filter
from bot.replies.selecting import say_filter, select_models
from tests.desks.proposing import propose
from tests.fakes import FakeMind


def _read(mind: FakeMind, bank: Bank, text: str) -> ModelFilter:
    found = [one.subject.listed for one in propose(mind, ListsDesk(bank), text) if one.subject.listed]
    return found[0] if found else ModelFilter()


def _list(mind: FakeMind, bank: Bank, text: str) -> set[str]:
    return {model.id for model in select_models(bank, _read(mind, bank, text))}


@pytest.mark.parametrize("text", ["all the whisper ones", "largest pythia", "newest olmo?", "oldest gpt on record"])
def test_a_model_named_where_models_are_asked_for_stands_for_its_family(mind: FakeMind, bank: Bank, text: str) -> None:
    listed = _list(mind, bank, text)
    assert listed
    assert len({bank.model[one].family for one in listed}) == 1


def test_a_generation_that_is_named_stands_for_those_named_like_it(mind: FakeMind, bank: Bank) -> None:
    listed = _list(mind, bank, "list me all kimi k2 variants you know")
    assert len(listed) > 1
    assert all(bank.model[one].name.startswith("Kimi K2") for one in listed)


def test_a_model_that_others_are_held_against_is_no_criterion(mind: FakeMind, bank: Bank) -> None:
    assert _read(mind, bank, "which fully open models are better than llama 3").families == ()


@pytest.mark.parametrize(
    ("text", "license_id"),
    [
        ("whats under the Mistral Research License", "mistral-mrl"),
        ("which models use the deepseek license", "deepseek-model"),
        ("what's released under the gemma license", "gemma"),
        ("everything under the Llama 3.1 community licence incl. derivatives by others", "llama-3.1"),
        ("which models can only be used non-commercially under CC BY-NC", "cc-by-nc-4.0"),
    ],
)
def test_a_licence_names_no_maker_no_family_and_denies_nothing(
    mind: FakeMind, bank: Bank, text: str, license_id: str
) -> None:
    question = _read(mind, bank, text)
    assert (question.licenses, question.developers, question.families) == ((license_id,), (), ())
    assert not question.other_license
    carried = [bank.license[bank.model[one].license.id] for one in _list(mind, bank, text)]
    assert all(license_id == one.id or one.extends == bank.license[license_id].spdx for one in carried)


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("which models are on a llama licence", "llama", "carry one of the Llama licences"),
        ("everything under the llama licenses", "llama", "carry one of the Llama licences"),
        ("models with a qwen licence", "qwen", "carry one of the Qwen licences"),
        ("which models use the falcon license", "falcon", "carry one of the Falcon licences"),
        ("models under a minimax licence", "minimax", "carry one of the MiniMax licences"),
        ("which models carry a rail", "rail", "carry one of the RAIL licences"),
        ("models with a cc licence", "cc", "carry one of the Creative Commons licences"),
        ("anything under creative commons", "cc", "carry one of the Creative Commons licences"),
        ("models under a community licence", "community", "carry a community licence"),
    ],
)
def test_a_family_of_licences_is_every_one_of_it(mind: FakeMind, bank: Bank, text: str, word: str, told: str) -> None:
    question = _read(mind, bank, text)
    assert len(question.licenses) > 2
    called = [" ".join((one.id, *one.names)).casefold() for one in map(bank.license.get, question.licenses) if one]
    assert all(word in names for names in called)
    assert (question.models, question.families, question.developers) == ((), (), ())
    assert say_filter(bank, question) == told


def test_a_version_of_a_licence_is_that_one_alone(mind: FakeMind, bank: Bank) -> None:
    assert _read(mind, bank, "which models carry the llama 3.1 license").licenses == ("llama-3.1",)
    assert _read(mind, bank, "models under the gemma terms").licenses == ("gemma",)


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("does huggingface make own models that are fully open", "Hugging Face"),
        ("which open models are from hf", "Hugging Face"),
        ("stabilityai models", "Stability AI"),
        ("list models from 01 ai", "01.AI"),
        ("how many models did deep mind make", "Google DeepMind"),
        ("facebook models from 2023", "Meta"),
        ("which models are from LG?", "LG AI Research"),
        ("LG's models", "LG AI Research"),
        ("list models by lg ai research", "LG AI Research"),
        ("whats the newest from ant group", "Ant Group inclusionAI"),
        ("bfl models", "BFL (Black Forest Labs)"),
        ("models by aws", "Amazon"),
        ("what did ms release", "Microsoft"),
        ("msft models", "Microsoft"),
        ("models from epfl", "Swiss AI Initiative (EPFL, ETH, CSCS)"),
        ("swiss ai models", "Swiss AI Initiative (EPFL, ETH, CSCS)"),
        ("models by tno", "TNO, SURF and NFI"),
        ("models from berkeley", "UC Berkeley"),
        ("models of the baker lab", "UW Institute for Protein Design"),
        ("models from the shanghai ai lab", "Shanghai AI Laboratory"),
        ("deep seek models", "DeepSeek"),
        ("which models are from g42", "G42 Inception"),
        ("togetherai models", "Together"),
        ("models from turku", "Silo AI / TurkuNLP"),
        ("models by the technology innovation institute", "TII"),
        ("models from beijing academy", "BAAI (Beijing Academy of Artificial Intelligence)"),
    ],
)
def test_a_maker_is_named_in_one_word_or_by_a_nick(mind: FakeMind, bank: Bank, text: str, maker: str) -> None:
    assert maker in _read(mind, bank, text).developers


def test_what_is_excepted_is_left_out(mind: FakeMind, bank: Bank) -> None:
    listed = _list(mind, bank, "all google models except gemma")
    assert listed
    assert all(bank.model[one].family != "gemma" for one in listed)
    assert "pythia" not in _list(mind, bank, "fully open models without pythia")
    assert not _list(mind, bank, "fully open models outside the US") & _list(
        mind, bank, "fully open models from the US"
    )


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("what came out between march and june 2026", "2026-03", "2026-07"),
        ("models released between 2023 and 2024", "2023", "2025"),
        ("models from november 2025 to february 2026", "2025-11", "2026-03"),
    ],
)
def test_a_span_has_two_ends(mind: FakeMind, bank: Bank, text: str, since: str, until: str) -> None:
    question = _read(mind, bank, text)
    assert (question.since, question.until) == (since, until)


def test_open_models_are_not_closed_ones(mind: FakeMind, bank: Bank) -> None:
    listed = _list(mind, bank, "open models from the last year")
    assert {bank.placement[one].tier for one in listed} == {"fully-open", "open-weights"}


def test_what_may_not_be_sold_is_not_what_may(mind: FakeMind, bank: Bank) -> None:
    assert _read(mind, bank, "models i cannot sell products with").commercial is False
    assert not _list(mind, bank, "models i cannot sell products with") & _list(mind, bank, "models i can sell")


def test_as_many_are_named_as_are_asked_for(mind: FakeMind, bank: Bank) -> None:
    question = _read(mind, bank, "name three fully open models")
    answer = compose_filter(bank, "name three fully open models", question, 0.9, "short")
    assert answer.text.count("[") == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("which came first, pythia or bloom, with dates", "BLOOM (176B) came first."),
        ("release dates: gpt-oss and deepseek v3", "is the newer."),
        ("release dates: kimi k3 and inkling", "Both came out in the same month."),
    ],
)
def test_two_dates_are_set_side_by_side(mind: FakeMind, bank: Bank, text: str, told: str) -> None:
    texts = [one.compose(0.9, "short").text for one in propose(mind, ListsDesk(bank), text)]
    assert any(told in answer for answer in texts)
