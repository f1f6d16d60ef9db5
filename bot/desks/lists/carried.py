"""Lists that lean on what was just told: the models of one verdict by name, those under the licence spoken of."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.desks.context import list_licenses
from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.focus import Focus
from bot.records.questions import ModelFilter, StatementQuestion
from bot.replies.grounds import OPEN_KINDS, Truth
from bot.replies.license_groups import find_group, list_name_words
from bot.replies.onward import holds_several
from bot.replies.selecting import select_models
from bot.replies.verdicts import PARTS_ASKED, judge_statement
from bot.understanding.operations import A_COUNT, read_count

_NAMES = re.compile(
    rf"\b(?:which|what|those|these|the|name|list|who|all) (?:are (?:the |those )?|other |of the |the )?"
    rf"(?P<count>{A_COUNT})\b|"
    rf"\bnames? (?:of )?(?:the|those|these) (?P<named>{A_COUNT})\b|"
    r"\bnames?\b|\blist (?:them|those)\b|\bwhich (?:ones|models|of|are|is|can|may|do|does)\b|\bwhich\W*$"
)
"""Words by which somebody wants to know by name of which models a sentence holds."""

_NOT = re.compile(r"\b(?:not|no|cannot|cant|arent|isnt|dont|doesnt|never|without)\b|n['’]t\b")
_ALL = re.compile(r"\b(?:all|every\w*|each|whole|full)\b")
_IN_BRIEF = 2
"""Models that a verdict names before 'and 4 more'."""

_THE_LICENSE = re.compile(
    r"\b(?:such an?|that|the same|this|the said|same|similar|a similar|its|this kind of|that kind of|that sort of)"
    r" (?:kind of |sort of |type of )?(?:licen[cs]e|terms)\b|"
    r"\b(?:under|on|with|use|uses|using|carry|carries|have|has) (?:it|that|this|the same(?: one)?|those|them)\b|"
    r"\blicen[cs]ed (?:like that|the same|that way|alike)\b"
)
_MODELS = re.compile(
    r"\b(?:models?|ones|llms?|who else|what else|anything else|anyone else|how many|list)\b|"
    r"\bwhich (?:others?|else|more|are|use|have|carry)\b"
)
"""Words by which more models than the one spoken of are asked for."""

_SUCH = re.compile(r"\b(?:such|similar|kind|sort|type|alike)\b")
_OTHERS = re.compile(r"\b(?:other|others|else|apart|besides|except|another)\b")
_GROUPS = ("OpenRAIL", "RAIL", "modified MIT")


class Carried(NamedTuple):
    """A list that is meant, and how plainly the line asks for just this one, from 0 to 1."""

    listed: ModelFilter
    fit: float


def names_group(bank: Bank, lowered: str, focus: Focus) -> bool:
    """Whether a lower-cased line asks for a count of models that is not that of all in the last sentence."""
    return any(one.fit for one in list_of_sentence(bank, lowered, focus))


def list_of_sentence(bank: Bank, lowered: str, focus: Focus) -> Iterator[Carried]:
    """The models of the last sentence about several for which it holds, holds in part, and does not, where a line asks
    for names."""
    said, asked = focus.subject.statement, _NAMES.search(lowered)
    if said is None or not asked or not holds_several(said):
        return
    groups: dict[Truth, list[Slug]] = {}
    for ground in judge_statement(bank, said)[1]:
        groups.setdefault(ground.truth, []).append(ground.model)
    written = asked.group("count") or asked.group("named")
    counted = read_count(written) if written else None
    if counted == len(said.subjects) or _ALL.search(lowered):
        return
    wanted = "no" if _NOT.search(lowered) else "yes"
    fitting = [truth for truth, held in groups.items() if counted in {len(held), len(held) - _IN_BRIEF}]
    for truth, models in groups.items() if len(groups) > 1 else ():
        is_meant = truth in fitting[:1] if fitting else truth == wanted
        yield Carried(_describe(bank, said, truth, tuple(models)), float(is_meant))


def _describe(bank: Bank, said: StatementQuestion, truth: Truth, models: tuple[Slug, ...]) -> ModelFilter:
    """Some models of a sentence by what tells them from its others, else one by one."""
    for changes in _list_tellings(bank, said, truth):
        told = ModelFilter.model_validate({"models": said.subjects, "operation": "list", **changes})
        if {model.id for model in select_models(bank, told)} == set(models):
            return told
    return ModelFilter(models=models, operation="list")


def _list_tellings(bank: Bank, said: StatementQuestion, truth: Truth) -> Iterator[dict[str, object]]:
    """The filters that may say what a sentence says with a truth."""
    is_so, part = truth == "yes", PARTS_ASKED.get(said.predicate)
    if part and truth in {"yes", "partly", "no"}:
        yield {"components": ((part, "partial" if truth == "partly" else truth),)}
    carried = [one.id for one in bank.licenses if one.name == said.value]
    if said.predicate == "license" and carried:
        yield {"licenses": carried, "other_license": not is_so}
    levels = ("open-source", "open-data") if is_so else ("closed", "weights-available", "open-weights")
    bound = sorted({one.kind for one in bank.licenses} - OPEN_KINDS - {"unknown"})
    plain: dict[str, dict[str, object]] = {
        "commercial-use": {"commercial": is_so},
        "open-source": {"levels": levels},
        "fully-open": {"tiers": ("fully-open",) if is_so else ("open-weights", "closed")},
        "closed": {"tiers": ("closed",) if is_so else ("fully-open", "open-weights")},
        "osi-approved": {"approved": is_so},
        "license-restricts": {"license_kinds": bound if is_so else sorted(OPEN_KINDS)},
    }
    if said.predicate in plain:
        yield plain[said.predicate]


def list_of_opposite(lowered: str, question: ModelFilter, focus: Focus) -> Iterator[Carried]:
    """Of whose models a list was told, those that are not on it: 'which ones arent' after Mistral's under Apache."""
    before = focus.subject.listed
    if before is None or not (question.is_empty and _NAMES.search(lowered) and _NOT.search(lowered)):
        return
    turned: dict[str, object] = {}
    if before.licenses:
        turned = {"other_license": not before.other_license}
    elif before.commercial is not None:
        turned = {"commercial": not before.commercial}
    elif before.approved is not None:
        turned = {"approved": not before.approved}
    if turned and (before.developers or before.families or before.models):
        yield Carried(before.model_copy(update={**turned, "operation": "list", "skip": 0}), 1.0)


