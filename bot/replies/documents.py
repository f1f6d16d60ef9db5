"""Passages of the source document that a line asks about, before those of others."""

from bot.records.bank import Bank
from bot.records.entries import Hit
from bot.replies.relevance import SURE_PASSAGE
from bot.understanding.documents import name_document


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
