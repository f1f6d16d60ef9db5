"""Replies from one document: what it says, in the words of the note taken when it was read."""

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Cite
from bot.records.sources import Note, Source
from bot.replies.draft import Draft, cite_document
from bot.replies.sources import name_document


def compose_note(bank: Bank, query: str, source: Source, note: Note, confidence: float) -> Answer:
    """The document by its name, and what it says."""
    draft = Draft(bank, query)
    headline = f"{name_document(bank, cite_document(source, 1))}: {note.text}"
    draft.add_section("", draft.mark(headline, [Cite(source=source.id)], note.as_of))
    return draft.close("answer", headline, confidence)
