"""Replies on one model's own figures in benchmarks, as its record holds them."""

from collections.abc import Iterable

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.models import Benchmark, ModelRecord
from bot.records.tables import Column
from bot.replies.draft import Draft
from bot.replies.spectrum import build_rows


def find_scores(model: ModelRecord, benchmark: str | None = None) -> tuple[Benchmark, ...]:
    """A model's figures on record, in one benchmark where it is given."""
    return tuple(score for score in model.benchmarks if benchmark in (None, score.name))


def find_test(bank: Bank, column: Column) -> str | None:
    """The benchmark that a column of a table holds figures of, where records of models have figures in it too."""
    called = {name.casefold() for name in (column.title, *column.aliases)}
    return next((name for name in bank.benchmarks if name.casefold() in called), None)


def count_scores(models: Iterable[ModelRecord], benchmark: str) -> str:
    """How many of some models have a figure in a benchmark, and what that allows."""
    held = sum(bool(find_scores(model, benchmark)) for model in models)
    if held == 1:
        return "No other of these models has a figure on record."
    return f"{held} of these models have such a figure on record; settings differ, so close ones decide nothing."


def compose_scores(bank: Bank, query: str, model_id: str, benchmark: str | None, confidence: float) -> Answer:
    """What a model scored, in which setting, by which source; the model has at least one such figure."""
    model = bank.model[model_id]
    draft = Draft(bank, query)
    scores = find_scores(model, benchmark)
    told = [f"{model.name}: {score.name} {score.score:g} ({score.setting})" for score in scores]
    lines = [draft.add_point(text, score.cites, score.as_of) for text, score in zip(told, scores, strict=True)]
    draft.add_section("", "\n".join(lines))
    if len(lines) > 1:
        draft.add_section("", "Figures of different settings cannot be set against each other.")
    draft.show_spectrum(build_rows(bank, (model_id,)))
    return draft.close("answer", told[0], confidence, models=(model_id,))
