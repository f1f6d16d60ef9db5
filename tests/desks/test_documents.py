"""The desk of documents: what the sources say, those just cited before all others."""

import pytest

from bot.catalogue import Catalogue
from bot.desks.documents import DocumentsDesk
from bot.records.bank import Bank
from tests.desks.proposing import after_claim, list_keys, propose
from tests.fakes import FakeMind

_JAILBREAK = "qi-et-al.-fine-tuning-aligned-lms-compromises-safety"


@pytest.fixture(scope="module")
def desk(bank: Bank) -> DocumentsDesk:
    return DocumentsDesk(bank, Catalogue(bank).names)


def test_the_note_that_a_line_asks_for_comes_first(mind: FakeMind, desk: DocumentsDesk, bank: Bank) -> None:
    note = bank.source[_JAILBREAK].notes[0]
    first, *_others = propose(mind, desk, note.text)
    assert first.key == f"{_JAILBREAK}#0"
    answer = first.compose(0.9, "short")
    assert note.text in answer.text
    assert bank.source[_JAILBREAK].title in answer.headline
    assert [citation.source for citation in answer.citations] == [_JAILBREAK]


def test_after_an_answer_the_documents_that_it_cites_are_proposed(
    mind: FakeMind, desk: DocumentsDesk, bank: Bank
) -> None:
    focus = after_claim(bank)
    cited = {citation.source for citation in focus.answer.citations}
    found = propose(mind, desk, "who found that, and on which model?", focus)
    filled = [one for one in found if one.clues.filled]
    assert filled
    assert {one.key.partition("#")[0] for one in filled} <= cited
    assert all(one.clues.context > 0 for one in filled)
    assert {one.subject for one in filled} == {focus.subject}


def test_a_document_cited_for_a_claim_is_told_as_about_that_claim(
    mind: FakeMind, desk: DocumentsDesk, bank: Bank
) -> None:
    focus = after_claim(bank, stance="denies")
    told = next(one for one in propose(mind, desk, "which paper?", focus) if one.clues.filled)
    answer = told.compose(0.9, "short")
    assert (answer.claim, answer.stance) == ("cant-see-inside", "denies")


def test_a_source_is_pointed_at_by_its_number(mind: FakeMind, desk: DocumentsDesk, bank: Bank) -> None:
    focus = after_claim(bank)
    second = next(citation.source for citation in focus.answer.citations if citation.n == 2)
    found = [one for one in propose(mind, desk, "what does source 2 say?", focus) if one.clues.filled]
    assert {one.key.partition("#")[0] for one in found if one.clues.fit} == {second}


def test_a_note_that_holds_all_figures_of_a_line_fits(mind: FakeMind, desk: DocumentsDesk) -> None:
    found = propose(mind, desk, "ten adversarial examples for 0.20 dollars undid the safety training of GPT-3.5 Turbo")
    assert {one.key: one.clues.fit for one in found}[f"{_JAILBREAK}#0"] == 1


def test_at_the_beginning_no_document_was_cited(mind: FakeMind, desk: DocumentsDesk) -> None:
    found = propose(mind, desk, "who found that?")
    assert {one.clues.filled for one in found} == {0}
    assert len(list_keys(found)) == len(found)
