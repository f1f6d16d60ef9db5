"""Answers over data: evaluated on the data, and names only where names are asked for."""

import pytest

from bot.catalogue import Catalogue
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Reading
from bot.replies.composer import Composer


@pytest.fixture(scope="module")
def composer(bank: Bank) -> Composer:
    return Composer(bank, Catalogue(bank).names)


def _answer(bank: Bank, composer: Composer, text: str) -> Answer:
    names = Catalogue(bank).names
    found = names.find_models(text)
    reading = Reading(
        text=text, intent="table", intent_confidence=1, models=found.models, licenses=names.find_licenses(text)
    )
    return composer.compose(reading, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the article's table, by how many MMLU points does GPT-4o lead Llama 3.1 405B?", "1.4"),
        ("OpenAI valuation divided by Anthropic valuation from the article's table", "4.3"),
        ("how much more had OpenAI raised than Anthropic in the article's table?", "5.4 billion"),
        ("in the article's openness table, how many models release no weights?", "2 of the 7"),
        ("who is top on humaneval", "Claude 3.5 Sonnet"),
        ("how many models are closed", str(53)),
        ("how many different licences do you have", "licences"),
        ("which model is the oldest", "BERT"),
        ("how many billion parameters more does grok-1 have than falcon 180b", "134"),
        ("which company leads the transparency index", "IBM"),
    ],
)
def test_results(bank: Bank, composer: Composer, text: str, expected: str) -> None:
    assert expected in _answer(bank, composer, text).text


@pytest.mark.parametrize(
    ("text", "named", "left_out"),
    [
        ("which models in the article's openness table get 'Partial' for architecture docs", "Falcon 180B", "BLOOM"),
        ("which models in the landscape table score above 85 on MMLU", "Gemini 1.5 Pro", "Pythia"),
        ("fully open models made in france", "Lucie", "Codestral"),
        ("which qwen is closed", "Qwen3-Max", "QwQ"),
        ("which Ai2 model is not fully open", "Tulu 3", "Olmo 3"),
    ],
)
def test_lists_name_what_fits_and_nothing_else(
    bank: Bank, composer: Composer, text: str, named: str, left_out: str
) -> None:
    answer = _answer(bank, composer, text)
    assert named in answer.text
    assert left_out not in answer.text


def test_a_filter_agrees_with_the_records(bank: Bank, composer: Composer) -> None:
    answer = _answer(bank, composer, "which models release training data")
    assert set(answer.models) == {model.id for model in bank.models if model.components["training_data"].value == "yes"}
