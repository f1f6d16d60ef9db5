"""What a line that points back takes over from the last answer: a model by its place or version, what was asked."""

import re
from collections.abc import Iterable

from bot.desks.kin import find_kin, find_pair
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import ModelMention
from bot.records.models import ModelRecord
from bot.records.questions import Asked, Predicate
from bot.understanding.pointing import point_by_place

PARTS_OF_PREDICATES: dict[str, Asked] = {
    "license": "license",
    "osi-approved": "license",
    "commercial-use": "license",
    "license-restricts": "license",
    "allows": "license",
    "requires": "license",
    "grants": "license",
    "data-released": "training_data",
    "code-released": "training_code",
    "checkpoints-released": "checkpoints",
    "paper-released": "paper",
    "open-weights": "weights",
    "made-in": "country",
    "made-by": "developer",
}
"""The part of a model's card that tells what a sentence says."""

PREDICATES_OF_PARTS: dict[str, Predicate] = {
    "training_data": "data-released",
    "training_code": "code-released",
    "checkpoints": "checkpoints-released",
    "paper": "paper-released",
    "weights": "open-weights",
}
_PREDICATES_OF_CLAIMS: tuple[tuple[str, Predicate], ...] = (
    ("open-source", "open-source"),
    ("fully-open", "fully-open"),
    ("released-weights", "open-weights"),
)
"""How the ids end of claims about certain families that say what a sentence about a model can say."""

_BARE_FIGURE = re.compile(
    r"^[\s\"']*(?:(?:and|or|but|no|not|i mean|i meant|what about|how about|same for|the|version)\s+)*"
    r"v?(\d+(?:\.\d+)*b?)(?:\s+(?:one|then|too|sorry|i mean|as well|instead))*(?:\W*$|[,;:.?!]\s)"
)
_PLAIN_VERSION = re.compile(r"(?<![\w.$€])[a-z]?(\d+\.\d+|\d+(?:\.\d+)?b)(?![\w.]|\s*(?:%|per cent|points))")
_PIECE = re.compile(r"[a-z]+|\d+(?:\.\d+)*b?")
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)*b?(?![\w.])")


def find_pointed(bank: Bank, lowered: str, focus: Focus | None) -> tuple[str, ...]:
    """Models that a lower-cased line points at without a name: by place, by a version of the family just named, or by
    what tells one relative from another."""
    if focus is None:
        return ()
    group = focus.group if len(focus.group) > 1 else focus.models[::-1]
    placed = point_by_place(lowered, group, next((model for model in focus.models if model in group), None))
    pair = find_pair(bank, focus)
    placed = placed or point_by_place(lowered, pair, next(reversed(pair), None))
    if placed:
        return (placed,)
    versions, kin = _find_version(bank, lowered, focus), find_kin(bank, lowered, focus)
    return tuple(sorted(versions, key=lambda model: model not in kin))[:2] or kin


def _find_version(bank: Bank, lowered: str, focus: Focus) -> tuple[str, ...]:
    """Members of the family just spoken of that have the version or the size in their names, the plainest name first.

    A whole number is a version only where the line, or what stands before its first comma, says nothing else.
    """
    bare = _BARE_FIGURE.match(lowered)
    figures = [bare.group(1)] if bare else _PLAIN_VERSION.findall(lowered)
    if not figures or not focus.models:
        return ()
    current = bank.model[focus.models[0]]
    is_family = focus.subject.claim is not None  # its newest stands for the family that a claim is about
    members = [model for model in bank.models if model.family == current.family and (is_family or model != current)]
    held = {model.id: _list_figures(model) for model in members}
    fitting = [model for model in members if held[model.id].issuperset(figures)]
    fitting = fitting or [model for model in members if figures[0] in held[model.id]]
    pieces = set(_PIECE.findall(current.name.casefold()))

    def weigh(model: ModelRecord) -> tuple[int, int]:
        """What is named most like the current one first: of Qwen2.5-3B the 72B is that of Qwen2.5. What stands in
        brackets behind a name makes it no less plain: '4' is Llama 4 (Scout, Maverick) before Llama 4 Behemoth."""
        shared = pieces.intersection(_PIECE.findall(model.name.casefold()))
        return -len(shared), len(model.name.partition(" (")[0])

    return tuple(model.id for model in sorted(fitting, key=weigh))


