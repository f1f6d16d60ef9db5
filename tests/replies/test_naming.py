"""Families and makers are called as the records write them, however they were typed."""

import pytest

from bot.records.bank import Bank
from bot.replies.naming import name_family


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
