"""Reads lines that only make sense after an answer: 'source?', 'why?', 'what about Mistral?', 'its licence?'."""

import re
from typing import Literal

from bot.records.base import Record
from bot.records.language import ModelMention
from bot.records.models import ComponentName
from bot.understanding.names import split_atoms

FollowUpKind = Literal[
    "source", "reason", "other-side", "more", "shorter", "deeper", "objection", "model", "component", "ordinal", "pair",
    "share", "correction",
]  # fmt: skip
Asked = ComponentName | Literal["license"]
"""What of a model is asked for: a component, or its licence."""


class FollowUp(Record):
    """What is wanted of the last answer.

    `number` is a citation's, the place of a model in the last list (-1 for the last), or how many of the models lately
    spoken of are meant; `rest` is what was meant instead.
    """

    kind: FollowUpKind
    number: int | None = None
    component: Asked | None = None
    rest: str = ""


_LONGEST = 12
"""Words: a longer line speaks for itself."""

_CORRECTION = re.compile(
    r"^(?:(?:no|nah|nope|wait|sorry|oops|typo)[,.! ]+)+(?:.*?\b)?i (?:meant?|mean|said)[,: ]+(?P<rest>.+)$|"
    r"^(?:sorry|oops)[,.! ].*?\bi meant? (?P<more>.+)$|^i meant (?P<bare>.+)$"
)
_WELL = r"(?:(?:well|hm+|lol|nah|no|but|sorry|bro|dude|ok(?:ay)?)[,.! ]+)*"
_WELL_BEHIND = (
    r"[,.! ]+(?:you|bro|dude|mate|man|tbh|at all|sorry|though|lol|there|here|on (?:this|that)|"
    r"with (?:you|this|that|it))"
)
_OBJECTS = (
    r"no+|nope|nah|wrong|false|incorrect|i (?:\w+ )?disagree|disagree|not true|bullshit|bs|nonsense|"
    r"(?:you'?re|you are|ur|that'?s|that is|this is|it'?s) (?:\w+ )?(?:wrong|false|bs|bullshit|nonsense|mistaken|"
    r"incorrect|not (?:true|right|correct))|"
    r"i (?:don'?t|do not) (?:agree|buy (?:it|that|this)|believe (?:it|that|you|this))"
)
_PATTERNS: tuple[tuple[FollowUpKind, tuple[str, ...]], ...] = (
    (
        "source",
        (
            r"(?<!open )(?<!open-)(?<!closed )(?<!closed-)\b(sources?|citations?|cite|references?|receipts|says who)\b",
            r"^(proof|link|who says)\W*$|\baccording to (whom|who)\b|^where('s| is| did) (that|this|you get)\b",
            r"^\[?\d\]?\??$|\[\d\]",
        ),
    ),
    (
        "other-side",
        (
            r"\b((the )?other (side|camp|view)|counter ?arguments?|steelman|devil'?s advocate)\b",
            r"\bagainst (that|it)\W*$|\bwhat would (they|he|she) say\b",
        ),
    ),
    (
        "reason",
        (
            r"^(but |and |so |ok(ay)? )?(why|how come|how so|because)( not| so| is that| though)?\W*$",
            r"^(but |and |ok(ay)? )?why (do|does|is|are|did|would) (they|it|he|that|this)\b|^explain( that| why)?\W*$",
        ),
    ),
    (
        "shorter",
        (
            r"\b(shorter|tl;?dr|too long|in short|short version|briefer|briefly|sum (it|that) up|summari[sz]e)\b",
            r"^(short|brief|(in )?one (line|sentence))\W*$",
        ),
    ),
    (
        "deeper",
        (
            r"^(go |a bit |bit )?(deeper|longer)\b",
            r"\b(full|whole|long|longer|complete|detailed) (version|answer|card)\b",
            r"\b(more|in|all the) (detail|details|depth)\b|\bin-depth\b",
        ),
    ),
    ("more", (r"^(go on|more|tell me more|continue|elaborate|expand|details?|and\?|keep going)\W*$",)),
    ("objection", (rf"^{_WELL}({_OBJECTS})({_WELL_BEHIND})*\W*$",)),
    ("share", (r"^(and |so |but )?(how (many|much) )?(in |is |are )?(total|active|overall|idle)( then)?\W*$",)),
)
_COMPONENTS: tuple[tuple[Asked, str], ...] = (
    ("license", r"licen[cs]e[ds]?|terms|restrict\w*|commercial\w*|paid product|sell|at work"),
    ("training_data", r"training data|data|corpus|dataset"),
    ("training_code", r"training code|code"),
    ("weights", r"weights|download"),
    ("checkpoints", r"checkpoints?"),
    ("architecture_docs", r"architecture"),
    ("paper", r"paper"),
)
_POINTS_BACK = re.compile(r"\b(its?|it'?s|their|that one|this one|them|they)\b")
_COUNTS = {"two": 2, "three": 3, "four": 4, "both": 2}
_POINTS_AT_PAIR = re.compile(
    r"\b(which (one )?of (the|them|these|those|both)|which ones?|the other( one)?)\b|"
    r"\bof (the|these|those) (two|three|four)\b|"
    r"^(and |so |ok |but )*which (is|was|are|were|has|have|had|came|does|do)\b|"
    r"^(and |so |ok |but )*(who|what) (won|wins|is (ahead|better|bigger|newer))( then)?\W*$|"
    r"^(and |so |ok )*(the )?(new|old|bigg|small|larg|strict|fre)(er|est)( one)?\W*$"
)
_ORDINALS = {"first": 1, "former": 1, "second": 2, "latter": 2, "third": 3, "fourth": 4, "last": -1}
_ORDINAL = re.compile(
    rf"\bthe ({'|'.join(_ORDINALS)})(?: (?:one|model|two))?(?:'s)?(?=\W|$)(?! (?:time|place|year|release))"
)
_SWITCH = re.compile(
    r"^(?:ok(?:ay)?[,. ]*|then |so |lol |hm+ )*"
    r"(?:and|what about|how about|same for|now|or|but|does|not even|then what about)\b"
)


