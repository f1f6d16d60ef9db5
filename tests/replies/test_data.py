"""Answers over data: evaluated on the data, and names only where names are asked for."""

from collections import Counter

import pytest

from bot.catalogue import Catalogue
from bot.desks.license_names import LicenseNames
from bot.desks.lists.filters import read_named_filter
from bot.desks.tables.cells import read_all_cells
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.questions import ModelFilter
from bot.replies.breath import fit_one_breath
from bot.replies.holdings import compose_holdings
from bot.replies.lists import compose_filter
from bot.replies.tables import compose_cells
from bot.understanding.names import NameFinder


@pytest.fixture(scope="module")
def names(bank: Bank) -> NameFinder:
    return Catalogue(bank).names


def _read_filter(bank: Bank, names: NameFinder, text: str) -> ModelFilter:
    mentions = names.find_models(text).models
    return read_named_filter(bank, LicenseNames(bank), text, names.find_licenses(text), mentions)


def _list(bank: Bank, names: NameFinder, text: str) -> Answer:
    return compose_filter(bank, text, _read_filter(bank, names, text), 1.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the article's table, by how many MMLU points does GPT-4o lead Llama 3.1 405B?", "1.4"),
        ("OpenAI valuation divided by Anthropic valuation from the article's table", "4.3"),
        ("how much more had OpenAI raised than Anthropic in the article's table?", "5.4 billion"),
        ("in the article's openness table, how many models release no weights?", "2 of the 7"),
        ("who is top on humaneval", "Claude 3.5 Sonnet"),
        ("which company leads the transparency index", "IBM"),
    ],
)
def test_results_over_the_tables(bank: Bank, text: str, expected: str) -> None:
    (question, *_) = read_all_cells(bank, text)
    assert expected in compose_cells(bank, text, question, 1.0).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which model is the oldest", "BERT"),
        ("how many billion parameters more does grok-1 have than falcon 180b", "134"),
    ],
)
def test_results_over_the_records(bank: Bank, names: NameFinder, text: str, expected: str) -> None:
    assert expected in _list(bank, names, text).text


def test_a_count_is_that_of_the_records(bank: Bank, names: NameFinder) -> None:
    closed = [placement.model for placement in bank.placements if placement.tier == "closed"]
    answer = _list(bank, names, "how many models are closed")
    assert answer.headline.startswith(f"{len(closed)} of the {len(bank.models)} models")
    assert set(answer.models) == set(closed)


def test_holdings_are_counted(bank: Bank) -> None:
    assert f"{len(bank.licenses)} licences" in compose_holdings(bank, "how many different licences do you have").text


@pytest.mark.parametrize(
    ("text", "named", "left_out"),
    [
        ("which models in the article's openness table get 'Partial' for architecture docs", "Falcon 180B", "BLOOM"),
        ("which models in the landscape table score above 85 on MMLU", "Gemini 1.5 Pro", "Pythia"),
    ],
)
def test_rows_that_fit_are_named_and_no_others(bank: Bank, text: str, named: str, left_out: str) -> None:
    (question, *_) = read_all_cells(bank, text)
    answer = compose_cells(bank, text, question, 1.0)
    assert named in answer.text
    assert left_out not in answer.text


@pytest.mark.parametrize(
    ("text", "named", "left_out"),
    [
        ("fully open models made in france", "Lucie", "Codestral"),
        ("which qwen is closed", "Qwen3-Max", "QwQ"),
        ("which Ai2 model is not fully open", "Tulu 3", "Olmo 3"),
    ],
)
def test_lists_name_what_fits_and_nothing_else(
    bank: Bank, names: NameFinder, text: str, named: str, left_out: str
) -> None:
    answer = _list(bank, names, text)
    assert named in answer.text
    assert left_out not in answer.text


def test_a_filter_agrees_with_the_records(bank: Bank, names: NameFinder) -> None:
    answer = _list(bank, names, "which models release training data")
    assert set(answer.models) == {model.id for model in bank.models if model.components["training_data"].value == "yes"}


def test_what_may_be_used_commercially_agrees_with_the_licences(bank: Bank, names: NameFinder) -> None:
    answer = _list(bank, names, "which models can i use commercially")
    barred = {"proprietary", "unknown", "non-commercial", "research-only"}
    free = {model.id for model in bank.models if bank.license[model.license.id].kind not in barred}
    assert set(answer.models) == free


def test_a_short_list_names_the_most_open_first_and_says_how_many_more(bank: Bank) -> None:
    question = ModelFilter(tiers=("open-weights", "closed"))
    short = compose_filter(bank, "x", question, 1.0, "short")
    assert short.sections[1].label == "The most open first"
    assert short.sections[1].text.count(",") < 10
    assert f"and {len(short.models) - 8} more" in short.text
    tiers = [bank.placement[model].tier for model in short.models]
    assert tiers == sorted(tiers, key=["open-weights", "closed"].index)
    assert len(short.text) < len(compose_filter(bank, "x", question, 1.0, "deep").text)


