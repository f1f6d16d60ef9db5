"""The model records that fit a filter, and the filter in words."""

import re
from collections.abc import Callable

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.models import ComponentName, ModelRecord
from bot.records.questions import ModelFilter, Threshold
from bot.replies.countries import EUROPE, THE, list_places
from bot.replies.license_groups import list_texts, name_group
from bot.replies.measures import BILLIONS_A_GIGABYTE, find_fitting, find_score, measure_model
from bot.replies.verdicts import judge_model
from bot.replies.wording import COMPONENT_WORDS, LEVEL_WORDS, MODALITY_WORDS, TIER_WORDS, join_words, say_date

_NAMES_SAID = 3
_NO_LETTER = re.compile(r"[\s_-]+")
_COMMERCIAL = {True: "may be used commercially", False: "may not be used commercially", None: ""}

UNFILTERED = "are on record"
"""What is said of models where a filter asks for nothing."""


def select_models(bank: Bank, question: ModelFilter) -> list[ModelRecord]:
    """The model records that fit every part of a filter, newest first."""
    chosen = list(bank.models)
    for fits in _list_checks(bank, question):
        chosen = [model for model in chosen if fits(model)]
    return sorted(chosen, key=lambda model: model.released, reverse=True)


def _list_checks(bank: Bank, question: ModelFilter) -> list[Callable[[ModelRecord], bool]]:
    """The checks of those parts that a filter has: every one of them is made of hundreds of models."""
    asked = question
    checks: tuple[tuple[object, Callable[[ModelRecord], bool]], ...] = (
        (asked.models, lambda model: model.id in asked.models),
        (asked.tiers, lambda model: bank.placement[model.id].tier in asked.tiers),
        (asked.levels, lambda model: bank.placement[model.id].level in asked.levels),
        (asked.components, lambda model: all(_has(model, name, value) for name, value in asked.components)),
        (asked.modalities, lambda model: not set(asked.modalities).isdisjoint(model.modality)),
        (asked.other_modalities, lambda model: set(asked.other_modalities).isdisjoint(model.modality)),
        (asked.named_like, lambda model: _is_named_like(model, asked.named_like)),
        (asked.without, lambda model: model.id not in asked.without),
        (asked.other_countries, lambda model: list_places(model).isdisjoint(asked.other_countries)),
        (asked.other_licenses, lambda model: not _carries(bank, model, asked.other_licenses)),
        (asked.excluded, lambda model: model.developer not in asked.excluded),
        (asked.released, lambda model: model.released.startswith(asked.released or "")),
        (asked.since, lambda model: model.released >= (asked.since or "")),
        (asked.until, lambda model: model.released < (asked.until or "")),
        (asked.memory, lambda model: find_fitting(model, asked.memory or 0.0) is not None),
        (asked.sizes or asked.scores, lambda model: _fits_figures(model, asked)),
        (_asks_of_license(asked), lambda model: _fits_license(bank, model, asked)),
        (asked.developers or asked.countries or asked.families, lambda model: _fits_maker(model, asked)),
        (asked.openness_class or asked.no_open_part, lambda model: _fits_index(model, asked)),
    )
    return [check for is_asked, check in checks if is_asked]


def _asks_of_license(question: ModelFilter) -> bool:
    named = question.licenses or question.license_kinds or question.restrictions
    return bool(named) or question.commercial is not None or question.approved is not None


def _has(model: ModelRecord, name: ComponentName, value: str) -> bool:
    """Whether a component has a value; weights that are out in part can be had."""
    component = model.components.get(name)
    held = component.value if component else "unknown"
    return held == value or (name == "weights" and value == "yes" and held == "partial")


def _carries(bank: Bank, model: ModelRecord, licenses: tuple[Slug, ...]) -> bool:
    """Whether a model carries one of some licences, or one that takes it over whole."""
    return any(text.id in licenses for text in list_texts(bank, bank.license[model.license.id]))


