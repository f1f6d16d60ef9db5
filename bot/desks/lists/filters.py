"""Reads questions over the model records: which models, by what, and what is to be done with them."""

import re

from bot.desks.benchmarks import find_benchmark
from bot.desks.license_names import LicenseNames
from bot.desks.lists.columns import read_columns
from bot.desks.lists.criteria import (
    excludes_license,
    read_approval,
    read_class,
    read_components,
    read_levels,
    read_license_kinds,
    read_measure,
    read_memory,
    read_scores,
    read_sizes,
)
from bot.desks.lists.dates import blank_open_years, read_dates
from bot.desks.lists.left_out import leaves_out_origin
from bot.desks.lists.licenses import find_meant, widen_to_series
from bot.desks.lists.limits import read_restrictions
from bot.desks.lists.makers import (
    blank_names,
    find_developers,
    find_left_out,
    find_named_makers,
    list_whole_names,
)
from bot.desks.lists.modalities import blank_code, read_modalities
from bot.desks.lists.named import find_models_left_out, leave_license_names
from bot.desks.lists.places import read_countries
from bot.desks.lists.wanted import read_wanted
from bot.records.bank import Bank
from bot.records.language import ModelMention
from bot.records.models import Modality
from bot.records.questions import Measure, ModelFilter, Ranking
from bot.understanding.names import split_atoms
from bot.understanding.operations import read_ranking, read_tiers

_NO_OPEN_PART = re.compile(r"\b(zero|no|not a single) open (components?|parts?|dimensions?)\b")
_EVERYTHING = re.compile(
    r"\bmodels? (do you|you|are) (know|have|got|in)|\b(models|records) (do you|in the bank|on record)|\bin total\b|"
    r"\b(your|the) (records|list|bank|database)\b|\b(your|in the) data\b|\byou (have|hold)\b|\bon (file|record)\b|"
    r"\byou know\b"
)


_OPEN_ONES = re.compile(r"(?<!most )(?<!least )(?<!more )(?<!less )\bopen (?:ai |language )?(?:models?|ones|llms?)\b")
_DATES = re.compile(
    r"\b(?:release )?dates?\b|\b(?:came?|comes?|was|is|released|published) (?:out )?(?:first|earlier|later|sooner)\b|"
    r"\b(?:came|comes?|released|published) (?:out )?(?:last\b(?! (?:year|month|week))|latest|most recently)\b|"
    r"\bolder\b|\bnewer\b|\bwhen\b|\bpredates?\b|\b(?:came|comes|come|out) (?:out )?(?:before|after)\b"
)
_FIRST = re.compile(r"\b(?:older|oldest|earlier|earliest|sooner|predates?)\b|(?<!st )\bfirst\b")
"""Of dates the lowest: what came first is no highest figure."""

_ASKS_FOR_MODELS = re.compile(
    r"\b(?:which|what|list|name|any|how many|count|rank|is there an?|are there|everything|anything|"
    r"whatever|what'?s|show|who|all|every|"
    r"most open|least open|biggest|largest|smallest|newest|oldest|latest)\b"
)
_COMMERCIAL = re.compile(
    r"(?<!non[ -])\b(?:comm?erc\w+|(?:re)?sell|resale|paid product|business use|for (?:profit|money|business)|"
    r"make money|moneti[sz]e)\b"
)


_UNSOLD = re.compile(
    r"(?:can'?t|\bcan ?not|\bmay not|\bmust not|n't|\bnot allowed|\bnot|\bforbids?|\bprohibits?|\bno)\b[^,;.]{0,24}$"
)
_SMALL_NAME = re.compile(r"\bsmall\b", re.IGNORECASE)
"""A name that is no wish for a small model: Mistral Small."""


_WORDS: tuple[Modality, ...] = ("text",)
"""What the smallest model is taken to work with where nothing else is said: the smallest of all are for proteins."""


def asks_for_dates(lowered: str) -> bool:
    """Whether a lower-cased line asks when models came out, or which of them before others."""
    return bool(_DATES.search(lowered))


def asks_for_models(lowered: str) -> bool:
    """Whether a line has a word by which people ask for several models or an extreme one."""
    return bool(_ASKS_FOR_MODELS.search(lowered))


