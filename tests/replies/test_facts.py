"""Replies from passages."""

from bot.records.bank import Bank
from bot.replies.facts import compose_passages


def test_an_unsure_passage_stands_under_the_question_that_it_answers(bank: Bank) -> None:
    plain = next(passage for passage in bank.passages if '"' not in passage.title)
    quoting = next(passage for passage in bank.passages if passage.title.startswith('"'))
    for passage, title in ((plain, f'"{plain.title.rstrip("?")}"'), (quoting, quoting.title)):
        answer = compose_passages(bank, "x", (passage.id,), 0.5, restated=True)
        assert answer.text.startswith(f"{title}: {passage.text}")
        assert compose_passages(bank, "x", (passage.id,), 0.9).text.startswith(passage.text)
