"""Replies from passages."""

from bot.records.bank import Bank
from bot.replies.facts import compose_passages, compose_sentence


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


def test_of_a_passage_that_was_told_the_sentence_comes_again_that_a_line_is_about(bank: Bank) -> None:
    weights = dict.fromkeys(("germany", "weight", "store", "picture"), 1.0)
    told = compose_sentence(bank, "x", "gap-getty-stability", weights, 0.5)
    assert told is not None
    assert told.text.startswith("As told: ")
    assert "do not store" in told.text
    assert told.citations


def test_a_line_that_shares_no_word_with_a_passage_gets_no_sentence_of_it(bank: Bank) -> None:
    assert compose_sentence(bank, "x", "gap-getty-stability", {"zebra": 1.0}, 0.5) is None