def read_followup(text: str, models: tuple[ModelMention, ...]) -> FollowUp | None:
    """What a line asks of the last answer, or None where it stands alone."""
    lowered = text.casefold().strip()
    corrected = _CORRECTION.match(lowered)
    if corrected:
        rest = next(part for part in corrected.groups() if part)
        return FollowUp(kind="correction", rest=rest)
    words = lowered.split()
    if len(words) > _LONGEST:
        return None
    if models:
        switches = len(words) <= 8 and (_SWITCH.match(lowered) or len(words) <= len(models) + 1)
        return FollowUp(kind="model", component=read_component(lowered)) if switches else None
    return _read_pointer(lowered, len(words))


def _read_pointer(lowered: str, count: int) -> FollowUp | None:
    """A line without a name that points at the last answer or at a model in it."""
    for kind, patterns in _PATTERNS:
        if count <= 9 and any(re.search(pattern, lowered) for pattern in patterns):
            number = re.search(r"\d", lowered)
            return FollowUp(kind=kind, number=int(number.group()) if number else None)
    component = read_component(lowered)
    ordinal = _ORDINAL.search(lowered)
    if ordinal:
        return FollowUp(kind="ordinal", component=component, number=_ORDINALS[ordinal.group(1)])
    if _POINTS_AT_PAIR.search(lowered):
        counted = next((word for word in lowered.split() if word in _COUNTS), "")
        return FollowUp(kind="pair", component=component, number=_COUNTS.get(counted))
    if _POINTS_BACK.search(lowered) or (component and (_SWITCH.match(lowered) or count <= 2)):
        return FollowUp(kind="component", component=component)
    return None


def read_component(lowered: str) -> Asked | None:
    """What of a model a line names first, if anything."""
    return next((part for part, pattern in _COMPONENTS if re.search(rf"\b(?:{pattern})\b", lowered)), None)


def swap_model(question: str, old: ModelMention, new: str) -> str:
    """An earlier question with one model's name replaced: 'mmlu of gpt-4o?' asks for Claude's."""
    atoms = [re.escape(atom) for atom in split_atoms(old.name)]
    written = re.sub(r"(\d) (?=[a-z]\b)", r"\1", new)
    return re.sub(r"\W*".join(atoms), written, question, count=1, flags=re.IGNORECASE)


_VERSION = re.compile(r"\b(v?\d+(?:\.\d+)*[bm]?)(?: one)?\W*$")


def read_version(text: str) -> str:
    """A version or size that stands for a whole name after a family was spoken of: 'and of v3?', 'the 40b one'."""
    found = _VERSION.search(text.casefold())
    return found.group(1) if found and len(text.split()) <= 6 else ""


def swap_figure(question: str, figure: str) -> str:
    """An earlier question with its last figure replaced: 'llama 3.4' becomes 'llama 3.3'."""
    figures = list(re.finditer(r"\d+(?:\.\d+)*", question))
    if not figures:
        return question
    return question[: figures[-1].start()] + figure + question[figures[-1].end() :]
