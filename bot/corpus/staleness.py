"""What should be looked at again, by the day on which somebody last looked: the facts shown most come first."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bot.corpus.citing import Fact, list_facts
from bot.records.bank import Bank

MOST_SHOWN = 100
NEVER = "never"
"""Stands for the day where nobody has looked: every source is recalled."""

_PLACES = {
    **dict.fromkeys(("short.asserts", "short.denies", "short.asks", "headline", "license", "components.weights"), 3),
    **dict.fromkeys(("fact", "components.training_data", "components.training_code"), 2),
}
"""How much more often a reply shows what stands there than the rest of its record."""


class _Dated(NamedTuple):
    """A line of the list with its day."""

    day: str
    text: str


def list_stale(bank: Bank, today: str, months: int) -> list[str]:
    """One line for whatever nobody has looked at for `months` before `today` (2026-11-23), or ever.

    First those of the hundred facts that replies show most, most shown first; then the other sources with the number
    of facts that rest on each, and the cards by their last review, oldest first.
    """
    limit = _count_months(today) - months
    first = [fact for fact in rank_facts(bank)[:MOST_SHOWN] if _is_old(_find_day(bank, fact), limit)]
    lines = [f"{_find_day(bank, fact)}: {fact.file}, {fact.key}: read {_name_sources(fact)} again" for fact in first]
    listed = {cite.source for fact in first for cite in fact.cites}
    rest = [item for item in _list_rest(bank, listed) if _is_old(item.day, limit)]
    return [*lines, *(f"{item.day}: {item.text}" for item in sorted(rest, key=_order))]


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


def _find_day(bank: Bank, fact: Fact) -> str:
    """The last day on which somebody looked at any of a fact's sources."""
    days = [bank.source[cite.source].read_on for cite in fact.cites]
    return max((day for day in days if day), default=NEVER)


def _name_sources(fact: Fact) -> str:
    return ", ".join(dict.fromkeys(cite.source for cite in fact.cites))


def _list_rest(bank: Bank, listed: set[str]) -> Iterator[_Dated]:
    carried = Counter(source for fact in list_facts(bank) for source in {cite.source for cite in fact.cites})
    for source in bank.sources:
        if source.id not in listed:
            yield _Dated(source.read_on or NEVER, f"sources, {source.id}: read it again ({carried[source.id]} facts)")
    for claim in bank.claims:
        text = f"claims/{claim.id}.yaml was reviewed then: read it against its sources again"
        yield _Dated(claim.reviewed, text)


def _order(item: _Dated) -> tuple[str, str]:
    """What was never read comes before the oldest day."""
    return ("" if item.day == NEVER else item.day, item.text)


def _is_old(day: str, limit: int) -> bool:
    return day == NEVER or _count_months(day) < limit


def _count_months(as_of: str) -> int:
    """Dates without a month count as their January."""
    year, *rest = as_of.split("-")
    return int(year) * 12 + (int(rest[0]) if rest else 1)
