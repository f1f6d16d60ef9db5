"""Questions over data."""

import pytest

from bot.records.bank import Bank
from bot.understanding.tables import mentions_article, read_cells, read_filter


@pytest.mark.parametrize(
    ("text", "table", "rows", "columns"),
    [
        ("what did gpt-4o score on mmlu", "competitive-landscape", ("OpenAI",), ("mmlu",)),
        ("enterprise adoption of open models", "adoption-metrics", ("Enterprise adoption rate",), ("open-weights",)),
        ("does falcon 180b release its training code", "openness-spectrum", ("Falcon 180B",), ("training-code",)),
    ],
)
def test_cells(bank: Bank, text: str, table: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
    question = read_cells(bank, text)
    assert question is not None
    assert (question.table, question.rows, question.columns) == (table, rows, columns)


def test_extremes(bank: Bank) -> None:
    question = read_cells(bank, "who is top on HumanEval")
    assert question is not None
    assert (question.end, question.columns) == ("highest", ("humaneval",))


def test_a_line_without_a_column_asks_for_no_cell(bank: Bank) -> None:
    assert read_cells(bank, "good morning everyone") is None


def test_filters() -> None:
    assert read_filter("which models release training data").components == (("training_data", "yes"),)
    assert read_filter("which ones don't release weights").components == (("weights", "no"),)
    assert read_filter("list the fully open ones").tiers == ("fully-open",)
    assert read_filter("how many").count_only
    assert read_filter("hello").is_empty


def test_the_article_is_recognised() -> None:
    assert mentions_article("in the article's table, who raised most")
    assert not mentions_article("who raised most")
