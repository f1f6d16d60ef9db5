"""Replies from passages."""

from bot.records.bank import Bank
from bot.replies.facts import compose_passages


def test_a_passage_opens_with_what_it_says(bank: Bank) -> None:
    for passage in bank.passages[::40]:
        assert compose_passages(bank, "x", (passage.id,), 0.5).text.startswith(passage.text)
