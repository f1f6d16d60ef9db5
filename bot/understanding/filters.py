"""Reads questions over the model records: which models, by what, and what is to be done with them."""

import re
from typing import Literal

from bot.records.bank import Bank
from bot.records.base import AsOf, Level, Record, Slug, Tier
from bot.records.language import ModelMention
from bot.records.models import ComponentName, Release
from bot.understanding.operations import Operation, Threshold, read_operation, read_threshold, read_tiers

Measure = Literal["parameters", "active", "released", "index", "benchmark"]


class ModelFilter(Record):
    """Models asked for; every part that is given must hold. `models` are named one by one."""

    components: tuple[tuple[ComponentName, Release], ...] = ()
    tiers: tuple[Tier, ...] = ()
    levels: tuple[Level, ...] = ()
    licenses: tuple[Slug, ...] = ()
    license_kinds: tuple[str, ...] = ()
    other_license: bool = False
    restrictions: tuple[str, ...] = ()
    developers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    families: tuple[Slug, ...] = ()
    models: tuple[Slug, ...] = ()
    not_by: bool = False
    released: AsOf | None = None
    since: AsOf | None = None
    until: AsOf | None = None
    size: Threshold | None = None
    openness_class: str | None = None
    no_open_part: bool = False
    everything: bool = False
    operation: Operation = "list"
    measure: Measure | None = None
    benchmark: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether models are asked for by something that only their records hold, or by two things at once."""
        certain = (
            self.released, self.since, self.until, self.size, self.countries, self.license_kinds,
            self.openness_class, self.no_open_part, self.restrictions,
        )  # fmt: skip
        common = (self.tiers, self.developers, self.licenses, self.families, self.components, self.levels)
        return any(certain) or sum(bool(part) for part in common) > 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for."""
        blank = ModelFilter(operation=self.operation, measure=self.measure, benchmark=self.benchmark)
        return self == blank and self.measure is None


_COMPONENTS: tuple[tuple[ComponentName, str], ...] = (
    ("training_data", r"training data|train(?:ing)? ?sets?|corpus|corpora|datasets?|\btheir data\b|\bdata\b"),
    ("training_code", r"training code|train code|training pipeline|\bcode\b"),
    ("checkpoints", r"checkpoints?"),
    ("architecture_docs", r"architecture|arch docs?"),
    ("inference_code", r"inference code"),
    ("weights", r"weights"),
)
_LEVELS: tuple[tuple[Level, str], ...] = (
    ("weights-available", r"\bweights[ -]available\b"),
    ("open-data", r"\blevel open[ -]data\b|\bopen[ -]data (level|tier)\b"),
    ("open-source", r"\blevel open[ -]source\b|\bopen[ -]source level\b"),
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("research-only", r"\bresearch[ -]only\b|\bnon[ -]?production\b|\bnon[ -]?commercial\b"),
    ("permissive", r"\bpermissive\b"),
    ("use-restricted", r"\buse[ -]restrict\w+\b"),
)
_RESTRICTIONS: tuple[tuple[str, str], ...] = (
    ("military", r"\bmilitary\b"),
    ("EU", r"\b(excludes?|bars?|bans?|outside)\b.*\b(eu|europe)\b"),
    ("MAU", r"\buser cap\b|\bmonthly (active )?users\b|\bmau\b"),
)
_COUNTRIES: dict[str, str] = {
    "chinese": "China", "china": "China", "french": "France", "france": "France", "german": "Germany",
    "germany": "Germany", "swiss": "Switzerland", "switzerland": "Switzerland", "israeli": "Israel",
    "israel": "Israel", "canadian": "Canada", "canada": "Canada", "korean": "South Korea", "korea": "South Korea",
    "polish": "Poland", "poland": "Poland", "american": "US", "spanish": "Spain", "spain": "Spain",
    "italian": "Italy", "italy": "Italy", "swedish": "Sweden", "sweden": "Sweden", "latvian": "Latvia",
    "latvia": "Latvia", "emirati": "UAE", "uae": "UAE", "portuguese": "Portugal",
}  # fmt: skip
_MONTHS = "january february march april may june july august september october november december".split()
_NOT_BY = re.compile(r"\bnot (made |released |built |published )?(by|from)\b")
_SINCE = re.compile(r"\b(?:since|after) (?:\w+ )?(20[12]\d)\b")
_UNTIL = re.compile(r"\b(?:before|until|up to) (?:\w+ )?(20[12]\d)\b")
_NEGATED = re.compile(r"\b(no|not|without|withholds?|hides?|lacks?|missing|don't|doesn't|didn't|never|keeps?)\b")
_RELEASED_IN = re.compile(rf"\b(?:(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>20[12]\d)\b")
_MEASURES: tuple[tuple[Measure, str], ...] = (
    ("active", r"\bactive\b"),
    ("index", r"\b(osai|open source ai) index\b"),
    ("released", r"\b(newest|newer|oldest|older|latest|earliest|most recent|(released|came|came out) first)\b"),
    ("parameters", r"\b(param\w*|size|smallest|biggest|largest|bigger|larger|smaller|how (big|large))\b"),
)
_EVERYTHING = re.compile(
    r"\bmodels? (do you|you|are) (know|have|got|in)|\b(models|records) (do you|in the bank|on record)|\bin total\b|"
    r"\b(your|the) (records|list|data|bank)\b|\byou have\b|\bon file\b"
)


