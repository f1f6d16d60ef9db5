"""Answers over the model records: which models, how many, which is largest or newest, how two of them differ."""

from collections import Counter
from itertools import accumulate

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Depth
from bot.records.models import ModelRecord
from bot.records.questions import ModelFilter
from bot.replies.draft import Draft
from bot.replies.extremes import compose_contrast, compose_extreme
from bot.replies.marking import add_points, mark_measured
from bot.replies.measures import MEMORY_RULE, find_fitting, find_share, say_measure
from bot.replies.onward import PAGE
from bot.replies.openness import rate_openness
from bot.replies.parts import write_cell
from bot.replies.selecting import UNFILTERED, say_filter, select_models
from bot.replies.spectrum import build_rows
from bot.replies.wording import TIER_WORDS, join_words, say_figure

_BREATH = 440
"""Characters for the count and the names of a first reply, without the words between them."""

_MARKED = 7
"""Characters of a comma and a number behind a name."""

_NAMES_SHOWN = {"short": PAGE, "standard": 40, "deep": 400}


def compose_filter(
    bank: Bank, query: str, question: ModelFilter, confidence: float, depth: Depth = "standard"
) -> Answer:
    """The models that fit: counted, named (the most open first), ranked, or two of them set against each other."""
    if question.measure and len(question.models) == 2:
        return compose_contrast(bank, query, question, confidence)
    if question.measure and question.operation in {"highest", "lowest"}:
        extreme = compose_extreme(bank, query, question, confidence)
        return extreme or compose_filter(bank, query, question.model_copy(update={"measure": None}), confidence)
    models = select_models(bank, question)
    draft = Draft(bank, query)
    headline = _count_models(bank, models, question)
    draft.add_section("", _mark_rule(draft, bank, headline) if question.memory else headline)
    models = sorted(models, key=lambda model: rate_openness(bank, model.id), reverse=True)
    wanted = question.ranking.count if question.ranking.count > 1 else _NAMES_SHOWN[depth]
    shown = [] if _is_counted_by_tier(question) else models[question.skip :][: min(wanted, _NAMES_SHOWN["standard"])]
    if depth == "short":
        shown = _keep_fitting(bank, shown, query, question, _BREATH - len(headline))
    more = len(models) - len(shown) - question.skip
    if shown:
        names = [mark_measured(draft, model, _name_model(bank, model, query, question), question) for model in shown]
        draft.add_section(_name_order(question, more), ", ".join(names) + (f" and {more} more." if more else "."))
    add_points(draft, bank, shown)
    draft.show_spectrum(build_rows(bank, [model.id for model in models], limit=_NAMES_SHOWN["standard"]))
    return draft.close("table", headline, confidence, models=tuple(model.id for model in models))


def _keep_fitting(
    bank: Bank, models: list[ModelRecord], query: str, question: ModelFilter, room: int
) -> list[ModelRecord]:
    """The first models whose names fit into so many characters, with their numbers."""
    lengths = accumulate(len(_name_model(bank, model, query, question)) + _MARKED for model in models)
    return [model for model, length in zip(models, lengths, strict=True) if length <= room]


def _name_order(question: ModelFilter, more: int) -> str:
    if question.skip:
        return "The next by openness"
    return "The most open first" if more else ""


def _count_models(bank: Bank, models: list[ModelRecord], question: ModelFilter) -> str:
    """'None of the 176 models on record ...', or of those that were named; one is told so that no verb is wrong."""
    if _is_counted_by_tier(question):
        return _count_by_tier(bank, models, question)
    told = say_filter(bank, question)
    if told == UNFILTERED and not question.models:
        return f"There are {len(models)} models on record."
    count = "None" if not models else str(len(models))
    among = (
        f"the {len(question.models)} models named" if question.models else f"the {len(bank.models)} models on record"
    )
    return f"Models that {told}: 1 of {among}." if len(models) == 1 else f"{count} of {among} {told}."


def _is_counted_by_tier(question: ModelFilter) -> bool:
    """Whether two kinds are to be counted: they get their numbers, and no list of both at once."""
    return question.operation == "count" and len(question.tiers) > 1


def _count_by_tier(bank: Bank, models: list[ModelRecord], question: ModelFilter) -> str:
    """How many stand in each of the tiers that are asked for: 'fully open vs closed' wants no sum."""
    held = Counter(bank.placement[model.id].tier for model in models)
    counts = join_words([f"{held[tier]} are {TIER_WORDS[tier]}" for tier in question.tiers])
    rest = say_filter(bank, question.model_copy(update={"tiers": ()}))
    among = f", among those that {rest}" if rest != UNFILTERED else ""
    return f"Of the {len(bank.models)} models on record {counts}{among}."


def _name_model(bank: Bank, model: ModelRecord, query: str, question: ModelFilter) -> str:
    """The name, with what is wanted of each behind it; a licence too where the question speaks of licences without
    saying which."""
    cells = []
    if question.scores:
        cells.append(say_measure(model, "benchmark", question.benchmark))
    elif question.memory:
        size = f"{find_fitting(model, question.memory):g}B"
        cells += [] if size in model.name else [size]
    asked = len(question.licenses) != 1 and any(word in query.casefold() for word in ("license", "licence"))
    columns = ("license",) if asked and not (cells or question.columns) else question.columns
    cells += [write_cell(bank, model, one) for one in columns]
    return f"{model.name} ({'; '.join(cells)})" if cells else model.name


def compose_share(bank: Bank, query: str, model_id: str, confidence: float) -> Answer | None:
    """One model's total against its active parameters; None where the record does not give both."""
    model = bank.model[model_id]
    share = find_share(model)
    if share is None:
        return None
    draft = Draft(bank, query)
    headline = (
        f"{model.name}: {model.parameters} parameters. For one token {say_figure(share.active)} of "
        f"{say_figure(share.total)} billion are used, {say_figure(100 * share.active / share.total)} per cent; "
        f"{say_figure(share.total - share.active)} billion are idle."
    )
    weights = model.components["weights"]
    draft.add_section("", draft.add_point(headline, weights.cites, weights.as_of))
    draft.show_spectrum(build_rows(bank, (model_id,)))
    return draft.close("table", headline, confidence, models=(model_id,))


def _mark_rule(draft: Draft, bank: Bank, text: str) -> str:
    """What fits into some memory, on the word of whoever gave the rule."""
    rule = bank.passage[MEMORY_RULE]
    return draft.mark(text, rule.cites, rule.as_of)
