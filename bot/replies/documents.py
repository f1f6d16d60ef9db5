"""Replies from one document: what it says, in the words of the note taken when it was read."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Cite
from bot.records.sources import Note, Source
from bot.replies.draft import Draft, cite_document
from bot.replies.sources import name_document
from bot.replies.wording import CLOSEST


def compose_note(
    bank: Bank, query: str, source: Source, note: Note, confidence: float, *, restated: bool = False
) -> Answer:
    """The document by its name, and what it says; `restated` is for an unsure reading: it is the closest of all."""
    draft = Draft(bank, query)
    headline = f"{name_document(bank, cite_document(source, 1))}: {note.text}"
    opening = CLOSEST if restated else ""
    draft.add_section("", f"{opening}{draft.mark(headline, [Cite(source=source.id)], note.as_of)}")
    return draft.close("answer", headline, confidence)