def list_under_license(
    bank: Bank, lowered: str, question: ModelFilter, named: tuple[Slug, ...], focus: Focus
) -> Iterator[Carried]:
    """The models under the licence that was spoken of, and those under any of its kin, where a lower-cased line means
    it without a name: 'which other models have such a licence'. `named` are the models that the line names."""
    if question.licenses or not (_THE_LICENSE.search(lowered) and _MODELS.search(lowered)):
        return
    models = focus.models[:1] or named[:1]
    meant = list_licenses(bank, models, focus.subject.licenses)[:1]
    without = (*question.without, *(models if _OTHERS.search(lowered) else ()))
    operation = "count" if question.operation == "count" else "list"
    kin = _list_kin(bank, meant[0]) if meant else ()
    for licenses in dict.fromkeys((meant, kin)) if meant else ():
        changes = {"licenses": licenses or meant, "without": tuple(dict.fromkeys(without)), "operation": operation}
        is_such = bool(_SUCH.search(lowered)) and bool(kin)
        rest = {"models": (), "families": (), "developers": (), "license_kinds": ()}
        yield Carried(question.model_copy(update=changes | rest), float((licenses == kin) == is_such))


def _list_kin(bank: Bank, license_id: Slug) -> tuple[Slug, ...]:
    """The licences of the narrowest group that a licence is of, or those that share a word of their maker's."""
    record = bank.license[license_id]
    for name in _GROUPS:
        group = find_group(name)
        if group and group.holds(record):
            return tuple(one.id for one in bank.licenses if group.holds(one))
    first = record.name.casefold().split()[0]
    alike = tuple(one.id for one in bank.licenses if first in list_name_words(one))
    return alike if first in list_name_words(record) and len(alike) > 1 else ()
