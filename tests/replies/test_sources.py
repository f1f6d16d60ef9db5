"""How a document was read is told wherever it is cited: in a copy, by report alone, or from memory."""

import pytest

from bot.chat.render import render_sources
from bot.records.answers import Answer, Citation
from bot.records.bank import Bank
from bot.records.base import read_numbers
from bot.records.language import ClaimReading
from bot.records.sources import Reading, Source
from bot.replies.claims import compose_claim
from bot.replies.draft import cite_document
from bot.replies.sources import compose_source, compose_sources, write_citation

_ADDRESS = "https://example.com/page"
_MARKS: list[tuple[Reading, str]] = [
    ("page", ""),
    ("mirror", ""),
    ("report", "known by report alone"),
    ("recall", "recalled, not re-read"),
]


def _write_source(basis: Reading, checked: str | None = None) -> Source:
    return Source(
        id="page", title="A page", publisher="A lab", kind="maker", url=_ADDRESS, basis=basis, checked=checked
    )


@pytest.mark.parametrize(("basis", "mark"), _MARKS)
def test_a_citation_says_how_its_document_is_known(basis: Reading, mark: str) -> None:
    citation = cite_document(_write_source(basis), 1)
    assert write_citation(citation) == f"[1] A page {_ADDRESS}" + (f" [{mark}]" if mark else "")
    assert (render_sources([citation])[0].description or "").endswith(f"({_ADDRESS})" + (f" ({mark})" if mark else ""))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (_write_source("page"), "A page, A lab (read as a page)."),
        (_write_source("mirror"), "A page, A lab (read in a copy)."),
        (_write_source("mirror", "2026-11-28"), "A page, A lab (read in a copy, last on 28 November 2026)."),
        (_write_source("recall"), "A page, A lab (recalled, not re-read)."),
    ],
)
def test_a_document_tells_whose_word_it_is_and_when_somebody_looked(bank: Bank, source: Source, said: str) -> None:
    answer = compose_source(bank.model_copy(update={"sources": (source,), "source": {source.id: source}}), source.id)
    assert answer.headline == said
    assert "the maker's own words" in answer.text


def test_no_reply_leads_to_the_place_of_a_copy(bank: Bank) -> None:
    """The address that a reply gives is the document's own; where its record was made from is for editors alone."""
    copied = next(source for source in bank.sources if source.found_at and source.url)
    answer = compose_source(bank, copied.id)
    assert copied.url is not None
    assert copied.url in answer.text
    assert str(copied.found_at) not in answer.text


def test_an_answer_stored_before_reports_were_told_is_read() -> None:
    assert not Citation.model_validate({"n": 1, "source": "page", "title": "A page"}).reported


def _after_claim(bank: Bank) -> Answer:
    said = ClaimReading(claim="llama-is-open-source", stance="denies")
    return compose_claim(bank, "x", said, (), 0.9, "standard")


def test_whoever_asks_for_the_sources_is_told_who_wrote_them(bank: Bank) -> None:
    answer = compose_sources(bank, "sources?", _after_claim(bank), None)
    assert answer.citations == _after_claim(bank).citations
    for citation in answer.citations:
        assert f"[{citation.n}]" in answer.text
        assert citation.title in answer.text
        assert citation.url is None or citation.url not in answer.text


def test_whoever_points_at_a_figure_gets_the_document_that_holds_it(bank: Bank) -> None:
    last = _after_claim(bank)
    for citation in last.citations:
        for note in bank.source[citation.source].notes:
            for figure in read_numbers(note.text):
                answer = compose_sources(bank, f"{figure}? who counted that", last, None)
                held = {one.source for one in answer.citations}
                assert citation.source in held
                assert all(figure in _read_notes(bank, source) for source in held)


def test_a_source_is_given_by_its_number(bank: Bank) -> None:
    assert [one.n for one in compose_sources(bank, "what is [2]", _after_claim(bank), 2).citations] == [2]


def _read_notes(bank: Bank, source: str) -> frozenset[str]:
    return read_numbers(" ".join(note.text for note in bank.source[source].notes))


def test_a_date_that_the_title_tells_is_not_told_twice() -> None:
    told = write_citation(Citation(n=1, source="page", title="A page (19 May 2022)", as_of="2022-05-19"))
    assert told == "[1] A page (19 May 2022)"