def _fits_license(bank: Bank, model: ModelRecord, question: ModelFilter) -> bool:
    record = bank.license[model.license.id]
    if question.licenses and _carries(bank, model, question.licenses) == question.other_license:
        return False
    if question.license_kinds and record.kind not in question.license_kinds:
        return False
    if question.approved is not None and record.osi_approved is not question.approved:
        return False
    wanted = {True: "yes", False: "no", None: None}[question.commercial]
    if wanted and judge_model(bank, model.id, "commercial-use").truth != wanted:
        return False
    limits = " ".join(record.restrictions).casefold() if question.restrictions else ""
    return all(word.casefold() in limits for word in question.restrictions)


def _fits_maker(model: ModelRecord, question: ModelFilter) -> bool:
    by_maker = not question.developers or model.developer in question.developers
    from_there = not question.countries or not list_places(model).isdisjoint(question.countries)
    if question.not_by and (question.developers or question.countries):
        return not (by_maker and from_there)
    return by_maker and from_there and (not question.families or model.family in question.families)


def _fits_figures(model: ModelRecord, question: ModelFilter) -> bool:
    if question.sizes and not _admit(question.sizes, measure_model(model, "parameters")):
        return False
    score = find_score(model, question.benchmark) if question.scores else None
    return _admit(question.scores, score.score if score else None)


def _admit(thresholds: tuple[Threshold, ...], figure: float | None) -> bool:
    return all(threshold.admits(figure) for threshold in thresholds)


def _fits_index(model: ModelRecord, question: ModelFilter) -> bool:
    if question.openness_class and model.openness_class.value != question.openness_class:
        return False
    if question.no_open_part:
        return model.index_score is not None and model.index_score.open == 0
    return True


def _say_thresholds(thresholds: tuple[Threshold, ...]) -> str:
    sides = {"above": "least", "below": "most"}
    return join_words([f"at {sides[threshold.side]} {threshold.figure:g}" for threshold in thresholds])


def name_series(name: str) -> str:
    """A licence's name without what is said in brackets behind it, which tells apart those of one series."""
    return name.partition(" (")[0]


def say_filter(bank: Bank, question: ModelFilter) -> str:
    """What the models asked for do, are or have, as the end of a sentence about them."""
    parts = [
        *_say_release(question),
        *_say_license(bank, question),
        *_say_maker(bank, question),
        *_say_figures(question),
    ]
    return join_words([part for part in parts if part]) or UNFILTERED


def _say_release(question: ModelFilter) -> list[str]:
    released = [COMPONENT_WORDS[name] for name, value in question.components if value == "yes"]
    withheld = [COMPONENT_WORDS[name] for name, value in question.components if value == "no"]
    in_part = [COMPONENT_WORDS[name] for name, value in question.components if value == "partial"]
    levels = [LEVEL_WORDS[level] for level in question.levels]
    return [
        f"release {join_words(released)}" if released else "",
        f"release {join_words(in_part)} in part" if in_part else "",
        f"do not release {join_words(withheld, 'or')}" if withheld else "",
        f"are {join_words([TIER_WORDS[tier] for tier in question.tiers], 'or')}" if question.tiers else "",
        f"stand on the level {join_words(levels, 'or')}" if levels else "",
        join_words([MODALITY_WORDS[one] for one in question.modalities], "or"),
        join_words([f"do not {MODALITY_WORDS[one]}" for one in question.other_modalities]),
    ]


def _say_license(bank: Bank, question: ModelFilter) -> list[str]:
    licenses, others = (_name_licenses(bank, held) for held in (question.licenses, question.other_licenses))
    approval = "that the OSI approves" if question.approved else "that the OSI does not approve"
    return [
        f"{'do not carry' if question.other_license else 'carry'} {licenses}" if licenses else "",
        f"do not carry {others}" if others else "",
        f"have a {join_words(list(question.license_kinds), 'or')} licence" if question.license_kinds else "",
        f"have a licence {approval}" if question.approved is not None else "",
        _COMMERCIAL[question.commercial],
        f"have a licence that names {_say_limits(question.restrictions)}" if question.restrictions else "",
    ]


