"""Questions over data."""

import pytest

from bot.records.bank import Bank
from bot.understanding.documents import mentions_article
from bot.understanding.filters import read_filter
from bot.understanding.operations import read_operation, read_thresholds
from bot.understanding.tables import read_cells


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
    assert (question.operation, question.columns) == ("highest", ("humaneval",))


def test_a_line_without_a_column_asks_for_no_cell(bank: Bank) -> None:
    assert read_cells(bank, "good morning everyone") is None


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("how many models are closed", "count"),
        ("which models are closed", "list"),
        ("the gap between the two on MMLU", "difference"),
        ("how many times bigger is llama", "ratio"),
        ("the smallest one", "lowest"),
        ("the newest one", "highest"),
        ("mmlu of pythia", "value"),
    ],
)
def test_operations(text: str, operation: str) -> None:
    assert read_operation(text) == operation


def test_thresholds() -> None:
    (above,) = read_thresholds("above 85 on mmlu")
    assert (above.side, above.figure) == ("above", 85)
    (more,) = read_thresholds("90 or more")
    assert more.figure == 90
    low, high = read_thresholds("between 80 and 88 on mmlu")
    assert (low.side, low.figure, high.side, high.figure) == ("above", 80, "below", 88)
    (money,) = read_thresholds("a valuation above $10 billion")
    assert (money.figure, money.unit) == (10, "billion")
    assert read_thresholds("mmlu of gpt-4o") == ()


def test_filters(bank: Bank) -> None:
    assert read_filter(bank, "which models release training data").components == (("training_data", "yes"),)
    assert read_filter(bank, "which ones don't release weights").components == (("weights", "no"),)
    assert read_filter(bank, "list the fully open ones").tiers == ("fully-open",)
    assert read_filter(bank, "which are not fully open").tiers == ("open-weights", "closed")
    assert read_filter(bank, "french models").countries == ("France",)
    assert read_filter(bank, "models from october 2026").released == "2026-10"
    assert read_filter(bank, "models by openai").developers == ("OpenAI",)
    assert read_filter(bank, "MOF class III").openness_class == "III"
    assert read_filter(bank, "hello").is_empty


def test_the_article_is_recognised() -> None:
    assert mentions_article("in the article's table, who raised most")
    assert not mentions_article("who raised most")
