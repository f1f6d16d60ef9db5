"""Who is best in a test of models: over all that the bank holds, not over the rows of one table alone."""

import pytest

from bot.desks.benchmarks import find_benchmark
from bot.desks.candidates import Candidate
from bot.desks.lists.desk import ListsDesk
from bot.desks.tables.desk import TablesDesk
from bot.records.bank import Bank
from bot.records.base import Tier
from bot.replies.breath import fit_one_breath
from bot.replies.countries import list_places
from tests.desks.proposing import propose
from tests.fakes import FakeMind


def _rank(mind: FakeMind, bank: Bank, text: str) -> Candidate:
    """The ranking by a test that is proposed for a line."""
    found = [one for one in propose(mind, ListsDesk(bank), text) if one.key.startswith(("highest", "lowest"))]
    assert len(found) == 1
    return found[0]


def _sort(bank: Bank, benchmark: str, *tiers: Tier, country: str | None = None) -> list[str]:
    """The models with a figure in a test, the best first."""
    best = {
        model.id: max(score.score for score in model.benchmarks if score.name == benchmark)
        for model in bank.models
        if any(score.name == benchmark for score in model.benchmarks)
        and (not tiers or bank.placement[model.id].tier in tiers)
        and (country is None or country in list_places(model))
    }
    return sorted(best, key=best.__getitem__, reverse=True)


@pytest.mark.parametrize(
    ("line", "benchmark"),
    [
        ("who is best on mmlu pro", "MMLU-Pro"),
        ("best mmlu-pro", "MMLU-Pro"),
        ("highest swe bench verified score", "SWE-bench Verified"),
        ("who leads swe-bench", "SWE-bench Verified"),
        ("top in gpqa-diamond", "GPQA Diamond"),
        ("top in gpqa", "GPQA"),
        ("best human eval", "HumanEval"),
        ("best live code bench", "LiveCodeBench"),
        ("who leads the transparency index", None),
    ],
)
def test_a_test_is_named_however_it_is_spaced(bank: Bank, line: str, benchmark: str | None) -> None:
    assert find_benchmark(bank, line) == benchmark


@pytest.mark.parametrize(
    ("text", "benchmark", "tiers", "country"),
    [
        ("which open weights model scores best on mmlu", "MMLU", ("open-weights",), None),
        ("best closed model on humaneval", "HumanEval", ("closed",), None),
        ("best french model on mmlu", "MMLU", (), "France"),
        ("which chinese open weights model leads gpqa diamond", "GPQA Diamond", ("open-weights",), "China"),
        ("who has the highest swe bench verified score", "SWE-bench Verified", (), None),
    ],
)
def test_the_best_is_that_of_all_models_on_record(
    mind: FakeMind, bank: Bank, text: str, benchmark: str, tiers: tuple[Tier, ...], country: str | None
) -> None:
    answer = _rank(mind, bank, text).compose(0.9, "short")
    assert answer.models == tuple(_sort(bank, benchmark, *tiers, country=country)[:1])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("second best open weights model on mmlu", slice(1, 2)),
        ("whos third on mmlu of the open weights models", slice(2, 3)),
        ("top 3 open weights models on mmlu", slice(0, 3)),
        ("lowest mmlu of all open weights models", slice(-1, None)),
    ],
)
def test_other_places_of_that_order_are_told(mind: FakeMind, bank: Bank, text: str, wanted: slice) -> None:
    answer = _rank(mind, bank, text).compose(0.9, "short")
    assert answer.models == tuple(_sort(bank, "MMLU", "open-weights")[wanted])


@pytest.mark.parametrize("text", ["which open weights model scores best on mmlu", "top 3 on mmlu"])
def test_a_figure_comes_from_its_own_source_with_its_setting_and_a_caveat(
    mind: FakeMind, bank: Bank, text: str
) -> None:
    answer = fit_one_breath(_rank(mind, bank, text).compose(0.9, "short"))
    (first, *_others) = (bank.model[model] for model in answer.models)
    score = max((one for one in first.benchmarks if one.name == "MMLU"), key=lambda one: one.score)
    assert f"{score.score:g} ({score.setting})" in answer.text
    assert "settings" in answer.text
    assert {cite.source for cite in score.cites} & {cited.source for cited in answer.citations}
    assert not {cite.source for cite in first.components["weights"].cites[:1]} & {
        cited.source for cited in answer.citations
    } - {cite.source for cite in score.cites}


def test_a_ranking_accounts_for_the_words_by_which_it_is_asked_for(mind: FakeMind, bank: Bank) -> None:
    for text in ("which open weights model scores best on mmlu", "highest mmlu", "who tops mmlu, and who is worst"):
        assert mind.read(text).words - {"who"} <= _rank(mind, bank, text).words


def _ask_tables(mind: FakeMind, bank: Bank, text: str, column: str) -> Candidate:
    """The ranking of a column that is proposed first."""
    found = propose(mind, TablesDesk(bank), text)
    return next(
        one
        for one in found
        if one.subject.cells
        and one.subject.cells.columns == (column,)
        and one.subject.cells.operation in {"highest", "lowest"}
    )


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("which open weights model scores best on mmlu", "deepseek-r1"),
        ("best closed model on humaneval", "gpt-4-1"),
        ("highest mmlu?", "o3"),
    ],
)
def test_a_table_is_not_all_that_the_bank_holds(mind: FakeMind, bank: Bank, text: str, model: str) -> None:
    column = "humaneval" if "humaneval" in text else "mmlu"
    answer = fit_one_breath(_ask_tables(mind, bank, text, column).compose(0.9, "short"))
    score = max(one.score for one in bank.model[model].benchmarks if one.name.casefold() == column)
    assert answer.models[0] == model
    assert answer.text.startswith(bank.model[model].name)
    assert f"{score:g} (" in answer.text
    assert "newsletter's table" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "highest mmlu in the competitive landscape table",
        "which of the six companies scores best on mmlu",
        "in the article, who has the best mmlu",
    ],
)
def test_who_asks_of_a_table_is_told_what_stands_in_it(mind: FakeMind, bank: Bank, text: str) -> None:
    answer = _ask_tables(mind, bank, text, "mmlu").compose(0.9, "short")
    assert answer.models == ("gpt-4o",)
    assert bank.model["o3"].name not in answer.text


def test_a_test_or_a_criterion_that_no_table_has_is_not_asked_of_it(mind: FakeMind, bank: Bank) -> None:
    for text in ("who is best on mmlu pro", "best chinese model on mmlu", "best mmlu under 10b"):
        assert not [one for one in propose(mind, TablesDesk(bank), text) if '"columns":["mmlu"]' in one.key], text
    assert not [one for one in propose(mind, TablesDesk(bank), "mmlu-pro scores") if '"mmlu"' in one.key]
    assert _ask_tables(mind, bank, "best open model on mmlu", "mmlu")


@pytest.mark.parametrize(
    ("model", "benchmark", "passage"),
    [
        ("gpt-oss", "MMLU", "pred-2a-gpt4o-parity"),
        ("apertus", "MMLU", "late-apertus-weak-spots"),
        ("qwen3-6", "SWE-bench Verified", "late-home-coding-benchmark"),
        ("claude-4-5", "SWE-bench Verified", "late-home-coding-benchmark"),
    ],
)
def test_what_a_passage_gives_for_a_model_counts_too(bank: Bank, model: str, benchmark: str, passage: str) -> None:
    (score,) = [one for one in bank.model[model].benchmarks if one.name == benchmark]
    assert f"{score.score}" in bank.passage[passage].text
    assert {cite.source for cite in score.cites} & {cite.source for cite in bank.passage[passage].cites}
