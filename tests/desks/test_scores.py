"""The desk of models proposes a model's own figures in benchmarks, where its record has them."""

import pytest

from bot.desks.models import ModelsDesk
from bot.records.bank import Bank
from tests.desks.proposing import after_model, list_keys, propose
from tests.fakes import FakeMind


@pytest.fixture(scope="module")
def desk(bank: Bank) -> ModelsDesk:
    return ModelsDesk(bank)


@pytest.mark.parametrize(
    ("text", "model", "benchmark"),
    [
        ("MMLU of DeepSeek-V3", "deepseek-v3", "MMLU"),
        ("real MMLU of Pythia 12B?", "pythia", "MMLU"),
        ("what does deepseek v3 score on gpqa diamond", "deepseek-v3", "GPQA Diamond"),
    ],
)
def test_the_figure_comes_with_its_setting_and_source(
    mind: FakeMind, desk: ModelsDesk, bank: Bank, text: str, model: str, benchmark: str
) -> None:
    (one,) = [one for one in propose(mind, desk, text) if one.key == f"{model}/benchmarks"]
    answer = one.compose(0.9, "short")
    scores = [score for score in bank.model[model].benchmarks if score.name == benchmark]
    assert scores
    for score in scores:
        assert f"{benchmark} {score.score:g} ({score.setting})" in answer.text
    assert {cite.source for score in scores for cite in score.cites} <= {cited.source for cited in answer.citations}


def test_all_figures_are_told_where_no_benchmark_is_named(mind: FakeMind, desk: ModelsDesk, bank: Bank) -> None:
    (one,) = [one for one in propose(mind, desk, "benchmarks of deepseek v3") if one.key.endswith("/benchmarks")]
    assert all(f"{score.score:g}" in one.compose(0.9, "short").text for score in bank.model["deepseek-v3"].benchmarks)


@pytest.mark.parametrize("text", ["whats the mmlu score of llama 4 maverick", "humaneval of deepseek v3", "mmlu of yi"])
def test_a_model_without_such_a_figure_has_none_to_tell(mind: FakeMind, desk: ModelsDesk, text: str) -> None:
    assert not [key for key in list_keys(propose(mind, desk, text)) if key.endswith("/benchmarks")]


def test_the_model_just_spoken_of_is_meant_where_none_is_named(mind: FakeMind, desk: ModelsDesk, bank: Bank) -> None:
    assert "mistral-7b/benchmarks" in list_keys(propose(mind, desk, "and its mmlu?", after_model(bank)))
