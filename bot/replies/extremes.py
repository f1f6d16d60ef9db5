"""Models set in an order by a measure: the largest, the newest, the best in a test; two of them set against each
other."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.models import ModelRecord
from bot.records.questions import ModelFilter
from bot.replies.benchmarks import count_scores
from bot.replies.draft import Draft
from bot.replies.marking import add_points, mark_measured
from bot.replies.measures import measure_model, say_measure
from bot.replies.openness import rate_openness
from bot.replies.parts import write_cell
from bot.replies.selecting import UNFILTERED, say_filter, select_models
from bot.replies.spectrum import build_rows, write_strip
from bot.replies.wording import join_words, say_figure

_ON_A_PAR_SHOWN = 4
_MOST = 40
"""Models of an order that are told."""

_ORDERS = {
    "openness": ("Most open", "Least open"),
    "released": ("Newest", "Oldest"),
    "parameters": ("Largest", "Smallest"),
    "active": ("Largest", "Smallest"),
}


def rank_models(bank: Bank, question: ModelFilter) -> list[ModelRecord]:
    """As many of the models that fit as are asked for, from the place asked for; those on a par with a single one come
    too; none where none of them has a figure."""
    measured = [(_measure(bank, model, question), model) for model in select_models(bank, question)]
    known = [(value, model) for value, model in measured if value is not None]
    order = sorted(known, key=lambda pair: pair[0], reverse=question.operation == "highest")
    if question.ranking.count > 1:
        return [model for _value, model in order[: min(question.ranking.count, _MOST)]]
    values = list(dict.fromkeys(value for value, _model in order))
    wanted = values[question.ranking.place - 1 : question.ranking.place]
    return [model for value, model in order if value in wanted] or [model for _value, model in order[:1]]


def compose_extreme(bank: Bank, query: str, question: ModelFilter, confidence: float) -> Answer | None:
    """The first of the models that fit, or so many of them in order; None where none has a figure to go by."""
    best = rank_models(bank, question)
    if not best:
        return None
    draft = Draft(bank, query)
    headline = tell_extreme(draft, bank, question, best)
    add_points(draft, bank, best)
    draft.show_spectrum(build_rows(bank, [model.id for model in best]))
    return draft.close("table", headline, confidence, models=tuple(model.id for model in best))


def tell_extreme(draft: Draft, bank: Bank, question: ModelFilter, best: list[ModelRecord]) -> str:
    """Put down the first of an order, or so many of it, and of scores how many there are; the sentence that leads."""
    filtered = say_filter(bank, question)
    among = f" among those that {filtered}" if filtered != UNFILTERED else ""
    told = [f"{model.name}: {_say_with_cells(bank, model, question)}" for model in best]
    if question.ranking.count > 1:
        headline = f"{_say_order(question)}{among}:"
        draft.add_section("", headline)
        lines = [mark_measured(draft, model, line, question) for model, line in zip(best, told, strict=True)]
        draft.add_section("", "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1)))
    else:
        headline = f"{_name_best(best)}{among}: {_say_with_cells(bank, best[0], question)}."
        draft.add_section("", mark_measured(draft, best[0], headline, question))
    if question.measure == "benchmark" and question.benchmark:
        draft.add_section("", count_scores(select_models(bank, question), question.benchmark))
    return headline


def _say_order(question: ModelFilter) -> str:
    """What the first of a ranking has most or least of, in the word for it."""
    highest, lowest = _ORDERS.get(question.measure or "", ("Highest", "Lowest"))
    return f"{highest if question.operation == 'highest' else lowest} first"


def _name_best(best: list[ModelRecord]) -> str:
    """The best by name; of many on a par the first few, and how many more there are."""
    names = [model.name for model in best]
    if len(names) <= _ON_A_PAR_SHOWN:
        return join_words(names)
    return f"{', '.join(names[:_ON_A_PAR_SHOWN])} and {len(names) - _ON_A_PAR_SHOWN} more (all level)"


def compose_contrast(bank: Bank, query: str, question: ModelFilter, confidence: float) -> Answer:
    """Two models by one measure, who is ahead and by how much, or the ratio where it is asked for."""
    draft = Draft(bank, query)
    order = [bank.model[model] for model in question.models]
    told = [f"{model.name}: {_say(bank, model, question)}" for model in order]
    result = _write_result(bank, order, question)
    headline = f"{join_words(told)}.{result}"
    marked = [mark_measured(draft, model, line, question) for model, line in zip(order, told, strict=True)]
    draft.add_section("", f"{join_words(marked)}.{result}")
    add_points(draft, bank, select_models(bank, question))
    draft.show_spectrum(build_rows(bank, question.models))
    return draft.close("table", headline, confidence, models=question.models)


def _write_result(bank: Bank, order: list[ModelRecord], question: ModelFilter) -> str:
    values = {model.name: _measure(bank, model, question) for model in order}
    if None in values.values():
        return ""
    (ahead, high), (behind, low) = sorted(values.items(), key=lambda pair: pair[1] or 0.0, reverse=True)
    difference = (high or 0.0) - (low or 0.0)
    if not difference:
        return " Both came out in the same month." if question.measure == "released" else " They are equal."
    if question.measure == "released":
        return f" {behind} came first." if question.operation == "lowest" else f" {ahead} is the newer."
    if question.operation == "ratio" and low:
        return f" The ratio is {say_figure((high or 0.0) / low)}."
    if question.measure == "openness":
        return f" {ahead} is the more open."
    unit = " billion parameters" if question.measure in {"parameters", "active"} else ""
    return f" The difference is {say_figure(difference)}{unit}; {ahead} is higher."


def _measure(bank: Bank, model: ModelRecord, question: ModelFilter) -> float | None:
    if question.measure == "openness":
        level, parts = rate_openness(bank, model.id)
        return level * 10 + parts
    return measure_model(model, question.measure, question.benchmark)


def _say(bank: Bank, model: ModelRecord, question: ModelFilter) -> str:
    if question.measure == "openness":
        return write_strip(build_rows(bank, (model.id,))[0])
    return say_measure(model, question.measure, question.benchmark)


def _say_with_cells(bank: Bank, model: ModelRecord, question: ModelFilter) -> str:
    """What a model is ranked by, and what else is wanted of each."""
    cells = [write_cell(bank, model, one) for one in question.columns if one != question.measure]
    return "; ".join((_say(bank, model, question), *cells))
