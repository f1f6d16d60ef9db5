"""The desk of tables: which table, row or rank a line means, and which it does not."""

import pytest

from bot.desks.candidates import Candidate
from bot.desks.tables.desk import TablesDesk
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject, move_focus
from bot.records.questions import CellQuestion
from bot.replies.tables import compose_cells
from tests.desks.proposing import after_passage, propose
from tests.fakes import FakeMind

_INDEX = "transparency-index"


def _propose(mind: FakeMind, bank: Bank, text: str, focus: Focus | None = None) -> list[Candidate]:
    return propose(mind, TablesDesk(bank), text, focus)


def _rank(bank: Bank) -> list[str]:
    """The rows of the transparency index, the highest first."""
    rows = bank.table[_INDEX].rows
    return [row.key for row in sorted(rows, key=lambda row: -(row.cells["total"].number or 0.0))]


def _after(bank: Bank, cells: CellQuestion) -> Focus:
    return move_focus(None, "x", compose_cells(bank, "x", cells, 0.9), Subject(cells=cells))


@pytest.mark.parametrize(
    "text",
    [
        "what model of Google's was graded in the transparency index",
        "which google model was assessed in the transparency index",
    ],
)
def test_the_model_assessed_is_a_cell_of_its_own(mind: FakeMind, bank: Bank, text: str) -> None:
    asked = [one.subject.cells for one in _propose(mind, bank, text) if one.subject.cells]
    assert any((one.table, one.rows, one.columns) == (_INDEX, ("Google",), ("assessed",)) for one in asked)


def test_the_total_is_asked_for_by_the_name_of_the_index(mind: FakeMind, bank: Bank) -> None:
    (first, *_) = _propose(mind, bank, "google in the transparency index")
    assert first.subject.cells is not None
    assert first.subject.cells.columns == ("total",)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("18 of 100 lol. whos on top of that index", 0),
        ("who leads?", 0),
        ("whos dead last", -1),
        ("and who is at the bottom", -1),
        ("who came last?", -1),
    ],
)
def test_a_rank_is_that_of_the_table_just_spoken_of(mind: FakeMind, bank: Bank, text: str, place: int) -> None:
    """After a ranking, one score of it, or a passage on it."""
    wanted, side = _rank(bank)[place], "lowest" if place else "highest"
    for focus in (
        _after(bank, CellQuestion(table=_INDEX, columns=("total",), operation="highest")),
        _after(bank, CellQuestion(table=_INDEX, rows=("Mistral",), columns=("total",))),
        after_passage(bank, "open-transparency-index"),
    ):
        texts = [one.compose(0.9, "short").text for one in _propose(mind, bank, text, focus) if one.clues.filled]
        assert any(f"{side} on Total of 100" in one and wanted in one for one in texts), texts


def test_what_comes_next_in_a_ranking_and_all_of_it(mind: FakeMind, bank: Bank) -> None:
    focus = _after(bank, CellQuestion(table=_INDEX, columns=("total",), operation="highest"))
    second = [one.compose(0.9, "short").text for one in _propose(mind, bank, "and who's next?", focus)]
    assert any(f"{_rank(bank)[1]} is second highest" in one for one in second)
    whole = [one.compose(0.9, "short").text for one in _propose(mind, bank, "show me the full ranking", focus)]
    assert any(all(company in one for company in _rank(bank)) for one in whole)


def test_after_another_subject_a_rank_is_of_no_table(mind: FakeMind, bank: Bank) -> None:
    focus = after_passage(bank, "weights-billions-trillions")
    assert not [one for one in _propose(mind, bank, "whos dead last", focus) if one.clues.filled]


@pytest.mark.parametrize(
    "text",
    [
        "rank the top 3 open models right now by intelligence index",
        "top 5 open models on the lmarena leaderboard",
        "which lab has the highest arena elo",
    ],
)
def test_a_measure_that_no_table_has_is_not_swapped_for_another(mind: FakeMind, bank: Bank, text: str) -> None:
    assert _propose(mind, bank, text) == []


def test_benchmarks_of_a_table_and_the_index_by_what_it_grades_are_measures_of_it(mind: FakeMind, bank: Bank) -> None:
    for text in (
        "claude vs 4o, both benchmarks, mmlu and humaneval",
        "did anthropic do better than google in the disclosure index",
        "satisfaction rating devs gave to gpt-4o and claude, per that article",
    ):
        assert _propose(mind, bank, text), text


@pytest.mark.parametrize(
    "text",
    ["who leads on the transparency index", "who is last on that index", "top 3 labs by transparency index"],
)
def test_a_measure_that_a_table_has_is_ranked_by(mind: FakeMind, bank: Bank, text: str) -> None:
    assert _propose(mind, bank, text, _after(bank, CellQuestion(table=_INDEX, columns=("total",))))


@pytest.mark.parametrize(
    "text",
    [
        "whats the mmlu score of llama 4 maverick",
        "mmlu of mistral 7b",
        "humaneval of claude 3 opus",
        "mmlu of deepseek v3",
    ],
)
def test_a_row_on_another_model_of_the_same_maker_is_no_answer(mind: FakeMind, bank: Bank, text: str) -> None:
    landscape = bank.table["competitive-landscape"]
    asked = [one.subject.cells for one in _propose(mind, bank, text) if one.subject.cells]
    assert not [one for one in asked if one.table == landscape.id and one.rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("mmlu of llama 3.1 405b", "Meta"),
        ("mmlu of llama", "Meta"),
        ("how much money has the maker of llama 4, meta, raised: funding", "Meta"),
    ],
)
def test_a_row_on_the_model_or_the_firm_named_is_one(mind: FakeMind, bank: Bank, text: str, row: str) -> None:
    assert [one for one in _propose(mind, bank, text) if one.subject.cells and one.subject.cells.rows == (row,)]


def test_no_order_is_made_of_a_column_without_figures(mind: FakeMind, bank: Bank) -> None:
    text = "which model has the most parameters of all those with weights"
    asked = [one.subject.cells for one in _propose(mind, bank, text) if one.subject.cells]
    assert not [one for one in asked if one.operation == "highest" and one.columns == ("weights",)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Amazon's transparency total please, and the model it is based on", "Amazon"),
        ("the transparency score of google and which model they looked at", "Google"),
        ("meta's transparency index total and model assessed", "Meta"),
        ("deepseek total in the transparency index plus the model", "DeepSeek"),
        ("transparency total of xai & what model was it for", "xAI"),
        ("how did ibm score on transparency and with what model", "IBM"),
        ("which model was amazon graded on in the transparency index and how many points did it get", "Amazon"),
        ("anthropic: transparency points, model assessed", "Anthropic"),
    ],
)
def test_two_cells_of_a_row_are_asked_for_in_one_breath(mind: FakeMind, bank: Bank, text: str, row: str) -> None:
    (first, *_) = _propose(mind, bank, text)
    cells = first.subject.cells
    assert cells is not None
    assert (cells.table, cells.rows, cells.columns) == (_INDEX, (row,), ("total", "assessed"))
    assert first.clues.fit == 1.0
    told = next(one.cells for one in bank.table[_INDEX].rows if one.key == row)
    assert all(told[column].value in first.compose(0.9, "short").text for column in cells.columns)
