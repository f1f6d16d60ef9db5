"""Reads what a question wants done with data: look up, list, count, rank, add up, subtract, divide, or keep some."""

import re
from functools import lru_cache

from bot.records.base import Tier
from bot.records.questions import Operation, Ranking, Threshold

BIGGEST = "biggest|largest|heaviest|hugest|fattest|chunkiest|beefiest|bulkiest"
SMALLEST = "smallest|tiniest|teeniest|littlest|lightest|puniest"
NEWEST = "newest|latest|freshest|most recent"
OLDEST = "oldest|earliest|most ancient|most aged|grand(?:dad|father|pa|daddy) of"
"""Superlatives of size and of date, as people say them."""

_OPERATIONS: tuple[tuple[Operation, str], ...] = (
    (
        "stricter",
        (
            r"\b(strict\w*|tight\w*|tough\w*|heav(?:y|ier|iest)(?: (?:licen|terms|condition|rules|restrict)\w*|\?*$)|"
            r"(more|most) (restrict\w+|limiting|trouble))\b"
        ),
    ),
    ("looser", r"\b(loose\w*|lax\w*|freer|freest|less (restrict\w+|strict)|(more|most) (permissive|liberal|free))\b"),
    ("ratio", r"\bratio\b|\bdivided\b|\bhow many times\b|\bfactor\b|\btimes (more|less|as|\w+er)\b"),
    (
        "difference",
        r"\bdifference\b|\bdelta\b|\bgap\b|\bminus\b|\bsubtract\b|\bhow far\b|\bapart\b(?! from)|\bpoints? separate\b",
    ),
    ("difference", r"\bby how (many|much)\b|\bhow much (more|less|\w+er)\b"),
    ("difference", r"\bhow many (\w+ ){0,3}(more|fewer|separate)\b"),
    (
        "difference",
        r"\bhow many points\b.{0,80}\b(ahead|leads?|behind|beats?|trails?|between|above|below|higher|lower|over)\b",
    ),
    ("sum", r"\b(sum of|summed|combined|added (up|together)|total (funding|valuation|money|raised))\b"),
    ("average", r"\baverage (?!costs?\b|prices?\b|token)|\bthe mean (of|score|mmlu|humaneval)\b"),
    (
        "count",
        (
            r"\bhow many\b(?! (?:billion |active |total )?param)(?! (?:points|pts|percent)\b)|"
            r"(?<!param )(?<!parameter )(?<!by )\bcount\b|"
            r"\b(total )?number of (the )?(different )?(models?|licen|compan|systems?|row)\w*"
        ),
    ),
    ("highest", r"\b(?:most|highest|best|largest|biggest|newest|latest)\b(?: \w+)? (?:to|down to|first)\b"),
    ("highest", r"\b(comes?|came|ranks?|ranked|finish\w*|placed|was) (in )?first\b|\bnumber one\b|\bno\.? ?1\b|#1\b"),
    (
        "lowest",
        (
            rf"\b({SMALLEST}|{OLDEST}|lowest|(?<!at )least|worst|fewest|cheapest|bottom|poorest|older|earlier|"
            r"(?<!st )first)\b"
        ),
    ),
    (
        "highest",
        (
            r"\b(?:came|comes?) out (?:the )?(?:last|latest)\b(?! (?:year|month|week))|"
            r"\b(?:came|comes?|released|published) (?:out )?most recently\b"
        ),
    ),
    ("lowest", r"\bdead last\b|\blast place\b|\b(comes?|came|ranks?|is|finish\w*) last\b"),
    ("highest", rf"\b({BIGGEST}|highest|(?<!at )most|top|tops|best|greatest|leads?|leading|maximum|max|richest)\b"),
    ("highest", rf"\b({NEWEST}|newer|first place|who won|wins|rank|ranking|sort|sorted|order|ordered by)\b"),
    ("list", r"\b(which|list|name|what|who|any|every|all|show)\b"),
)
_TIERS: tuple[tuple[Tier, str], ...] = (
    (
        "fully-open",
        (
            r"\b(fully|completely|totally|really|truly|entirely)[ -]open\b|\bopen[ -]source\b|"
            r"\bopen (all the way|end to end|through and through|top to bottom|from top to bottom)\b"
        ),
    ),
    ("open-weights", r"\bopen[ -]weights?\b|\bweights[ -]only\b"),
    ("closed", r"\b(closed|proprietary|api[ -]only|can't download|cannot download|can not download|not open)\b"),
)
_NOT_CLOSED = r"\b(not|non|isn't|aren't|ain't|never)[ -](closed|proprietary)\b"
_FIGURE = r"[$€]? ?(?<!\d)(\d{1,15}(?:\.\d{1,15})?) ?(trillion|billion|million|bn|tn|[bmt])?\b"
"""Read from its first digit on: from every digit of a long row of them the time would grow with its square."""

