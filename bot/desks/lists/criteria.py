"""Reads the single criteria by which models are asked for: components, licences, sizes."""

import re

from bot.desks.lists.left_out import leaves_out_next
from bot.desks.lists.places import read_countries
from bot.records.base import Level
from bot.records.models import ComponentName, Release
from bot.records.questions import Measure, Threshold
from bot.understanding.operations import BIGGEST, NEWEST, OLDEST, SMALLEST, read_thresholds
from bot.understanding.polarity import is_denied

_COMPONENTS: tuple[tuple[ComponentName, str], ...] = (
    ("training_data", r"training data|train(?:ing)? ?sets?|corpus|corpora|datasets?|\btheir data\b|\bdata\b"),
    ("training_code", r"training code|train code|training pipeline|\bcode\b"),
    ("checkpoints", r"checkpoints?"),
    ("architecture_docs", r"architecture|arch docs?"),
    ("inference_code", r"inference code"),
    ("weights", r"weights"),
    ("paper", r"\bpapers?\b"),
)
_LEVELS: tuple[tuple[Level, str], ...] = (
    ("weights-available", r"\bweights[ -]available\b"),
    ("open-data", r"\blevel open[ -]data\b|\bopen[ -]data (level|tier)\b"),
    ("open-source", r"\blevel open[ -]source\b|\bopen[ -]source level\b"),
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("research-only", r"\bresearch[ -]only\b|\bnon[ -]?production\b|\bnon[ -]?commercial\b"),
    ("non-commercial", r"\bnon[ -]?commercial\b"),
    ("permissive", r"\bpermissive\b|\bwithout (asking|permission|conditions|strings)\b|\bno (strings|conditions)\b"),
    ("use-restricted", r"\buse[ -]restrict\w+\b"),
    ("custom-commercial", r"\bcustom[ -]commercial\b|\bcustom licen[cs]es?\b"),
)
_MEASURES: tuple[tuple[Measure, str], ...] = (
    (
        "openness",
        (
            r"\b(?:most|least|more|less) (?:open|transparent)\b|\bopenness\b|\bopenest\b|"
            r"\b(?:rank|sort|order)\b.{0,120}\bhow open\b"
        ),
    ),
    ("active", r"\bactive\b"),
    ("index", r"\b(osai|open source ai) index\b"),
    (
        "released",
        (
            rf"\b({NEWEST}|{OLDEST}|newer|older|earlier|(released|came|came out) first)\b|"
            r"\b(?:came|comes?) out (?:the )?(?:last|latest)\b(?! (?:year|month|week))|"
            r"\b(?:came|comes?|released|published) (?:out )?most recently\b"
        ),
    ),
    ("parameters", rf"\b({BIGGEST}|{SMALLEST}|param\w*|size|bigger|larger|smaller|how (big|large))\b"),
)
_SMALL = re.compile(r"\b(?:small|tiny|little|lightweight)\b(?! (?:group|number|firm|compan|business|team|shop|server))")
_SMALL_AT_MOST = Threshold(side="below", figure=10.0, unit="billion")
"""What a model is said to be small by, where no figure is named: what runs on one card of a home machine."""

_NOT_SMALL = Threshold(side="above", figure=_SMALL_AT_MOST.figure, unit="billion")
_NO_SIZE = re.compile(r"[$€]|\b(users|dollars?|euros?|valuation|tokens|revenue|turnover)\b")
_MEMORY = re.compile(r"\b(\d{1,4}) ?(?:gb|gigs?|gigabytes?|gib)\b")
_CARDS = {
    "3060": 12, "3080": 10, "3090": 24, "4060": 8, "4070": 12, "4080": 16, "4090": 24, "5070": 12, "5080": 16,
    "5090": 32,
}  # fmt: skip
"""Gigabytes of the graphics cards that people name instead, in their usual form."""

_CARD = re.compile(rf"\b(?:rtx ?)?({'|'.join(_CARDS)})s?\b")
_NAMED_LICENSE = (
    r"(apache|mit|openmdw|openrail|rail|gpl|bsd|cc|modified (?:version of )?(?:the )?mit|licen[cs]\w+|terms)\b"
)
_OTHER_LICENSE = re.compile(
    r"\b(?:drop|minus|skip|exclud(?:e|ing)|leav(?:e|ing) out|remove|besides|apart from|(?<!there )(?<!is )no)"
    rf"(?: the| any| all)? {_NAMED_LICENSE}|"
    r"(\bnot|n't|\bnon(?![ -]?(?:commercial|production|profit))|"
    r"\bwithout|\bno longer|\bneither|\bexcept|\bother than|\binstead of)[ -]"
    rf"(\w+ ){{0,3}}{_NAMED_LICENSE}|\bown terms\b"
)
_APPROVED = re.compile(r"\bosi\b(?: \w+){0,2} (?:not )?approved\b|\bosi-approved\b|\bapproved by (?:the )?osi\b")


