"""Replies to whoever doubts what the last answer rests on: that it is old, that it is the word of a party."""

from bot.records.answers import Answer, Citation
from bot.records.bank import Bank
from bot.records.base import Cite, Slug, read_numbers
from bot.records.focus import Focus
from bot.records.sources import Source
from bot.replies.draft import Draft
from bot.replies.sources import KIND_WORDS, name_document
from bot.replies.standing import name_subject
from bot.replies.wording import first_sentence, join_words

_PARTIES = frozenset({"maker", "law"})
"""Kinds of sources that speak of what they made or do themselves."""

_SHOWN = 3


def compose_newer(bank: Bank, query: str, focus: Focus, near: list[Slug], confidence: float) -> Answer:
    """When the document that a line calls old is from, and the first of some passages that is newer."""
    doubted = _find_doubted(query, focus.answer.citations)
    newer = next((bank.passage[ref] for ref in near if bank.passage[ref].as_of > (doubted.as_of or "")), None)
    draft = Draft(bank, query)
    headline = first_sentence(newer.text) if newer else "I hold nothing newer on that."
    if newer:
        draft.add_section("Newer on record", draft.add_point(newer.text, newer.cites, newer.as_of))
    else:
        draft.add_section("", headline)
    draft.add_section(
        "", draft.mark(f"The older one: {name_document(bank, doubted)}", [_point_at(doubted)], doubted.as_of)
    )
    return draft.close("answer", headline, confidence, **name_subject(focus))


def _find_doubted(line: str, citations: tuple[Citation, ...]) -> Citation:
    """The oldest document, of those of the year that a line names where there is one."""
    years = {number for number in read_numbers(line) if len(number) == len("2024")}
    named = [one for one in citations if one.as_of and one.as_of[:4] in years]
    return min(named or citations, key=lambda one: one.as_of or "9")


def say_stakes(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """Whose word each document of the last answer is, and which of them are by nobody who is a party to it."""
    shown = focus.answer.citations[:_SHOWN]
    if not shown:
        return None
    draft = Draft(bank, query)
    told = [
        draft.mark(
            f"- {name_document(bank, one)}: {KIND_WORDS[bank.source[one.source].kind]}", [_point_at(one)], one.as_of
        )
        for one in shown
    ]
    makers = _list_makers(bank, focus)
    outside = [f"[{place}]" for place, one in enumerate(shown, 1) if not _is_party(bank.source[one.source], makers)]
    headline = f"Not a party's own word: {join_words(outside)}." if outside else "All of that is a party's own word."
    draft.add_section("", headline)
    draft.add_section("", "\n".join(told))
    return draft.close("answer", headline, confidence, **name_subject(focus))


def _list_makers(bank: Bank, focus: Focus) -> set[str]:
    """The makers of the models that the last answer is about, whoever took part among them."""
    developers = (bank.model[model].developer.casefold() for model in (*focus.answer.models, *focus.subject.models))
    return {part for developer in developers for part in (developer, *developer.split(" / "))}


def _is_party(source: Source, makers: set[str]) -> bool:
    """Whether a document is a maker's own word, a paper on its own model included."""
    return source.kind in _PARTIES or source.publisher.casefold() in makers


def _point_at(citation: Citation) -> Cite:
    return Cite(source=citation.source, locator=citation.locator)