def test_europe_is_one_place_with_all_its_countries(bank: Bank, names: NameFinder) -> None:
    answer = _list(bank, names, "which european models are there")
    assert "come from Europe." in answer.headline
    makers = {model.id for model in bank.models if {"Finland", "Netherlands"} & set(model.country.split("/"))}
    assert makers
    assert makers <= set(answer.models)


@pytest.mark.parametrize(
    "text", ["which fully open model can i run on 12gb vram", "fully open ones for 12 GB of memory"]
)
def test_models_that_fit_into_some_memory_have_a_size_that_does(bank: Bank, names: NameFinder, text: str) -> None:
    answer = _list(bank, names, text)
    assert "fully open and fit into 12 GB at 4 bits, up to about 15 billion parameters. [1]" in answer.text
    assert "Olmo 3 / 3.1 (7B)" in answer.text
    assert "llm-jp" not in answer.text.casefold() or "172B" not in answer.text
    assert answer.citations[0].source in {cite.source for cite in bank.passage["gap-memory-rule"].cites}
    assert "0.5 GB at 4" in bank.passage["gap-memory-rule"].text
    sizes = [model.parameters for model in bank.models if model.id in answer.models]
    assert sizes
    assert "405B" not in " ".join(sizes)


def test_ranking_by_how_open_ranks_the_models_that_are_named(bank: Bank, names: NameFinder) -> None:
    answer = _list(bank, names, "rank these for how open: gemma 3, phi-4, olmo 3")
    assert answer.text.startswith("Most open first:")
    assert answer.models[0] == "olmo-3"
    assert len(answer.models) == 3


@pytest.mark.parametrize(
    ("text", "memory"), [("on a single 4090", 24.0), ("i have an rtx 3060", 12.0), ("in 2026", None)]
)
def test_a_graphics_card_that_is_named_stands_for_its_memory(
    bank: Bank, names: NameFinder, text: str, memory: float | None
) -> None:
    assert _read_filter(bank, names, f"fully open models {text}").memory == memory


def test_the_biggest_with_its_parameters_is_no_count(bank: Bank, names: NameFinder) -> None:
    question = _read_filter(bank, names, "which is the biggest open model, how many parameters")
    assert (question.operation, question.measure) == ("highest", "parameters")


def test_all_models_are_counted_without_saying_that_they_are_on_record_twice(bank: Bank) -> None:
    assert compose_filter(bank, "x", ModelFilter(), 1.0).headline == f"There are {len(bank.models)} models on record."


def test_a_list_whose_names_are_too_long_for_a_breath_keeps_those_that_fit(bank: Bank, names: NameFinder) -> None:
    text = "which models have a research only licence"
    answer = fit_one_breath(compose_filter(bank, text, _read_filter(bank, names, text), 0.9, "short"))
    assert len(answer.sections) == 2
    assert "more." in answer.sections[1].text


def test_a_small_model_is_one_of_ten_billion_parameters_at_most(bank: Bank, names: NameFinder) -> None:
    assert _read_filter(bank, names, "something small with an apache licence").sizes[0].figure == 10.0
    assert _read_filter(bank, names, "small ones under 3b").sizes[0].figure == 3.0
    assert _read_filter(bank, names, "is mistral small from europe").sizes == ()


@pytest.mark.parametrize(
    ("text", "operation", "measure"),
    [
        ("biggest thing by parameter count whose weights I could download", "highest", "parameters"),
        ("the tiniest fully open model", "lowest", "parameters"),
        ("heaviest model with open weights", "highest", "parameters"),
        ("what's the most ancient model you know of", "lowest", "released"),
        ("freshest model of a chinese lab", "highest", "released"),
    ],
)
def test_superlatives_are_understood_as_people_say_them(
    bank: Bank, names: NameFinder, text: str, operation: str, measure: str
) -> None:
    question = _read_filter(bank, names, text)
    assert (question.operation, question.measure) == (operation, measure)


def test_a_licence_named_by_its_series_means_every_one_of_it(bank: Bank, names: NameFinder) -> None:
    answer = _list(bank, names, "which mistral models have the modified MIT licence")
    assert "Devstral 2" in answer.text
    assert "carry Modified MIT and" in answer.text
    one = _read_filter(bank, names, "which models have the kimi k2 licence")
    assert len(one.licenses) == 1


def test_a_single_model_is_counted_without_a_wrong_verb(bank: Bank) -> None:
    counted = Counter(model.family for model in bank.models)
    alone = next(family for family, count in counted.items() if count == 1)
    told = compose_filter(bank, "x", ModelFilter(families=(alone,)), 0.9)
    assert told.headline.startswith("Models that ")
    assert told.headline.endswith(f": 1 of the {len(bank.models)} models on record.")