_ABOVE = re.compile(
    rf"\b(?<!\bno )(?<!\bnot )(?:above|over|(?:more|higher|greater|better|larger|bigger) than|exceed\w*|beat\w*|past)"
    rf" ?{_FIGURE}|\b(?:at least|(?:no|not) (?:less|fewer|lower|smaller) than|min(?:imum)?(?: of)?) ?{_FIGURE}|"
    rf"{_FIGURE} ?(?:or (?:more|higher|better|above|bigger|larger)|\+|and up|plus)"
)
_BELOW = re.compile(
    rf"(?:\b(?<!\bno )(?<!\bnot )(?:below|under|(?:less|fewer|lower|smaller) than)|[<≤]=?) ?{_FIGURE}|"
    rf"\b(?:at most|up to|max(?:imum)?(?: of)?|(?:no|not) (?:above|over|(?:more|larger|bigger|higher) than))"
    rf" ?{_FIGURE}|"
    rf"{_FIGURE} ?(?:or (?:less|fewer|lower|below|under|smaller)|and (?:below|under|smaller)|max|tops)\b"
)
_BETWEEN = re.compile(rf"\bbetween ?{_FIGURE} ?(?:and|to|-) ?{_FIGURE}")
NUMBERS = {word: count for count, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
"""Counts that are written as a word."""

PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
"""The places of a ranking that are named by a word, from 1."""

A_COUNT = rf"\d{{1,2}}|{'|'.join(NUMBERS)}"
"""How a count is written, as alternatives of a pattern; `read_count` reads what it finds."""

_COUNT = rf"({A_COUNT})"
_BEST = r"(?:top|best|highest|largest|biggest|newest|latest|leading)"
_WORST = r"(?:bottom|worst|lowest|smallest|oldest|last|earliest|cheapest)"
_SOME = re.compile(rf"\b(?:{_BEST}|{_WORST}|first) {_COUNT}\b|\b{_COUNT} (?:{_BEST}|{_WORST})\b")
_NAME_SOME = re.compile(
    rf"\b(?:name|list|give me|tell me|show me|name me|list me|any)(?: any| just| me)? {_COUNT}\b(?! ?[bm]\b)"
)
_ALL_RANKED = re.compile(
    r"\b(rank|ranking|sort|sorted|leaderboard|order(ed)? by|in order|timeline|chronolog\w+|(date|time) order|"
    r"(starting|beginning) (from|with) the|(oldest|newest|biggest|smallest) (first|to))\b"
)
ORDINALS: dict[str, int] = {word: place for place, word in enumerate(PLACES, 1) if place > 1}
ORDINALS |= {"2nd": 2, "runner": 2, "3rd": 3} | {f"{place}th": place for place in range(4, len(PLACES) + 1)}
"""The places behind the first, as they are written."""

_ORDINAL = f"({'|'.join(ORDINALS)})"
_PLACE = re.compile(
    rf"\b{_ORDINAL}[ -](?:{_BEST}|{_WORST}|place|most|least|from the (?:top|bottom))\b|\b(runner)[ -]?up\b|"
    rf"\b(?:comes?|came|ranks?|ranked|is|was|who'?s) (?:in )?{_ORDINAL}\b"
)
_MORE_CLOSED = re.compile(r"\b(?:most|more|least|less) closed\b")
_EVERY_ROW = 99
_LINES_KEPT = 8
"""Lines whose readings are kept while they are asked for table by table."""


@lru_cache(_LINES_KEPT)
def read_operation(lowered: str) -> Operation:
    """What a lower-cased line wants; a plain value where it says nothing else."""
    return next((operation for operation, pattern in _OPERATIONS if re.search(pattern, lowered)), "value")


def read_count(said: str) -> int:
    """A count in a word or in figures."""
    return NUMBERS.get(said) or int(said)


@lru_cache(_LINES_KEPT)
def read_ranking(lowered: str) -> Ranking:
    """'top three' is the first three, 'second best' the second alone, 'rank them' every one."""
    place = _PLACE.search(lowered)
    if place:
        return Ranking(place=ORDINALS[next(word for word in place.groups() if word)])
    some = _SOME.search(lowered) or _NAME_SOME.search(lowered)
    if some:
        word = next(word for word in some.groups() if word)
        return Ranking(count=read_count(word))
    return Ranking(count=_EVERY_ROW if _ALL_RANKED.search(lowered) else 1)


@lru_cache(_LINES_KEPT)
def read_tiers(lowered: str) -> tuple[Tier, ...]:
    """The tiers that a lower-cased line names; 'not fully open' names the other two, all three none, and 'the most
    closed' is a place in an order."""
    if re.search(r"\bnot (fully|completely|totally|really|entirely)[ -]open\b", lowered):
        return ("open-weights", "closed")
    if re.search(_NOT_CLOSED, lowered):
        return ("fully-open", "open-weights")
    said = _MORE_CLOSED.sub(" ", lowered)
    named = tuple(tier for tier, pattern in _TIERS if re.search(pattern, said))
    return named if len(named) < len(_TIERS) else ()


@lru_cache(_LINES_KEPT)
def read_thresholds(lowered: str) -> tuple[Threshold, ...]:
    """The figures that a lower-cased line wants exceeded or undercut; 'between' gives one of each."""
    between = _BETWEEN.search(lowered)
    if between:
        low, low_unit, high, high_unit = between.groups()
        return (_threshold("above", low, low_unit or high_unit), _threshold("below", high, high_unit))
    found = (("above", _ABOVE.search(lowered)), ("below", _BELOW.search(lowered)))
    return tuple(_threshold(side, *_find_figure(match)) for side, match in found if match)


def _find_figure(match: re.Match[str]) -> tuple[str, str | None]:
    """The figure and its unit, wherever the pattern found them."""
    groups = match.groups()
    place = next(place for place in range(0, len(groups), 2) if groups[place])
    return groups[place], groups[place + 1]


def _threshold(side: str, figure: str, unit: str | None) -> Threshold:
    written = {"b": "billion", "bn": "billion", "m": "million", "t": "trillion", "tn": "trillion"}
    return Threshold.model_validate({"side": side, "figure": figure, "unit": written.get(unit or "", unit or "")})
