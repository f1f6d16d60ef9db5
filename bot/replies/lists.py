"""Answers over the model records: which models, how many, which is largest or newest, how two of them differ."""

import re

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import TIERS
from bot.records.models import Benchmark, ModelRecord
from bot.replies.draft import Draft
from bot.replies.spectrum import build_rows, write_row
from bot.replies.wording import COMPONENT_WORDS, LEVEL_WORDS, TIER_WORDS, join_words, say_date, say_figure
from bot.understanding.filters import ModelFilter
from bot.understanding.operations import Threshold

_NAMES_SHOWN = 40


def compose_filter(bank: Bank, query: str, question: ModelFilter, confidence: float) -> Answer:
    """The models that fit: counted, named, ranked, or two of them set against each other."""
    models = select_models(bank, question)
    if question.measure and len(question.models) == 2:
        return _compose_contrast(bank, query, models, question, confidence)
    if question.measure and question.operation in {"highest", "lowest"}:
        return _compose_extreme(bank, query, models, question, confidence)
    draft = Draft(bank, query)
    count = "None" if not models else str(len(models))
    headline = f"{count} of the {len(bank.models)} models in the bank {_say_filter(bank, question)}."
    draft.add_section("", headline)
    if question.operation != "count" or len(models) <= _NAMES_SHOWN:
        more = f" and {len(models) - _NAMES_SHOWN} more" if len(models) > _NAMES_SHOWN else ""
        draft.add_section("", ", ".join(_name_model(bank, model, query) for model in models[:_NAMES_SHOWN]) + more)
    _add_points(draft, bank, models[:_NAMES_SHOWN])
    draft.show_spectrum(build_rows(bank, [model.id for model in models], limit=_NAMES_SHOWN))
    return draft.close("table", headline, confidence, models=tuple(model.id for model in models))


def _name_model(bank: Bank, model: ModelRecord, query: str) -> str:
    """The name alone, unless the question speaks of licences too."""
    asked = re.search(r"licen[cs]e", query, re.IGNORECASE)
    return f"{model.name} ({bank.license[model.license.id].name})" if asked else model.name


def compose_holdings(bank: Bank, query: str) -> Answer:
    """How much of each kind the bank holds."""
    headline = (
        f"The bank holds {len(bank.models)} models, {len(bank.licenses)} licences, {len(bank.claims)} claims, "
        f"{len(bank.definitions)} terms and {len(bank.sources)} sources."
    )
    draft = Draft(bank, query)
    draft.add_section("", headline)
    return draft.close("table", headline, 0.9)


def compose_spectrum(bank: Bank, query: str, question: ModelFilter) -> Answer:
    """The spectrum: the rows of the models that a filter leaves, or all models by name under their tiers."""
    models = select_models(bank, question)
    draft = Draft(bank, query)
    if question.is_empty:
        headline = f"The {len(models)} models in the bank by tier; filter for their rows."
        draft.add_section("", headline)
        for tier in reversed(TIERS):
            names = [model.name for model in models if bank.placement[model.id].tier == tier]
            draft.add_section(f"{TIER_WORDS[tier].capitalize()} ({len(names)})", "; ".join(names))
    else:
        headline = (
            f"{len(models) or 'None'} of the {len(bank.models)} models in the bank {_say_filter(bank, question)}."
        )
        draft.add_section("", headline)
        draft.add_section(
            "", "\n".join(write_row(row) for row in build_rows(bank, [m.id for m in models], len(models)))
        )
    _add_points(draft, bank, models)
    draft.show_spectrum(build_rows(bank, [model.id for model in models], limit=len(models)))
    return draft.close("table", headline, 1.0, models=tuple(model.id for model in models))


def select_models(bank: Bank, question: ModelFilter) -> list[ModelRecord]:
    """The model records that fit every part of a filter, newest first."""
    chosen = [model for model in bank.models if _fits(bank, model, question)]
    return sorted(chosen, key=lambda model: model.released, reverse=True)


