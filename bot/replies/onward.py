"""Where a line goes on to from the last answer: the models of which the same holds, the next of a numbered series."""

import re

from bot.records.bank import Bank
from bot.records.base import Slug
from bot.records.focus import Focus
from bot.records.models import ComponentName
from bot.records.questions import ModelFilter, Predicate, StatementQuestion

_COMPONENTS: dict[str, ComponentName] = {
    "data-released": "training_data",
    "code-released": "training_code",
    "checkpoints-released": "checkpoints",
    "paper-released": "paper",
    "open-weights": "weights",
}
_FILTERS: dict[Predicate, ModelFilter] = {
    "open-source": ModelFilter(levels=("open-source", "open-data")),
    "fully-open": ModelFilter(tiers=("fully-open",)),
    "closed": ModelFilter(tiers=("closed",)),
    "osi-approved": ModelFilter(approved=True),
    "commercial-use": ModelFilter(commercial=True),
}
"""The lists of all models of which a sentence is true."""

_SERIES = re.compile(r"^([A-Z][A-Za-z ]+) (\d+):")
"""The title of a passage that is one of several under a number: 'Forecast 2: pressure on prices'."""

_NUMBER = re.compile(r"\b(?:([1-9])|next|after|last)\b")
_SHOWN = 3

PAGE = 8
"""Models of a list that a first reply names."""


def find_list(focus: Focus) -> ModelFilter | None:
    """The last list; else all models that have the part that was just told of one, or of which the sentence is true."""
    subject = focus.subject
    if subject.listed:
        return subject.listed
    predicate = subject.statement.predicate if subject.statement else None
    part = _COMPONENTS.get(predicate or "", subject.asked if subject.asked in _COMPONENTS.values() else None)
    if part:
        return ModelFilter.model_validate({"components": ((part, "yes"),)})
    return _FILTERS.get(predicate) if predicate else None


def holds_several(said: StatementQuestion) -> bool:
    """Whether a sentence is about several models, each with a verdict of its own."""
    return len(said.subjects) > 1 and said.predicate != "more-open-than"


def turn_page(listed: ModelFilter) -> ModelFilter:
    """The last list from where its first reply broke off."""
    return listed.model_copy(update={"skip": listed.skip + PAGE, "operation": "list"})


def move_on(listed: ModelFilter) -> ModelFilter:
    """What comes next after the last list: of an order the next place, else the next page."""
    if listed.operation not in {"highest", "lowest"}:
        return turn_page(listed)
    ranking = listed.ranking.model_copy(update={"place": listed.ranking.place + 1, "count": 1})
    return listed.model_copy(update={"ranking": ranking})


def find_series(bank: Bank, lowered: str, focus: Focus) -> tuple[Slug, ...]:
    """Of the numbered series that the last passage belongs to, the passages with the number that a line gives, those
    behind it, or the last ones."""
    told = focus.subject.passages[:1]
    series = _SERIES.match(bank.passage[told[0]].title) if told else None
    number = _NUMBER.search(lowered)
    if not series or not number:
        return ()
    found = [(match, one.id) for one in bank.passages if (match := _SERIES.match(one.title))]
    numbered = [(int(match.group(2)), passage) for match, passage in found if match.group(1) == series.group(1)]
    last = max(place for place, _passage in numbered)
    wanted = last if number.group() == "last" else int(number.group(1) or int(series.group(2)) + 1)
    return tuple(passage for place, passage in numbered if place == wanted)[:_SHOWN]
