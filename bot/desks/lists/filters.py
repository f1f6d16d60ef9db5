"""Reads questions over the model records: which models, by what, and what is to be done with them."""

import re

from bot.desks.lists.criteria import (
    excludes_license,
    find_benchmark,
    read_approval,
    read_class,
    read_components,
    read_countries,
    read_levels,
    read_license_kinds,
    read_measure,
    read_memory,
    read_scores,
    read_sizes,
)
from bot.desks.lists.dates import read_dates
from bot.desks.lists.limits import read_restrictions
from bot.desks.lists.makers import blank_names, find_developers, find_left_out, list_whole_names
from bot.desks.lists.modalities import blank_code, read_modalities
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.records.questions import ModelFilter
from bot.understanding.names import split_atoms
from bot.understanding.operations import read_operation, read_ranking, read_tiers

_NOT_BY = re.compile(r"\bnot (made |released |built |published )?(by|from)\b")
_NO_OPEN_PART = re.compile(r"\b(zero|no|not a single) open (components?|parts?|dimensions?)\b")
_EVERYTHING = re.compile(
    r"\bmodels? (do you|you|are) (know|have|got|in)|\b(models|records) (do you|in the bank|on record)|\bin total\b|"
    r"\b(your|the) (records|list|data|bank|database)\b|\byou (have|hold)\b|\bon (file|record)\b|\byou know\b"
)


_ASKS_FOR_MODELS = re.compile(
    r"\b(?:which|what|list|name|any|how many|count|rank|is there an?|are there|show|who|all|every|"
    r"most open|least open|biggest|largest|smallest|newest|oldest|latest)\b"
)
_COMMERCIAL = re.compile(r"(?<!non[ -])\b(?:commercial\w*|sell|paid product|business use|for profit|make money)\b")


_SMALL_NAME = re.compile(r"\bsmall\b", re.IGNORECASE)
"""A name that is no wish for a small model: Mistral Small."""


def asks_for_models(lowered: str) -> bool:
    """Whether a line has a word by which people ask for several models or an extreme one."""
    return bool(_ASKS_FOR_MODELS.search(lowered))


def read_filter(
    bank: Bank, text: str, licenses: tuple[str, ...] = (), families: tuple[str, ...] = (), models: tuple[str, ...] = ()
) -> ModelFilter:
    """The filter that a line asks for; licences, families and models in it were found by name."""
    lowered = text.casefold()
    tiers = read_tiers(lowered)
    benchmark = find_benchmark(bank, lowered)
    beside_makers = blank_names(list_whole_names(bank, lowered), lowered)
    excluded, rest = find_left_out(bank, lowered)
    dates = read_dates(bank, lowered)
    return ModelFilter(
        components=() if tiers else read_components(blank_code(lowered)),
        tiers=tiers,
        levels=read_levels(lowered),
        licenses=licenses,
        license_kinds=read_license_kinds(lowered),
        other_license=bool(licenses) and excludes_license(lowered),
        approved=read_approval(lowered),
        commercial=True if _COMMERCIAL.search(lowered) else None,
        restrictions=read_restrictions(lowered),
        developers=find_developers(bank, rest),
        excluded=excluded,
        countries=read_countries(beside_makers),
        families=families,
        models=models,
        not_by=not excluded and bool(_NOT_BY.search(lowered)),
        released=dates.released,
        since=dates.since,
        until=dates.until,
        sizes=read_sizes(lowered),
        memory=read_memory(lowered),
        scores=read_scores(lowered) if benchmark else (),
        modalities=read_modalities(lowered),
        openness_class=read_class(lowered),
        no_open_part=bool(_NO_OPEN_PART.search(lowered)),
        everything=bool(_EVERYTHING.search(lowered)),
        operation=read_operation(lowered),
        ranking=read_ranking(lowered),
        measure="benchmark" if benchmark else read_measure(lowered),
        benchmark=benchmark,
    )


def read_named_filter(
    bank: Bank, text: str, licenses: tuple[str, ...], mentions: tuple[ModelMention, ...]
) -> ModelFilter:
    """As `read_filter`, for the models and families that a line mentions; a maker that is named stands for its own,
    and a family that is named beside several models for its members."""
    models = tuple(mention.model for mention in mentions if mention.family is None)
    families = tuple(mention.family for mention in mentions if mention.family)
    if families and len(models) > 1:
        models, families = tuple(model for mention in mentions for model in _list_members(mention)), ()
    question = read_filter(bank, text, licenses, families, models)
    if any(_SMALL_NAME.search(mention.name) for mention in mentions):
        question = question.model_copy(update={"sizes": ()})
    if question.developers and models:
        _excluded, rest = find_left_out(bank, _leave_out(text, mentions))
        question = question.model_copy(update={"developers": find_developers(bank, rest)})
    return question.model_copy(update={"families": ()}) if question.developers or question.excluded else question


def _list_members(mention: ModelMention) -> tuple[str, ...]:
    return mention.candidates if mention.family else (mention.model,)


def _leave_out(text: str, mentions: tuple[ModelMention, ...]) -> str:
    """The lower-cased line without the first word of each model's name: the maker in DeepSeek V3 is not asked for."""
    rest = text.casefold()
    for mention in mentions:
        first = next(iter(split_atoms(mention.name)), "")
        rest = rest.replace(first, " ", 1) if first and mention.family is None else rest
    return rest
