"""What should be looked at again: cards not reviewed, and facts not dated, within a number of months."""

from collections.abc import Iterator

from bot.records.bank import Bank


def list_stale(bank: Bank, today: str, months: int) -> list[str]:
    """One line for every record older than `months` before `today` (2026-11-23), oldest first.

    Dates without a month count as their January.
    """
    limit = _count_months(today) - months
    dated = [(as_of, line) for as_of, line in _list_dated(bank) if _count_months(as_of) < limit]
    return [f"{as_of}: {line}" for as_of, line in sorted(dated)]


def _list_dated(bank: Bank) -> Iterator[tuple[str, str]]:
    for claim in bank.claims:
        yield claim.reviewed, f"claims/{claim.id}.yaml was reviewed then: read it against its sources again"
        for number, reason in enumerate(claim.reasons):
            yield reason.as_of, f"claims/{claim.id}.yaml, reasons.{number}: look for a newer figure"
    for model in bank.models:
        yield model.components["weights"].as_of, f"models, {model.id}.components: check the release again"


def _count_months(as_of: str) -> int:
    year, *rest = as_of.split("-")
    return int(year) * 12 + (int(rest[0]) if rest else 1)
