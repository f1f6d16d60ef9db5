"""Replies from passages."""

from bot.records.bank import Bank
from bot.replies.facts import compose_passages


def test_a_passage_opens_with_what_it_says(bank: Bank) -> None:
    for passage in bank.passages[::40]:
        assert compose_passages(bank, "x", (passage.id,), 0.5).text.startswith(passage.text)


def test_an_unsure_passage_says_neither_yes_nor_no(bank: Bank) -> None:
    """It answers a question of its own: 'No, Qwen's licence goes by size' was said to who asked for Mistral Small."""
    answering = [passage for passage in bank.passages if passage.text.startswith(("Yes, ", "No, ", "Yes: ", "No: "))]
    assert len(answering) > 20
    for passage in answering:
        sure, unsure = (compose_passages(bank, "x", (passage.id,), 0.5, restated=one).text for one in (False, True))
        assert sure.startswith(passage.text)
        assert not unsure.startswith(("Yes", "No,", "No:"))
        assert unsure[1:40] in sure