def _list_figures(model: ModelRecord) -> set[str]:
    return {figure for name in (model.name, *model.aliases) for figure in _FIGURE.findall(name.casefold())}


def settle(bank: Bank, mention: ModelMention, focus: Focus | None) -> ModelMention:
    """An ambiguous short name as the one of its models that is of the family just spoken of."""
    if not (focus and focus.models and mention.is_ambiguous):
        return mention
    family = bank.model[focus.models[0]].family
    near = tuple(model for model in mention.candidates if bank.model[model].family == family)
    return ModelMention(name=bank.model[near[0]].name, candidates=near) if len(near) == 1 else mention


def find_family(bank: Bank, focus: Focus) -> ModelMention | None:
    """The family whose members the last answer was about, all of them."""
    shown = focus.answer.models
    family = bank.family.get(bank.model[shown[0]].family) if len(shown) > 1 else None
    if family is None or set(shown) != set(family.members):
        return None
    return ModelMention(name=family.aliases[0], candidates=family.members, family=family.id)


def carry_predicate(bank: Bank, focus: Focus | None) -> Predicate | None:
    """What the last answer judged or told of a model, as a sentence could say it of another."""
    if focus is None:
        return None
    subject = focus.subject
    if subject.statement:
        return subject.statement.predicate
    if subject.claim and bank.claim[subject.claim.claim].families:
        return find_predicate(subject.claim.claim)
    return PREDICATES_OF_PARTS.get(subject.asked) if subject.asked else None


def carry_criterion(focus: Focus | None) -> Predicate | None:
    """What the models of the last list were asked for by, as a sentence could say it of others."""
    listed = focus.subject.listed if focus else None
    if listed is None or listed.not_by or listed.other_license:
        return None
    if listed.components:
        return PREDICATES_OF_PARTS.get(listed.components[0][0])
    held: tuple[tuple[object, Predicate], ...] = (
        (listed.commercial is not None, "commercial-use"),
        (listed.licenses, "license"),
        (listed.approved is not None, "osi-approved"),
        (listed.tiers == ("fully-open",), "fully-open"),
        (listed.tiers == ("closed",), "closed"),
        (listed.tiers, "open-weights"),
        ("open-source" in listed.levels, "open-source"),
    )
    return next((predicate for is_asked, predicate in held if is_asked), None)


def carry_part(bank: Bank, focus: Focus | None) -> Asked | None:
    """What was just asked of a model, as the part of a card that tells it of another; of a licence's passage that."""
    if focus and focus.subject.asked:
        return focus.subject.asked
    if focus and focus.subject.passages and focus.subject.licenses:
        return "license"
    predicate = carry_predicate(bank, focus)
    return PARTS_OF_PREDICATES.get(predicate) if predicate else None


def carry_part_to_named(bank: Bank, focus: Focus | None) -> Asked | None:
    """The same for a model that is named: after a list what its models were asked for by."""
    criterion = carry_criterion(focus)
    return carry_part(bank, focus) or (PARTS_OF_PREDICATES.get(criterion) if criterion else None)


def find_predicate(claim: str) -> Predicate | None:
    """What a claim about certain families says of them, where a sentence about a model can say the same."""
    return next((predicate for ending, predicate in _PREDICATES_OF_CLAIMS if claim.endswith(ending)), None)


def name_matter(predicate: Predicate | None, families: Iterable[str]) -> str | None:
    """The matter of a sentence about families, by which a card on it and the verdict from the records are one."""
    named = "+".join(sorted(set(families)))
    return f"{predicate}/{named}" if predicate and named else None