def _name_licenses(bank: Bank, licenses: tuple[Slug, ...]) -> str:
    """Some licences in words: those of a series or a group by its name."""
    names = [bank.license[license_id].name for license_id in licenses]
    if len(names) > 1 and len({name_series(name) for name in names}) == 1:
        return name_series(names[0])
    return name_group(bank, licenses) or join_words(names, "or") if names else ""


def _say_limits(words: tuple[str, ...]) -> str:
    """'MAU', '700M MAU', '$' and '$10M' stand in the records for caps by users and by revenue."""
    return join_words([_say_limit(word) for word in words])


def _say_limit(word: str) -> str:
    if word.startswith("$"):
        return f"a limit at {word} of revenue" if len(word) > 1 else "a limit by revenue"
    figure, _, users = word.rpartition(" ")
    if users != "MAU":
        return word
    return f"a limit at {figure} monthly users" if figure else "a limit by monthly users"


def _say_maker(bank: Bank, question: ModelFilter) -> list[str]:
    no = "not " if question.not_by else ""
    come = "do not come" if question.not_by else "come"
    return [
        f"are {no}made by {join_words(list(question.developers), 'or')}" if question.developers else "",
        f"are not made by {join_words(list(question.excluded), 'or')}" if question.excluded else "",
        f"{come} from {say_countries(question.countries)}" if question.countries else "",
        f"do not come from {say_countries(question.other_countries)}" if question.other_countries else "",
        _say_families(question),
        f"are not {_say_names(bank, question.without)}" if question.without else "",
    ]


def _say_families(question: ModelFilter) -> str:
    if question.named_like:
        return f"have a name that begins with {question.named_like}"
    return f"belong to {join_words(list(question.families), 'or')}" if question.families else ""


def _say_names(bank: Bank, models: tuple[str, ...]) -> str:
    """The first of some models by name, and how many more there are."""
    names = [bank.model[model].name for model in models[:_NAMES_SAID]]
    more = len(models) - len(names)
    return join_words([*names, f"{more} more"] if more else names, "or")


def list_named_like(bank: Bank, family: Slug, name: str) -> list[ModelRecord]:
    """The models of a family whose names begin with what was typed: 'Kimi K2' is in Kimi K2.5 too."""
    return [model for model in bank.models if model.family == family and _is_named_like(model, name)]


def begin_name(model: ModelRecord, name: str) -> str:
    """The beginning of a model's name that was typed, as the record writes it."""
    typed = _NO_LETTER.sub("", name.casefold())
    beginnings = (model.name[:end] for end in range(1, len(model.name) + 1))
    return next((one for one in beginnings if _NO_LETTER.sub("", one.casefold()) == typed), name)


def _is_named_like(model: ModelRecord, name: str) -> bool:
    own = _NO_LETTER.sub("", model.name.casefold())
    return bool(re.match(rf"{re.escape(_NO_LETTER.sub('', name.casefold()))}(?!\d)", own))


def say_countries(countries: tuple[str, ...]) -> str:
    """The countries of a filter in words; all of Europe's as Europe."""
    return "Europe" if countries == EUROPE else join_words([THE.get(country, country) for country in countries], "or")


def _say_figures(question: ModelFilter) -> list[str]:
    return [
        f"came out in {say_date(question.released)}" if question.released else "",
        f"came out in {say_date(question.since)} or later" if question.since else "",
        f"came out before {say_date(question.until)}" if question.until else "",
        f"have {_say_thresholds(question.sizes)} billion parameters" if question.sizes else "",
        _say_memory(question.memory) if question.memory else "",
        f"score {_say_thresholds(question.scores)} on {question.benchmark}" if question.scores else "",
        f"reach class {question.openness_class} of the Model Openness Framework" if question.openness_class else "",
        "have no open part in the European Open Source AI Index" if question.no_open_part else "",
    ]


def _say_memory(memory: float) -> str:
    return f"fit into {memory:g} GB at 4 bits, up to about {memory * BILLIONS_A_GIGABYTE:.0f} billion parameters"
