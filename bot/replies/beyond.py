"""What all models on record have in a test of which a table holds some rows: the best of a table is not the best of
all."""

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.questions import CellQuestion, ModelFilter
from bot.records.tables import Column, Row
from bot.replies.benchmarks import find_test
from bot.replies.draft import Draft
from bot.replies.extremes import rank_models, tell_extreme
from bot.replies.measures import find_score


def tell_beyond(
    draft: Draft, bank: Bank, chosen: list[Row], column: Column, question: CellQuestion
) -> tuple[Slug, ...]:
    """Put down which models on record stand in the places asked for, where they are others than the rows chosen of a
    table or have other figures; the models told."""
    benchmark = find_test(bank, column)
    if benchmark is None:
        return ()
    wanted = ModelFilter(
        tiers=question.tiers,
        operation=question.operation,
        ranking=question.ranking,
        measure="benchmark",
        benchmark=benchmark,
    )
    best = rank_models(bank, wanted)
    scores = [score.score for model in best if (score := find_score(model, benchmark))]
    told = [(row.model, row.cells[column.id].number) for row in chosen]
    if [(model.id, score) for model, score in zip(best, scores, strict=True)] == told:
        return ()
    tell_extreme(draft, bank, wanted, best)
    return tuple(model.id for model in best)
