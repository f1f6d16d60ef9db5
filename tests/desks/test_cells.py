"""What lines ask of the tables and of the records: cells, operations, thresholds, filters, continuations."""

import pytest

from bot.desks.lists.filters import asks_for_models, read_filter
from bot.desks.tables.cells import read_all_cells
from bot.desks.tables.continuation import continue_cells
from bot.desks.tables.wholes import read_wholes
from bot.records.bank import Bank
from bot.records.questions import CellQuestion
from bot.understanding.documents import mentions_article
from bot.understanding.operations import read_operation, read_thresholds


@pytest.mark.parametrize(
    ("text", "table", "rows", "columns"),
    [
        ("what did gpt-4o score on mmlu", "competitive-landscape", ("OpenAI",), ("mmlu",)),
        ("enterprise adoption of open models", "adoption-metrics", ("Enterprise adoption rate",), ("open-weights",)),
        ("does falcon 180b release its training code", "openness-spectrum", ("Falcon 180B",), ("training-code",)),
    ],
)
def test_cells(bank: Bank, text: str, table: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> None:
    (question, *_) = read_all_cells(bank, text)
    assert (question.table, question.rows, question.columns) == (table, rows, columns)


def test_extremes(bank: Bank) -> None:
    (question, *_) = read_all_cells(bank, "who is top on HumanEval")
    assert (question.operation, question.columns) == ("highest", ("humaneval",))


def test_a_line_without_a_column_asks_for_no_cell(bank: Bank) -> None:
    assert read_all_cells(bank, "good morning everyone") == []


def test_the_table_that_a_line_names_comes_first(bank: Bank) -> None:
    for text, table in (
        ("in the openness table, which release their data?", "openness-spectrum"),
        ("the adoption table: enterprise adoption rate of open models", "adoption-metrics"),
        ("transparency index of openai", "transparency-index"),
    ):
        assert read_all_cells(bank, text)[0].table == table


_ASKED = CellQuestion(table="competitive-landscape", rows=("OpenAI",), columns=("humaneval",))


@pytest.mark.parametrize(
    ("text", "rows", "columns", "operation"),
    [
        ("and MMLU?", ("OpenAI",), ("mmlu",), "value"),
        ("and of Llama 3.1 405B?", ("Meta",), ("humaneval",), "value"),
        ("lowest?", ("Meta", "OpenAI"), ("humaneval",), "lowest"),
        ("how far apart are they?", ("Meta", "OpenAI"), ("humaneval",), "difference"),
    ],
)
def test_a_short_line_goes_on_with_the_last_cells(
    bank: Bank, text: str, rows: tuple[str, ...], columns: tuple[str, ...], operation: str
) -> None:
    question = next(continue_cells(bank, _ASKED, ("Meta", "OpenAI"), text))
    assert (question.rows, question.columns, question.operation) == (rows, columns, operation)


@pytest.mark.parametrize("text", ["good morning everyone, how are you all today?", "why is that so, do you think?"])
def test_other_lines_do_not_go_on_with_them(bank: Bank, text: str) -> None:
    assert list(continue_cells(bank, _ASKED, ("OpenAI",), text)) == []


def test_a_rank_may_be_among_the_rows_just_spoken_of_or_among_all(bank: Bank) -> None:
    two, every = continue_cells(bank, _ASKED, ("Meta", "OpenAI"), "who is last?")
    assert (two.rows, every.rows) == (("Meta", "OpenAI"), ())
    assert {two.operation, every.operation} == {"lowest"}


def test_whole_rows_columns_and_tables_are_read(bank: Bank) -> None:
    def read(text: str, *found: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        return [(cells.rows, cells.columns) for cells in read_wholes(bank, text, found)]

    assert (("Meta",), ()) in read("the meta row of the funding table, all of it")
    assert ((), ("parameters",)) in read("parameter column, complete", "competitive-landscape")
    assert ((), ()) in read("show me the adoption table")
    assert (("Amazon",), ()) in read("39 points, whose is that", "transparency-index")
    assert read("good morning everyone") == []


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("how many models are closed", "count"),
        ("which models are closed", "list"),
        ("the gap between the two on MMLU", "difference"),
        ("how many times bigger is llama", "ratio"),
        ("the smallest one", "lowest"),
        ("the newest one", "highest"),
        ("rank these most open to least", "highest"),
        ("i said MOST open first".casefold(), "highest"),
        ("the oldest first", "lowest"),
        ("mmlu of pythia", "value"),
        ("any open model with at least 90 on mmlu", "list"),
        ("models with at most 10b, sorted by openness", "highest"),
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
    assert read_filter(bank, "which can i use commercially").commercial
    assert read_filter(bank, "the most open model from china").measure == "openness"
    assert read_filter(bank, "hello").is_empty


def test_models_are_asked_for_by_certain_words() -> None:
    assert asks_for_models("which models are open")
    assert asks_for_models("the most open one")
    assert not asks_for_models("llama is open")


def test_the_article_is_recognised() -> None:
    assert mentions_article("in the article's table, who raised most")
    assert not mentions_article("who raised most")


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("mit models up to 10b", "below"),
        ("max 10b", "below"),
        ("10b or smaller", "below"),
        ("no more than 10b", "below"),
        ("not over 10b", "below"),
        ("no less than 10b", "above"),
        ("not smaller than 10b", "above"),
        ("10b or bigger", "above"),
        ("at least 10b", "above"),
    ],
)
def test_a_limit_is_read_once_and_on_its_side(line: str, side: str) -> None:
    (threshold,) = read_thresholds(line)
    assert (threshold.side, threshold.figure, threshold.unit) == (side, 10, "billion")
