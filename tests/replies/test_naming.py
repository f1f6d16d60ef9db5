"""Families and makers are called as the records write them, however they were typed."""

import pytest

from bot.records.bank import Bank
from bot.replies.naming import name_family, shorten_name


@pytest.mark.parametrize(
    ("family", "typed", "name"),
    [
        ("deepseek", "deepseek", "DeepSeek"),
        ("bloom", "Bloom", "BLOOM"),
        ("gpt", "openai", "OpenAI"),
        ("gpt", "chatgpt", "ChatGPT"),
        ("grok", "xai", "xAI"),
        ("smollm", "smollm", "SmolLM"),
        ("stable-diffusion", "stable-diffusion", "Stable Diffusion"),
        ("muse", "meta ai", "Meta AI"),
        ("mistral", "le chat", "Le chat"),
    ],
)
def test_a_family_keeps_its_capitals(bank: Bank, family: str, typed: str, name: str) -> None:
    assert name_family(bank, typed, bank.family[family].members) == name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Qwen3.8-2.4T-A95B (open form of Qwen3.8-Max)", "Qwen3.8-2.4T-A95B"),
        ("GPT-5 (to 5.2)", "GPT-5 (to 5.2)"),
        ("MiMo-V2-Flash / V2.5 / V2.6", "MiMo-V2-Flash / V2.5 / V2.6"),
    ],
)
def test_a_long_name_loses_its_addition(name: str, short: str) -> None:
    assert shorten_name(name) == short


def test_no_two_models_have_one_short_name(bank: Bank) -> None:
    assert len({shorten_name(model.name) for model in bank.models}) == len(bank.models)