def read_filter(
    bank: Bank, text: str, licenses: tuple[str, ...] = (), families: tuple[str, ...] = (), models: tuple[str, ...] = ()
) -> ModelFilter:
    """The filter that a line asks for; licences, families and models in it were found by name."""
    lowered = text.casefold()
    tiers = read_tiers(lowered)
    benchmark = _find_benchmark(bank, lowered)
    return ModelFilter(
        components=() if tiers else _read_components(lowered),
        tiers=tiers,
        levels=tuple(level for level, pattern in _LEVELS if re.search(pattern, lowered)),
        licenses=licenses,
        license_kinds=tuple(kind for kind, pattern in _KINDS if re.search(pattern, lowered)),
        other_license=bool(licenses) and bool(re.search(r"\b(instead of|not|other than|own terms)\b", lowered)),
        restrictions=tuple(word for word, pattern in _RESTRICTIONS if re.search(pattern, lowered)),
        developers=_find_developers(bank, lowered),
        countries=_read_countries(lowered),
        families=families,
        models=models,
        not_by=bool(_NOT_BY.search(lowered)),
        released=None if _SINCE.search(lowered) or _UNTIL.search(lowered) else _read_release(lowered),
        since=_read_bound(_SINCE, lowered),
        until=_read_bound(_UNTIL, lowered),
        size=_read_size(lowered),
        openness_class=_read_class(lowered),
        no_open_part=bool(re.search(r"\b(zero|no|not a single) open (components?|parts?|dimensions?)\b", lowered)),
        everything=bool(_EVERYTHING.search(lowered)),
        operation=read_operation(lowered),
        measure="benchmark" if benchmark else _read_measure(lowered),
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


def _read_components(lowered: str) -> tuple[tuple[ComponentName, Release], ...]:
    lowered = re.sub(r"\b(your|the|in) data\b", " ", lowered)
    wanted: Release = "no" if _NEGATED.search(lowered) else "yes"
    found: list[tuple[ComponentName, Release]] = []
    for phrase in re.split(r"\b(?:but|yet|though|while)\b|[,;]", lowered):
        told: Release = "no" if _NEGATED.search(phrase) else "yes"
        rest = phrase
        for component, pattern in _COMPONENTS:
            if re.search(pattern, rest) and component not in dict(found):
                found.append((component, told))
                rest = re.sub(pattern, " ", rest)
    if re.search(r"\bdownload\b", lowered):
        found.append(("weights", wanted if not re.search(r"can'?t|cannot", lowered) else "no"))
    return tuple(found)


def _read_countries(lowered: str) -> tuple[str, ...]:
    """Countries of makers; those that a licence leaves out are none."""
    if re.search(r"\b(excludes?|bars?|leaves? out)\b", lowered):
        return ()
    return tuple(dict.fromkeys(name for word, name in _COUNTRIES.items() if re.search(rf"\b{word}\b", lowered)))


def _find_developers(bank: Bank, lowered: str) -> tuple[str, ...]:
    """Makers named in full or by the first word of their name."""
    makers = {model.developer for model in bank.models}
    return tuple(
        sorted(
            maker
            for maker in makers
            if re.search(rf"\b{re.escape(maker.casefold())}\b", lowered)
            or (len(maker.split()[0]) > 3 and re.search(rf"\b{re.escape(maker.split()[0].casefold())}\b", lowered))
        )
    )


def _find_benchmark(bank: Bank, lowered: str) -> str | None:
    names = {score.name for model in bank.models for score in model.benchmarks}
    named = [name for name in names if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", lowered)]
    return max(named, key=len) if named else None


def _read_release(lowered: str) -> str | None:
    found = _RELEASED_IN.search(lowered)
    if not found:
        return None
    month = found.group("month")
    return f"{found.group('year')}-{_MONTHS.index(month) + 1:02}" if month else found.group("year")


def _read_bound(pattern: re.Pattern[str], lowered: str) -> str | None:
    """The first year that counts after 'since' or 'after', the first that does not after 'before' or 'until'."""
    found = pattern.search(lowered)
    if not found:
        return None
    shift = 1 if found.group().startswith("after") else 0
    return str(int(found.group(1)) + shift)


def _read_size(lowered: str) -> Threshold | None:
    """A threshold in billions of parameters: 'under 10b', 'more than 100 billion parameters'."""
    return read_threshold(lowered) if re.search(r"\d\s*(b|bn|billion)\b", lowered) else None


def _read_class(lowered: str) -> str | None:
    found = re.search(r"\bclass (iii|ii|i|1|2|3)\b", lowered)
    if not found:
        return None
    return {"1": "I", "2": "II", "3": "III"}.get(found.group(1), found.group(1).upper())


def _read_measure(lowered: str) -> Measure | None:
    return next((measure for measure, pattern in _MEASURES if re.search(pattern, lowered)), None)
