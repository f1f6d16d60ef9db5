"""What may be wanted of the last answer: in words, by which words it is wanted, how it is said, whether it can be."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.replies import again, standing
from bot.replies.doubting import say_stakes
from bot.replies.onward import find_list, holds_several

Say = Callable[[Bank, str, Focus, float], Answer | None]


class Wish(NamedTuple):
    """One thing that may be wanted; `form` is found in lines that want it in so many words."""

    presumes: str
    form: re.Pattern[str]
    say: Say
    applies: Callable[[Focus], bool]


SOURCE = re.compile(
    r"\b(?:sources?|sauce|links?|cites?|citations?|references?|evidence|proof|prove|says who|who sa(?:ys|id)|"
    r"according to|based on|papers?|where .{0,60}\b(?:from|read|get|find))\b|\[\d+\]"
)
"""Words by which the sources of the last answer are wanted."""


NEWER = re.compile(
    r"\b(?:newer|newest|latest|recent\w*|up ?to ?date|outdated|old|older|stale|since then|dated|ancient|current|"
    r"fresh\w*)\b"
)
"""Words by which what the last answer rests on is called old."""

MISREAD = re.compile(
    r"\b(?:not what i|n'?t (?:ask|mean|say)\w*|never (?:said|asked)|misread|misunderst\w+|wrong question|neither|"
    r"not that)\b"
)
"""Words by which the last answer is said to have missed what was meant."""


def _holds_reasons(focus: Focus) -> bool:
    return bool(focus.claim or focus.subject.statement or focus.subject.models)


def _holds_more(focus: Focus) -> bool:
    return _holds_reasons(focus) or bool(focus.subject.passages)


def _holds_figures(focus: Focus) -> bool:
    """A table has told its figures already."""
    return _holds_reasons(focus) or bool(focus.subject.passages and again.list_figures(focus))


def _holds_verdict(focus: Focus) -> bool:
    return focus.answer.verdict is not None


def _holds_other_side(focus: Focus) -> bool:
    return bool(focus.claim or focus.answer.concession)


def _rests_on_sources(focus: Focus) -> bool:
    return bool(focus.answer.citations)


def _can_be_objected_to(focus: Focus) -> bool:
    return _holds_other_side(focus) or _rests_on_sources(focus)


def _holds_places(focus: Focus) -> bool:
    return len(focus.group) > 1 or focus.subject.listed is not None or focus.claim is not None


def _holds_models(focus: Focus) -> bool:
    return bool(focus.answer.models or focus.models)


def _holds_list(focus: Focus) -> bool:
    said = focus.subject.statement
    return find_list(focus) is not None or (said is not None and holds_several(said))


def _holds_passage(focus: Focus) -> bool:
    return bool(focus.subject.passages)


def _always(_focus: Focus) -> bool:
    return True


def _wish(presumes: str, form: str, say: Say, applies: Callable[[Focus], bool]) -> Wish:
    return Wish(presumes, re.compile(rf"\b(?:{form})\b"), say, applies)


WISHES: dict[str, Wish] = {
    "reason": _wish("Why is that so?", r"why|reasons?|how come|explain|what makes", again.say_reasons, _holds_reasons),
    "confidence": _wish(
        "How sure is that?",
        r"sure|certain|confident|confidence|reliable|settled|trust\w*",
        standing.say_confidence,
        _always,
    ),
    "change-mind": _wish(
        "What would change that?", r"change|convince|mind|tip|settle|would it take", standing.say_confidence, _always
    ),
    "numbers": _wish(
        "What are the figures behind that?",
        r"numbers?|figures?|stats?|statistics|per ?cent\w*|how (?:much|many|big|far)",
        again.say_numbers,
        _holds_figures,
    ),
    "yes-no": _wish(
        "Is that a yes or a no?", r"yes|no|am i|are they|right|wrong|true|agree", standing.say_yes_or_no, _holds_verdict
    ),
    "who-is-right": _wish(
        "Who is right then?", r"who(?:'?s| is)?|believe|right", standing.say_yes_or_no, _holds_verdict
    ),
    "shorter": _wish(
        "The same, shorter.",
        r"short\w*|tl;? ?dr|brief\w*|sentence|summar\w+|nutshell|words|concise\w*|cut (?:\w+ )?down|trim\w*|condens\w+|"
        r"boil (?:\w+ )?down|compress\w*|(?:too|less) (?:long|much|wordy)|gist|bottom line",
        again.say_shorter,
        _always,
    ),
    "deeper": _wish(
        "The same, in detail.",
        r"deep\w*|more|details?|detailed|explain|elaborate|longer|expand|further",
        again.say_deeper,
        _holds_more,
    ),
    "other-side": _wish(
        "What does the other side say?",
        r"other (?:side|view|hand)|against|counter\w*|opposite|critics?|opponents?|disagrees?|case for|speaks for|"
        r"steel-?man\w*|devil'?s advocate|argue (?:against|the)|contrary|rebut\w*|flip side|push ?back|disput\w+",
        again.say_other_side,
        _holds_other_side,
    ),
    "objection": _wish(
        "The speaker disagrees with the answer.",
        r"no|nah|nope|wrong|disagree|bs|bullshit|nonsense|not true|false|but|rubbish|incorrect|mistaken|come on",
        again.say_objection,
        _can_be_objected_to,
    ),
    "stakes": _wish(
        "Is whoever says so a party to it?",
        r"neutral\w*|bias\w*|independent\w*|part(?:y|ies|isan)|interests?|stakes?|vested|agenda|impartial|objective|"
        r"fund(?:s|ed|ing)|pa(?:ys|id)|own words?|themselves|itself|himself",
        say_stakes,
        _rests_on_sources,
    ),
    "example": _wish(
        "An example of that?",
        r"examples?|such as|like (?:what|which|who)|for instance|name (?:one|some|a)|which ones?|cases?",
        again.say_examples,
        _holds_models,
    ),
    "list-all": _wish(
        "The whole list.",
        r"all|list|every\w*|rest|whole|others|who else|full|names|name them|which (?:\d+|two|three|four|five|six)|"
        r"the lot|dump|complete|entire|remaining",
        again.say_list,
        _holds_list,
    ),
    "next": _wish(
        "The next one, or one by its place.",
        r"next|first|second|third|fourth|last|other|another|more|after|runner|number",
        again.say_next,
        _holds_places,
    ),
    "outcome": _wish(
        "What became of that forecast?",
        r"happen\w*|became|become|come true|came true|outcome|turn(?:ed)? out|did it",
        again.say_forecast,
        _holds_passage,
    ),
}
