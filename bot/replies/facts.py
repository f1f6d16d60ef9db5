"""Replies from passages, definitions, licences and sources: what a document says, and what a check found."""

import re
from collections.abc import Mapping

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.passages import Passage
from bot.replies.draft import Draft
from bot.replies.wording import (
    APPROVAL_WORDS,
    AS_TOLD,
    NEAREST,
    RECALLED,
    first_sentence,
    first_words,
    split_sentences,
)
from bot.retrieval.lexical import split_words

_VERDICT = re.compile(r"^(?:Yes|No)[,:] ")

_STATUS_WORDS = {
    "came-true": "came true",
    "partly": "came true in part",
    "not-yet": "has not come true so far",
    "false": "turned out false",
}


def compose_passages(
    bank: Bank, query: str, passage_ids: tuple[str, ...], confidence: float, *, restated: bool = False
) -> Answer:
    """Answer a question of fact from passages, best first. Each says by itself what it is about. `restated` is for an
    unsure reading: a yes or a no in front answers the passage's own question, which may not be the one that was
    asked."""
    draft = Draft(bank, query)
    passages = [bank.passage[passage_id] for passage_id in passage_ids]
    told = [_drop_verdict(passage.text) if restated else passage.text for passage in passages]
    for passage, text in zip(passages, told, strict=True):
        _add_passage(draft, passage, text)
    return draft.close("answer", first_sentence(told[0]), confidence)


def compose_nearest(bank: Bank, query: str, passage_id: str, confidence: float) -> Answer:
    """The first words of the passage nearest to what a line goes on to, which may not be known."""
    passage = bank.passage[passage_id]
    draft = Draft(bank, query)
    told = first_words(_drop_verdict(passage.text))
    draft.add_section(NEAREST, draft.mark(told, passage.cites, passage.as_of))
    return draft.close("abstain", told, confidence, suggestions=(passage.title,))


def compose_sentence(
    bank: Bank, query: str, passage_id: str, weights: Mapping[str, float], confidence: float
) -> Answer | None:
    """Of a passage that was told the sentence that has most of a line's words, by their weight; None where no sentence
    has any."""
    passage = bank.passage[passage_id]
    sentences = split_sentences(f"{passage.text} {passage.note or ''}".strip())
    shared = [sum(weights[word] for word in weights.keys() & set(split_words(one))) for one in sentences]
    if not any(shared):
        return None
    told = _drop_verdict(sentences[shared.index(max(shared))])
    draft = Draft(bank, query)
    draft.add_section("", f"{AS_TOLD}{draft.add_point(told, passage.cites, passage.as_of)}")
    return draft.close("answer", told, confidence)


def say_outcome(bank: Bank, query: str, passage_id: str, confidence: float) -> Answer | None:
    """What became of a forecast, None where the passage is none."""
    passage = bank.passage[passage_id]
    if passage.status is None:
        return None
    draft = Draft(bank, query)
    headline = f"That forecast {_STATUS_WORDS[passage.status]}."
    draft.add_section("", draft.add_point(headline, passage.cites, passage.as_of))
    draft.add_section("", draft.add_point(passage.text, passage.cites, passage.as_of))
    return draft.close("answer", headline, confidence)


def _drop_verdict(text: str) -> str:
    told = _VERDICT.sub("", text)
    return f"{told[:1].upper()}{told[1:]}"


def _add_passage(draft: Draft, passage: Passage, text: str) -> None:
    draft.add_section("", draft.add_point(text, passage.cites, passage.as_of))
    if passage.status:
        draft.add_section("Status", f"this forecast {_STATUS_WORDS[passage.status]}.")
    if passage.note:
        draft.add_section("Note", draft.mark(passage.note, passage.cites, passage.as_of))
    if passage.corrects:
        draft.add_dispute(passage.text)
    if passage.contested:
        text = draft.mark(passage.contested, passage.cites, passage.as_of)
        draft.add_section("Doubts", text)
        draft.add_dispute(text)


def compose_definition(bank: Bank, query: str, definition_id: str, confidence: float) -> Answer:
    """What a term means, and who disputes it."""
    record = bank.definition[definition_id]
    draft = Draft(bank, query)
    line = draft.add_point(record.text, record.cites, record.as_of)
    draft.add_section(_capitalise(record.term), line)
    if record.note:
        draft.add_section("Note", draft.mark(record.note, record.cites, record.as_of))
    if record.contested:
        text = draft.mark(record.contested, record.cites, record.as_of)
        draft.add_section("Who disagrees", text)
        draft.add_dispute(text)
    return draft.close("definition", first_sentence(record.text), confidence)


def compose_terms(bank: Bank, query: str, definitions: tuple[str, ...], licenses: tuple[str, ...]) -> Answer:
    """Several terms and licences of one text, a line each."""
    draft = Draft(bank, query)
    for definition_id in definitions:
        record = bank.definition[definition_id]
        draft.add_section(_capitalise(record.term), draft.add_point(record.text, record.cites, record.as_of))
    for license_id in licenses:
        terms = bank.license[license_id]
        draft.add_section(terms.name, draft.add_point(terms.terms, terms.cites, terms.as_of))
    told = [bank.definition[definition_id].text for definition_id in definitions]
    told += [bank.license[license_id].terms for license_id in licenses]
    return draft.close("definition", " ".join(first_sentence(text) for text in told), 1.0)


def compose_license(bank: Bank, query: str, license_id: str, confidence: float) -> Answer:
    """What a licence allows and restricts, and which models carry it."""
    record = bank.license[license_id]
    draft = Draft(bank, query)
    headline = f"{record.name}: {APPROVAL_WORDS[record.osi_approved]}."
    draft.add_section("", draft.mark(headline, record.cites, record.as_of))
    draft.add_section("Terms", draft.add_point(record.terms, record.cites, record.as_of))
    draft.add_section("Restricts", ", ".join(record.restrictions) or "nothing on record")
    carriers = [model for model in bank.models if model.license.id == record.id]
    draft.add_section("Models under it", ", ".join(model.name for model in carriers[:12]))
    if record.basis == "recall":
        draft.add_section("Note", f"These terms are {RECALLED}.")
    return draft.close("answer", headline, confidence, models=tuple(model.id for model in carriers[:12]))


def _capitalise(term: str) -> str:
    return term[:1].upper() + term[1:]
