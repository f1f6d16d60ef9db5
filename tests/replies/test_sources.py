"""How a document was read is told wherever it is cited: at its own address, through a copy, or from memory."""

import pytest

from bot.chat.render import render_answer, render_sources
from bot.records.answers import Answer, Citation, Section
from bot.records.bank import Bank
from bot.records.sources import Source
from bot.replies.draft import cite_document
from bot.replies.sources import compose_source, write_citation

_ADDRESS = "https://example.com/page"


def _write_source(read: str) -> Source:
    on = None if read == "recalled" else "2026-11-28"
    return Source(id="page", title="A page", publisher="A lab", kind="maker", url=_ADDRESS, read=read, read_on=on)


_READINGS = [
    ("original", ""),
    ("a copy at https://vuink.com/post/page", "read in a copy"),
    ("recalled", "recalled, not re-read"),
]


@pytest.mark.parametrize(("read", "word"), _READINGS)
def test_a_citation_says_how_its_document_was_read(read: str, word: str) -> None:
    citation = cite_document(_write_source(read), 1)
    mark = f" [{word}]" if word else ""
    assert write_citation(citation) == f"[1] A page {_ADDRESS}{mark}"


@pytest.mark.parametrize(("read", "word"), _READINGS)
def test_discord_says_it_too_in_the_small_print_and_on_the_page_of_sources(read: str, word: str) -> None:
    citation = cite_document(_write_source(read), 1)
    mark = f" ({word})" if word else ""
    assert (render_sources([citation])[0].description or "").endswith(f"({_ADDRESS}){mark}")
    section = Section(label="", text="It is so [1].")
    answer = Answer(
        query="is it",
        kind="answer",
        headline="It is so.",
        text=section.text,
        sections=(section,),
        citations=(citation,),
        confidence=1.0,
    )
    (embed,) = render_answer(answer, "en-GB")
    assert f"[1] [A page]({_ADDRESS}){mark}" in f"{embed.description}{[field.value for field in embed.fields]}"


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("original", "A page, A lab (read on 28 November 2026)."),
        ("a copy at https://vuink.com/post/page", "A page, A lab (read in a copy on 28 November 2026)."),
        ("recalled", "A page, A lab (recalled, not re-read)."),
    ],
)
def test_a_document_tells_whose_word_it_is_and_when_it_was_read(bank: Bank, read: str, said: str) -> None:
    source = _write_source(read)
    answer = compose_source(bank.model_copy(update={"sources": (source,), "source": {source.id: source}}), source.id)
    assert answer.headline == said
    assert "the maker's own words" in answer.text


def test_no_reply_leads_to_the_place_of_a_copy(bank: Bank) -> None:
    """The address that a reply gives is the document's own; where its copy stands is for editors alone."""
    copied = next(source for source in bank.sources if source.copied and source.url)
    answer = compose_source(bank, copied.id)
    place = copied.read.removeprefix("a copy at ")
    assert copied.url is not None
    assert copied.url in answer.text
    assert place not in answer.text
    assert [citation.copied for citation in answer.citations] == [True]


def test_an_answer_stored_before_copies_were_told_is_read() -> None:
    assert not Citation.model_validate({"n": 1, "source": "page", "title": "A page"}).copied
