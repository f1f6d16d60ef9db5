"""Reads the limits of licences by which models are asked for: military use, the EU, a cap by users or by revenue."""

import re

from bot.desks.lists.places import LEAVES_OUT
from bot.records.bank import Bank

_PLAIN = (
    ("military", r"\bmilitary\b"),
    ("EU", rf"^(?=.*\b(?:eu|europe)\b).*(?:{LEAVES_OUT.pattern}|\boutside\b)"),
)
_UNIT = r"(?P<unit>m|mn|million|mio|b|bn|billion)\b"
_FIGURE = rf"(?<![\w.])\$? ?(?P<figure>\d{{1,4}}) ?{_UNIT}"
_USERS = re.compile(
    rf"{_FIGURE}(?: (?:monthly|active|mau))*(?: users?\b|(?<=mau))|\bmau\b|\bmonthly (?:active )?users\b|"
    r"\busers? (?:caps?|clauses?|limits?|thresholds?)\b"
)
_MONEY = re.compile(r"\b(?:revenue|turnover|arr)\b")
_LIMITS = re.compile(
    r"\b(?:limit\w*|caps?|capped|threshold\w*|ceiling|clauses?|licen[cs]\w*|above|over|below|under|than)\b"
)
_AMOUNT = re.compile(_FIGURE)


def read_restrictions(bank: Bank, lowered: str) -> tuple[str, ...]:
    """Words that the restrictions of a licence must hold, as the records write them: 'MAU', '700M MAU', '$', '$10M'. A
    figure that no licence names is the asker's own: 'we have 800 million users' asks for any limit by users."""
    found = [word for word, pattern in _PLAIN if re.search(pattern, lowered)]
    users = _USERS.search(lowered)
    if users:
        found.append(_keep_named(bank, f"{_write(users)} MAU", "MAU") if users.group("figure") else "MAU")
    if _MONEY.search(lowered) and _LIMITS.search(lowered):
        amount = _AMOUNT.search(_USERS.sub(" ", lowered))
        found.append(_keep_named(bank, f"${_write(amount)}", "$") if amount else "$")
    return tuple(found)


def _keep_named(bank: Bank, limit: str, kind: str) -> str:
    named = any(limit in restriction for record in bank.licenses for restriction in record.restrictions)
    return limit if named else kind


def _write(amount: re.Match[str]) -> str:
    """'10 million' as the records write it: 10M."""
    return f"{amount.group('figure')}{amount.group('unit')[0].upper()}"
