"""What a second judge is asked, and which of its words count: a number or nothing."""

import pytest

from bot.judge.wording import hide_people, read_number, write_question


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("2", 2), (" 2\n", 2), ("2.", 2), ("[2]", 2), ("**2**", 2), ("#3", 3), ("0", 0), ("08", 8),
        ("Answer: 2", 2), ("The answer is 2.", 2), ("Number: **1**", 1), ("2. The speaker says", 2),
        ('{"answer": 2}', 2),
    ],
)  # fmt: skip
def test_one_number_is_taken(said: str, number: int) -> None:
    assert read_number(said, 8) == number


@pytest.mark.parametrize(
    "said",
    [
        "", "none", "I can't help with that.", "9", "12", "123", "-1", "1 or 2", "2.5", "between 1 and 3", "two",
        "I have read 2 of them", "<think>1", "Llama 3", "½", "２", "1\n2",
    ],
)  # fmt: skip
def test_anything_else_is_nothing(said: str) -> None:
    assert read_number(said, 8) is None


def test_the_sentences_are_numbered_from_one_and_none_of_them_is_zero() -> None:
    question = write_question("llama is open", ["The speaker says this.", "The speaker says that."])
    assert "\nllama is open\n" in question
    assert "1. The speaker says this.\n2. The speaker says that.\n0. None of these.\n" in question


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("see https://discord.com/channels/123456789012345678/1 on llama", "see (link) on llama"),
        ("www.example.org/someone says so", "(link) says so"),
        ("write to jane.doe@example.org about gemma", "write to (address) about gemma"),
        ("@jane_doe says llama is open", "(somebody) says llama is open"),
        ("it was <t:1700000000:R> that </ask:123456789012345678> came", "it was   that   came"),
        ("my id is 123456789012345678", "my id is (number)"),
        ("call +49 170 1234567 for gemma", "call (number) for gemma"),
    ],
)
def test_what_leads_to_somebody_is_taken_out(line: str, hidden: str) -> None:
    assert hide_people(line) == hidden


@pytest.mark.parametrize(
    "line",
    [
        "llama-3.1-405b has 15,600,000,000,000 tokens",
        "a 3 < b 4 > c",
        "mistralai/Mistral-7B-v0.1 on 2024-05-01",
        "f@ck",
    ],
)
def test_names_and_figures_of_models_stay(line: str) -> None:
    assert hide_people(line) == line


def test_a_long_line_is_cut() -> None:
    assert len(write_question("llama " * 2000, ["One."])) < 2000