def read_filter(
    bank: Bank, text: str, licenses: tuple[str, ...] = (), families: tuple[str, ...] = (), models: tuple[str, ...] = ()
) -> ModelFilter:
    """The filter that a line asks for; licences, families and models in it were found by name."""
    lowered = text.casefold()
    tiers = read_tiers(lowered)
    wide = not tiers and bool(_OPEN_ONES.search(lowered))
    benchmark = find_benchmark(bank, lowered)
    beside_makers = blank_names(list_whole_names(bank, lowered), lowered)
    excluded, rest = find_left_out(bank, lowered)
    dates = read_dates(bank, lowered)
    undated = blank_open_years(lowered)
    measure: Measure | None = "benchmark" if benchmark else read_measure(undated)
    is_of_dates = measure == "released" and bool(_FIRST.search(undated))
    modalities, left_out = read_modalities(lowered)
    ranking = read_ranking(lowered)
    operation = "lowest" if is_of_dates else read_wanted(undated)[0]
    if measure and ranking.place > 1 and operation in {"value", "list"}:
        operation = "highest"  # 'who's second on MMLU' counts from the top
    is_smallest = operation == "lowest" and measure == "parameters"
    return ModelFilter(
        components=() if tiers else read_components(blank_code(lowered)),
        tiers=("fully-open", "open-weights") if wide else tiers,
        levels=read_levels(lowered),
        licenses=licenses,
        license_kinds=read_license_kinds(lowered),
        other_license=bool(licenses) and excludes_license(lowered),
        approved=read_approval(lowered),
        commercial=_read_commercial(lowered),
        restrictions=read_restrictions(bank, lowered),
        developers=find_developers(bank, rest),
        excluded=excluded,
        countries=read_countries(beside_makers),
        families=families,
        models=models,
        not_by=not excluded and leaves_out_origin(lowered),
        released=dates.released,
        since=dates.since,
        until=dates.until,
        sizes=read_sizes(lowered),
        memory=read_memory(lowered),
        scores=read_scores(lowered) if benchmark else (),
        modalities=modalities or (_WORDS if is_smallest and not left_out else ()),
        other_modalities=left_out,
        openness_class=read_class(lowered),
        no_open_part=bool(_NO_OPEN_PART.search(lowered)),
        everything=bool(_EVERYTHING.search(lowered)),
        operation=operation,
        ranking=ranking,
        measure=measure,
        benchmark=benchmark,
        columns=read_columns(lowered),
    )


def _read_commercial(lowered: str) -> bool | None:
    """Whether models are asked for that may be sold, or that may not."""
    found = _COMMERCIAL.search(lowered)
    return not _UNSOLD.search(lowered[: found.start()]) if found else None


def read_named_filter(
    bank: Bank, names: LicenseNames, text: str, licenses: tuple[str, ...], mentions: tuple[ModelMention, ...]
) -> ModelFilter:
    """As `read_filter`, for the models, families and licences that a line mentions; a maker that is named stands for
    its own, and a family that is named beside several models for its members."""
    meant = find_meant(bank, names, text.casefold(), licenses)
    rest, named = leave_license_names(bank, text, meant, mentions)
    left_out = find_models_left_out(rest, named)
    named = tuple(mention for mention in named if mention not in left_out)
    models = tuple(mention.model for mention in named if mention.family is None)
    families = tuple(mention.family for mention in named if mention.family)
    if families and len(models) > 1:
        models, families = tuple(model for mention in named for model in _list_members(mention)), ()
    question = read_filter(bank, rest, widen_to_series(bank, meant.licenses, text), families, models)
    question = question.model_copy(update=_read_beside_names(bank, text, rest, question, named))
    makers = tuple(maker for mention in named if mention.family for maker in find_named_makers(bank, mention))
    if makers and not (question.developers or question.excluded):
        question = question.model_copy(update={"developers": makers})
    if left_out and not question.excluded:
        without = tuple(model for mention in left_out for model in _list_members(mention))
        question = question.model_copy(update={"without": without})
    return question.model_copy(update={"families": ()}) if question.developers or question.excluded else question


def _read_beside_names(
    bank: Bank, text: str, rest: str, question: ModelFilter, mentions: tuple[ModelMention, ...]
) -> dict[str, object]:
    """What of a filter is read otherwise where names stand in the line: what they hold says nothing else."""
    changes: dict[str, object] = {}
    if question.licenses:
        changes["other_license"] = excludes_license(text.casefold())
    if any(_SMALL_NAME.search(mention.name) for mention in mentions):
        changes["sizes"] = ()
    if question.developers and question.models:
        _excluded, others = find_left_out(bank, _leave_out(rest, mentions))
        changes["developers"] = find_developers(bank, others)
    if len(question.models) > 1 and question.measure in {None, "released"} and asks_for_dates(rest):
        changes |= {"measure": "released", **_rank_all(question)}
        changes |= {"operation": "lowest"} if _FIRST.search(rest) else {}
    return changes


def _rank_all(question: ModelFilter) -> dict[str, object]:
    """Of more than two models every date is told, unless one of them is asked for."""
    if len(question.models) == 2 or question.operation not in {"value", "list"}:
        return {}
    return {"operation": "highest", "ranking": Ranking(count=len(question.models))}


def _list_members(mention: ModelMention) -> tuple[str, ...]:
    return mention.candidates if mention.family else (mention.model,)


def _leave_out(text: str, mentions: tuple[ModelMention, ...]) -> str:
    """The lower-cased line without the first word of each model's name: the maker in DeepSeek V3 is not asked for."""
    rest = text.casefold()
    for mention in mentions:
        first = next(iter(split_atoms(mention.name)), "")
        rest = rest.replace(first, " ", 1) if first and mention.family is None else rest
    return rest