def _fits(bank: Bank, model: ModelRecord, question: ModelFilter) -> bool:
    placement = bank.placement[model.id]
    return (
        all(_has(model, name, value) for name, value in question.components)
        and (not question.tiers or placement.tier in question.tiers)
        and (not question.levels or placement.level in question.levels)
        and (not question.models or model.id in question.models)
        and (not question.released or model.released.startswith(question.released))
        and (not question.since or model.released >= question.since)
        and (not question.until or model.released < question.until)
        and _fits_size(model, question)
        and _fits_license(bank, model, question)
        and _fits_maker(model, question)
        and _fits_index(model, question)
    )


def _has(model: ModelRecord, name: str, value: str) -> bool:
    """Whether a component has a value; weights that are out in part can be had."""
    found = {part: component.value for part, component in model.components.items()}
    held = found.get(name, "unknown")  # type: ignore[call-overload]
    return held == value or (name == "weights" and value == "yes" and held == "partial")


def _fits_license(bank: Bank, model: ModelRecord, question: ModelFilter) -> bool:
    record = bank.license[model.license.id]
    if question.licenses and (record.id in question.licenses) == question.other_license:
        return False
    if question.license_kinds and record.kind not in question.license_kinds:
        return False
    limits = " ".join(record.restrictions)
    return all(word.casefold() in limits.casefold() for word in question.restrictions)


def _fits_maker(model: ModelRecord, question: ModelFilter) -> bool:
    by_maker = not question.developers or model.developer in question.developers
    from_there = not question.countries or any(place in question.countries for place in model.country.split("/"))
    if question.not_by and (question.developers or question.countries):
        return not (by_maker and from_there)
    return by_maker and from_there and (not question.families or model.family in question.families)


def _fits_size(model: ModelRecord, question: ModelFilter) -> bool:
    if question.size is None:
        return True
    return question.size.admits(_measure(model, question.model_copy(update={"measure": "parameters"})))


def _fits_index(model: ModelRecord, question: ModelFilter) -> bool:
    if question.openness_class and model.openness_class.value != question.openness_class:
        return False
    if question.no_open_part:
        return model.index_score is not None and model.index_score.open == 0
    return True


def _compose_extreme(
    bank: Bank, query: str, models: list[ModelRecord], question: ModelFilter, confidence: float
) -> Answer:
    ranked = [(value, model) for model in models if (value := _measure(model, question)) is not None]
    if not ranked:
        return compose_filter(bank, query, question.model_copy(update={"measure": None}), confidence)
    pick = max if question.operation == "highest" else min
    top = pick(value for value, _model in ranked)
    best = [model for value, model in ranked if value == top]
    draft = Draft(bank, query)
    among = f" among those that {_say_filter(bank, question)}" if len(models) < len(bank.models) else ""
    headline = f"{join_words([model.name for model in best])}{among}: {_say_measure(best[0], question)}."
    draft.add_section(
        "", draft.mark(headline, best[0].components["weights"].cites, best[0].components["weights"].as_of)
    )
    _add_points(draft, bank, best)
    draft.show_spectrum(build_rows(bank, [model.id for model in best]))
    return draft.close("table", headline, confidence, models=tuple(model.id for model in best))


def _compose_contrast(
    bank: Bank, query: str, models: list[ModelRecord], question: ModelFilter, confidence: float
) -> Answer:
    """Two models by one measure, with the difference or the ratio where it is asked for."""
    draft = Draft(bank, query)
    order = [bank.model[model] for model in question.models]
    told = join_words([f"{model.name}: {_say_measure(model, question)}" for model in order])
    values = [_measure(model, question) for model in order]
    result = ""
    if None not in values and question.measure != "released":
        low, high = sorted(value for value in values if value is not None)
        if question.operation == "ratio" and low:
            result = f" The ratio is {say_figure(high / low)}."
        elif question.operation == "difference":
            unit = " billion parameters" if question.measure in {"parameters", "active"} else ""
            result = f" The difference is {say_figure(high - low)}{unit}."
    headline = f"{told}.{result}"
    draft.add_section("", headline)
    _add_points(draft, bank, models)
    draft.show_spectrum(build_rows(bank, question.models))
    return draft.close("table", headline, confidence, models=question.models)