_OWN_DATA = re.compile(
    r"\b(?:your|ur|yr) data\b|\b(?:in|from|by|per) (?:the )?data\b|\bthe data (?:says?|has|have|shows?|holds?)\b"
)
"""The bank's own data, which are no part of a model: 'how many are in the data', but 'which give you the data'."""


_CANNOT = (
    r"(?:can'?t|can ?not|couldn'?t|(?:do|does|did)n'?t|won'?t|isn'?t|aren'?t|never|not?|nobody|no ?one|impossible)\b"
)
_WITHHELD = re.compile(
    rf"\b{_CANNOT}(?: (?!but\b|with\b|only\b|without\b)\w+){{0,3}} (?:download(?:s|ed|able|ing)?|self-?host(?:ed)?)\b|"
    rf"\bweights (?:that |which )?(?:(?:you|i|we|u|one|people) )?{_CANNOT}(?: (?:can|else|outside|ever)){{0,3}} "
    r"(?:get|grab|obtain|have|access|download)\b|"
    r"\b(?:nobody|no ?one)\b(?: (?!but\b)\w+){0,4} weights\b|\bun-?downloadable\b|"
    r"\b(?:secret|hidden|private|locked(?:-up)?|unreleased) weights\b|"
    r"\bonly\b(?: \w+){0,3} (?:via|through|over|behind|by)(?: (?:an|its|their|the))? apis?\b"
)
"""How weights are said not to be had beside a plain denial: 'weights you cant get', 'ones nobody can download'."""


def read_components(lowered: str) -> tuple[tuple[ComponentName, Release], ...]:
    """The components that a line names, each released or, under a negation, withheld."""
    rest = _OWN_DATA.sub(lambda found: " " * len(found.group()), lowered)
    found: dict[ComponentName, Release] = {}
    for component, pattern in _COMPONENTS:
        match = re.search(pattern, rest)
        if match:
            found[component] = "no" if is_denied(rest, *match.span()) else "yes"
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    if _WITHHELD.search(lowered):
        found["weights"] = "no"
    elif re.search(r"\bdownload(s|ed|able)?\b", lowered):
        found.setdefault("weights", "yes")
    return tuple(found.items())


def read_levels(lowered: str) -> tuple[Level, ...]:
    return tuple(level for level, pattern in _LEVELS if re.search(pattern, lowered))


def read_license_kinds(lowered: str) -> tuple[str, ...]:
    return tuple(kind for kind, pattern in _KINDS if re.search(pattern, lowered))


def excludes_license(lowered: str) -> bool:
    """Whether the licences named are those that the models asked for do not carry."""
    return bool(_OTHER_LICENSE.search(lowered))


def read_approval(lowered: str) -> bool | None:
    """Whether a licence that the OSI approves is asked for, or one that it does not."""
    found = _APPROVED.search(lowered)
    if not found:
        return None
    return not (is_denied(lowered, *found.span()) or re.search(r"\bnot\b|n't", found.group()))


def read_sizes(lowered: str) -> tuple[Threshold, ...]:
    """Thresholds in billions of parameters: 'under 10b', 'more than 100 billion parameters', 'over 1 trillion', and
    'small', 'no tiny ones'."""
    scales = {"million": 0.001, "billion": 1.0, "trillion": 1000.0}
    if _NO_SIZE.search(lowered):
        return ()
    named = tuple(
        threshold.model_copy(update={"figure": threshold.figure * scales[threshold.unit], "unit": "billion"})
        for threshold in read_thresholds(lowered)
        if threshold.unit
    )
    small = _SMALL.search(lowered)
    if named or not small:
        return named
    return (_NOT_SMALL if leaves_out_next(lowered[: small.start()]) else _SMALL_AT_MOST,)


def read_memory(lowered: str) -> float | None:
    """Gigabytes of memory that a model is to fit into, as a figure or by a graphics card that is named."""
    found = _MEMORY.search(lowered)
    if found:
        return float(found.group(1))
    card = _CARD.search(lowered)
    return float(_CARDS[card.group(1)]) if card else None


def read_scores(lowered: str) -> tuple[Threshold, ...]:
    """Thresholds on a score: figures without a unit."""
    return tuple(threshold for threshold in read_thresholds(lowered) if not threshold.unit and threshold.figure < 1000)


def read_class(lowered: str) -> str | None:
    found = re.search(r"\bclass (iii|ii|i|1|2|3)\b", lowered)
    if not found:
        return None
    return {"1": "I", "2": "II", "3": "III"}.get(found.group(1), found.group(1).upper())


def read_measure(lowered: str) -> Measure | None:
    """What models are to be ranked or compared by."""
    return next((measure for measure, pattern in _MEASURES if re.search(pattern, lowered)), None)


def names_criteria(lowered: str) -> bool:
    """Whether a line says itself what a model has to be: parts that are out, a level, a licence, a country, a size."""
    named = (read_components, read_levels, read_license_kinds, read_countries, read_sizes)
    return any(read(lowered) for read in named) or read_approval(lowered) is not None
