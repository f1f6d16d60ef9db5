"""Lines that ask what one of the two source documents says: which one, and what of it was found."""

import re

from bot.records.bank import Bank
from bot.records.entries import Hit
from bot.replies.relevance import SURE_PASSAGE

_NAMES: tuple[tuple[str, str], ...] = (
    ("seed-b", r"\b(document|doc|text|source|note|file) (b|two|2)\b"),
    ("seed-b", r"\b(second|short|shorter|other) (source )?(document|doc|text|note|piece)\b"),
    ("seed-b", r"\bai[ -](written|generated)\b"),
    ("seed-a", r"\b(document|doc|text|source) (a|one|1)\b"),
    ("seed-a", r"\b(first|long|longer) (source )?(document|doc|text)\b"),
    ("seed-a", r"\bainews\b|\barticles?'?s?\b|\b(the|that|this) (\w+ )?(piece|author)\b"),
)


def name_document(text: str) -> str | None:
    """The id of the source document that a line names."""
    lowered = text.casefold()
    return next((source for source, pattern in _NAMES if re.search(pattern, lowered)), None)


def put_document_first(bank: Bank, text: str, found: list[Hit]) -> list[Hit]:
    """The hits with those that rest on the named document first, where one of them is near enough to answer."""
    document = name_document(text)
    own = [hit for hit in found if document and _rests_on(bank, hit, document)]
    if not own or own[0].similarity < SURE_PASSAGE:
        return found
    return [*own, *(hit for hit in found if hit not in own)]


def _rests_on(bank: Bank, hit: Hit, document: str) -> bool:
    if hit.kind == "passage":
        return any(cite.source == document for cite in bank.passage[hit.ref].cites)
    return hit.kind in {"cell", "row"} and bank.table[hit.ref.split("/")[0]].source == document
