"""What should be looked at again, by the day on which somebody last looked: the facts shown most come first."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bot.corpus.citing import Fact, list_facts
from bot.records.bank import Bank

MOST_SHOWN = 100
UNRECORDED = "not recorded"
"""Stands for the day where nobody wrote down when a source was looked at, or nobody looked."""

_PLACES = {
    **dict.fromkeys(("short.asserts", "short.denies", "short.asks", "headline", "license", "components.weights"), 3),
    **dict.fromkeys(("fact", "components.training_data", "components.training_code"), 2),
}
"""How much more often a reply shows what stands there than the rest of its record."""


class _Dated(NamedTuple):
    """A line of the list with its day, and how many facts rest on what it names."""

    day: str
    text: str
    facts: int = 0


def list_stale(bank: Bank, today: str, months: int) -> list[str]:
    """One line for whatever nobody has looked at for `months` before `today` (2026-11-23), or with no day recorded.

    First those of the hundred facts that replies show most, then the other sources with the number of facts that rest
    on each, and the cards by their last review. In both parts what has no day comes first, then the oldest day.
    """
    limit = _count_months(today) - months
    dated = [(fact, _date_fact(bank, fact)) for fact in rank_facts(bank)[:MOST_SHOWN]]
    shown = [(fact, item) for fact, item in dated if _is_old(item.day, limit)]
    listed = {cite.source for fact, _item in shown for cite in fact.cites}
    rest = [item for item in _list_rest(bank, listed) if _is_old(item.day, limit)]
    parts = ([item for _fact, item in shown], rest)
    return [f"{item.day}: {item.text}" for part in parts for item in sorted(part, key=_order)]


def rank_facts(bank: Bank) -> list[Fact]:
    """Every fact, those first that replies show most: as often as other records lead to its card, and the more the
    nearer it stands to the first sentence."""
    reach = _measure_reach(bank)
    return sorted(list_facts(bank), key=lambda fact: -reach[fact.record] * _PLACES.get(fact.place, 1))


def _measure_reach(bank: Bank) -> Counter[str]:
    """By how many ways one comes to a card or a model: by its own name, from related cards, from cards that show the
    model, from a family's name."""
    reach = Counter(record.id for records in (bank.claims, bank.models) for record in records)
    reach.update(name for claim in bank.claims for name in (*claim.related, *claim.models))
    reach.update(family.newest for family in bank.families)
    return reach


def _date_fact(bank: Bank, fact: Fact) -> _Dated:
    """A fact with the last day on which somebody looked at any of its sources."""
    names = tuple(dict.fromkeys(cite.source for cite in fact.cites))
    days = [day for name in names if (day := bank.source[name].checked)]
    return _Dated(max(days, default=UNRECORDED), f"{fact.file}, {fact.key}: read {', '.join(names)} again")


def _list_rest(bank: Bank, listed: set[str]) -> Iterator[_Dated]:
    carried = Counter(source for fact in list_facts(bank) for source in {cite.source for cite in fact.cites})
    for source in bank.sources:
        if source.id not in listed:
            facts = carried[source.id]
            text = f"sources, {source.id}: read it again ({facts} facts)"
            yield _Dated(source.checked or UNRECORDED, text, facts)
    for claim in bank.claims:
        text = f"claims/{claim.id}.yaml was reviewed then: read it against its sources again"
        yield _Dated(claim.reviewed, text)


def _order(item: _Dated) -> tuple[str, int]:
    """What has no day comes before the oldest day; of two alike, what carries more facts."""
    return ("" if item.day == UNRECORDED else item.day, -item.facts)


def _is_old(day: str, limit: int) -> bool:
    return day == UNRECORDED or _count_months(day) < limit


def _count_months(as_of: str) -> int:
    """Dates without a month count as their January."""
    year, *rest = as_of.split("-")
    return int(year) * 12 + (int(rest[0]) if rest else 1)
