"""Reads questions over the model records: which models, by what, and what is to be done with them."""

import re

from bot.records.bank import Bank
from bot.records.base import AsOf, Level, Record, Slug, Tier
from bot.records.language import ModelMention
from bot.records.models import ComponentName, Release
from bot.understanding.criteria import (
    Measure,
    excludes_license,
    find_benchmark,
    find_developers,
    read_approval,
    read_class,
    read_components,
    read_countries,
    read_levels,
    read_license_kinds,
    read_measure,
    read_release,
    read_restrictions,
    read_scores,
    read_since,
    read_sizes,
    read_until,
)
from bot.understanding.operations import Operation, Ranking, Threshold, read_operation, read_ranking, read_tiers


class ModelFilter(Record):
    """Models asked for; every part that is given must hold. `models` are named one by one.

    `sizes` are in billions of parameters, `scores` in the unit of the benchmark.
    """

    components: tuple[tuple[ComponentName, Release], ...] = ()
    tiers: tuple[Tier, ...] = ()
    levels: tuple[Level, ...] = ()
    licenses: tuple[Slug, ...] = ()
    license_kinds: tuple[str, ...] = ()
    other_license: bool = False
    approved: bool | None = None
    restrictions: tuple[str, ...] = ()
    developers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    families: tuple[Slug, ...] = ()
    models: tuple[Slug, ...] = ()
    not_by: bool = False
    released: AsOf | None = None
    since: AsOf | None = None
    until: AsOf | None = None
    sizes: tuple[Threshold, ...] = ()
    scores: tuple[Threshold, ...] = ()
    openness_class: str | None = None
    no_open_part: bool = False
    everything: bool = False
    operation: Operation = "list"
    ranking: Ranking = Ranking()
    measure: Measure | None = None
    benchmark: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether models are asked for by something that only their records hold, or by two things at once."""
        certain = (
            self.released, self.since, self.until, self.sizes, self.countries, self.license_kinds,
            self.openness_class, self.no_open_part, self.restrictions, self.scores,
        )  # fmt: skip
        common = (self.tiers, self.developers, self.licenses, self.families, self.components, self.levels)
        ranked = self.measure is not None and self.operation in {"highest", "lowest"}
        return any(certain) or sum(bool(part) for part in (*common, ranked, ranked and self.everything)) > 1

    @property
    def is_of_a_maker(self) -> bool:
        """Whether models of a maker or a family are asked for."""
        return bool(self.developers or self.families)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for."""
        blank = ModelFilter(
            operation=self.operation, measure=self.measure, benchmark=self.benchmark, ranking=self.ranking
        )
        return self == blank and self.measure is None


_NOT_BY = re.compile(r"\bnot (made |released |built |published )?(by|from)\b")
_NO_OPEN_PART = re.compile(r"\b(zero|no|not a single) open (components?|parts?|dimensions?)\b")
_EVERYTHING = re.compile(
    r"\bmodels? (do you|you|are) (know|have|got|in)|\b(models|records) (do you|in the bank|on record)|\bin total\b|"
    r"\b(your|the) (records|list|data|bank|database)\b|\byou (have|hold)\b|\bon (file|record)\b|\byou know\b"
)


def mentions_records(text: str) -> bool:
    """True where the question is put to the bank's own records."""
    return bool(_EVERYTHING.search(text.casefold()))


def read_filter(
    bank: Bank, text: str, licenses: tuple[str, ...] = (), families: tuple[str, ...] = (), models: tuple[str, ...] = ()
) -> ModelFilter:
    """The filter that a line asks for; licences, families and models in it were found by name."""
    lowered = text.casefold()
    tiers = read_tiers(lowered)
    benchmark = find_benchmark(bank, lowered)
    return ModelFilter(
        components=() if tiers else read_components(lowered),
        tiers=tiers,
        levels=read_levels(lowered),
        licenses=licenses,
        license_kinds=read_license_kinds(lowered),
        other_license=bool(licenses) and excludes_license(lowered),
        approved=read_approval(lowered),
        restrictions=read_restrictions(lowered),
        developers=find_developers(bank, lowered),
        countries=read_countries(lowered),
        families=families,
        models=models,
        not_by=bool(_NOT_BY.search(lowered)),
        released=read_release(lowered),
        since=read_since(lowered),
        until=read_until(lowered),
        sizes=read_sizes(lowered),
        scores=read_scores(lowered) if benchmark else (),
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
    """As `read_filter`, for the models and families that a line mentions; a maker that is named stands for its own."""
    models = tuple(mention.model for mention in mentions if mention.family is None)
    families = tuple(mention.family for mention in mentions if mention.family)
    question = read_filter(bank, text, licenses, families, models)
    return question.model_copy(update={"families": ()}) if question.developers else question
