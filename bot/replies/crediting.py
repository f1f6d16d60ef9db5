"""Whose word a part of the last answer is: of its documents those whose notes hold what a line points at."""

from collections.abc import Sequence

from bot.records.answers import Citation
from bot.records.bank import Bank
from bot.records.base import read_numbers
from bot.records.sources import Note, Source
from bot.retrieval.lexical import split_words

_WORDS_SHARED = 3
"""Words that a line must have in common with a note for it to be what the line points at."""


def find_credited(bank: Bank, line: str, citations: Sequence[Citation]) -> list[tuple[Citation, Note]]:
    """The documents with the note of each that a line points at by a figure, else by its words; none where it points at
    nothing or at all of them."""
    documents = [(citation, bank.source[citation.source]) for citation in citations]
    numbers = read_numbers(line)
    found = [
        (citation, note)
        for citation, source in documents
        for note in source.notes
        if numbers and numbers <= read_numbers(note.text)
    ] or _find_by_words(line, documents)
    first: dict[int, tuple[Citation, Note]] = {}
    for citation, note in found:
        first.setdefault(citation.n, (citation, note))
    return list(first.values())


def _find_by_words(line: str, documents: Sequence[tuple[Citation, Source]]) -> list[tuple[Citation, Note]]:
    """The one document with a note that shares more words with a line than those of any other."""
    said = set(split_words(line))
    shared = [
        (len(said & set(split_words(note.text))), citation, note)
        for citation, source in documents
        for note in source.notes
    ]
    best = max((count for count, _citation, _note in shared), default=0)
    nearest = [(citation, note) for count, citation, note in shared if count == best]
    is_one = len({citation.n for citation, _note in nearest}) == 1
    return nearest[:1] if best >= _WORDS_SHARED and is_one else []