def _add_points(draft: Draft, bank: Bank, models: list[ModelRecord]) -> None:
    for model in models:
        part = model.components["weights"]
        draft.add_point(f"{model.name}: {bank.placement[model.id].tier_reason}", part.cites, part.as_of)


_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([MBT])\b(?!\s*active)")
_ACTIVE = re.compile(r"(\d+(?:\.\d+)?)\s*([MBT]) active")
_BILLIONS = {"M": 0.001, "B": 1.0, "T": 1000.0}


def _measure(model: ModelRecord, question: ModelFilter) -> float | None:
    """The number to rank by: billions of parameters, months since year 0, open parts, or a score."""
    if question.measure in {"parameters", "active"}:
        found = (_ACTIVE if question.measure == "active" else _SIZE).findall(model.parameters)
        return max((float(number) * _BILLIONS[unit] for number, unit in found), default=None)
    if question.measure == "released":
        year, _, month = model.released.partition("-")
        return int(year) * 12 + int(month[:2] or 1)
    if question.measure == "index":
        return float(model.index_score.open) if model.index_score else None
    score = _find_score(model, question)
    return score.score if score else None


def _find_score(model: ModelRecord, question: ModelFilter) -> Benchmark | None:
    scores = [score for score in model.benchmarks if score.name == question.benchmark]
    return max(scores, key=lambda score: score.score) if scores else None


def _say_measure(model: ModelRecord, question: ModelFilter) -> str:
    if question.measure in {"parameters", "active"}:
        return f"{model.parameters} parameters"
    if question.measure == "released":
        return f"released {say_date(model.released)}"
    if question.measure == "index":
        score = model.index_score
        return f"{score.open} open, {score.partial} partial, {score.closed} closed" if score else "not in the index"
    found = _find_score(model, question)
    return f"{found.name} {found.score:g} ({found.setting})" if found else f"no {question.benchmark} score in the bank"


def _say_threshold(size: Threshold) -> str:
    return f"at {'least' if size.side == 'above' else 'most'} {size.figure:g}"


def _say_filter(bank: Bank, question: ModelFilter) -> str:
    released = [COMPONENT_WORDS[name] for name, value in question.components if value == "yes"]
    withheld = [COMPONENT_WORDS[name] for name, value in question.components if value == "no"]
    licenses = [bank.license[license_id].name for license_id in question.licenses]
    no = "not " if question.not_by else ""
    parts = [
        f"release {join_words(released)}" if released else "",
        f"do not release {join_words(withheld, 'or')}" if withheld else "",
        f"are {join_words([TIER_WORDS[tier] for tier in question.tiers], 'or')}" if question.tiers else "",
        f"stand on the level {join_words([LEVEL_WORDS[level] for level in question.levels], 'or')}"
        if question.levels
        else "",
        f"{'do not carry' if question.other_license else 'carry'} {join_words(licenses, 'or')}" if licenses else "",
        f"have a {join_words(list(question.license_kinds), 'or')} licence" if question.license_kinds else "",
        f"have a licence that names {join_words(list(question.restrictions))}" if question.restrictions else "",
        f"are {no}made by {join_words(list(question.developers), 'or')}" if question.developers else "",
        f"{'do not ' if no else ''}come from {join_words(list(question.countries), 'or')}"
        if question.countries
        else "",
        f"belong to {join_words(list(question.families), 'or')}" if question.families else "",
        f"came out in {say_date(question.released)}" if question.released else "",
        f"came out in {question.since} or later" if question.since else "",
        f"came out before {question.until}" if question.until else "",
        f"have {_say_threshold(question.size)} billion parameters" if question.size else "",
        f"reach class {question.openness_class} of the Model Openness Framework" if question.openness_class else "",
        "have no open part in the European Open Source AI Index" if question.no_open_part else "",
    ]
    return join_words([part for part in parts if part]) or "are on record"
