"""A reply in the making: it numbers citations as sentences are put down and closes into an Answer."""

import re
from collections.abc import Iterable
from typing import Any

from bot.records.answers import Answer, AnswerKind, Citation, Point, Section, SpectrumRow
from bot.records.bank import Bank
from bot.records.base import Cite, Statement
from bot.records.sources import Source
from bot.replies.wording import say_date

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Draft:
    """Collects sections, points, disputes and citations in the order they are said."""

    def __init__(self, bank: Bank, query: str, first_number: int = 1) -> None:
        self._bank = bank
        self._query = query
        self._first_number = first_number
        self._citations: dict[tuple[str, str | None], Citation] = {}
        self._sections: list[Section] = []
        self._points: list[Point] = []
        self._disputes: list[str] = []
        self._spectrum: tuple[SpectrumRow, ...] = ()

    def cite(self, cites: Iterable[Cite], as_of: str | None = None) -> tuple[int, ...]:
        """Return the numbers of these citations, new ones numbered on; a document and place count once."""
        numbers = []
        for cite in cites:
            key = (cite.source, cite.locator)
            if key not in self._citations:
                self._citations[key] = self._new_citation(cite, as_of)
            numbers.append(self._citations[key].n)
        return tuple(dict.fromkeys(numbers))

    def mark(self, text: str, cites: Iterable[Cite], as_of: str | None = None) -> str:
        """The text with its citation numbers behind it."""
        return text + _write_marks(self.cite(cites, as_of))

    def mark_dated(self, text: str, cites: Iterable[Cite], as_of: str) -> str:
        """The text with its citation numbers and its date behind it."""
        return f"{self.mark(text, cites, as_of)}{write_date(text, as_of)}"

    def quote(self, statement: Statement) -> str:
        """A statement with its citation numbers behind it."""
        return self.mark(statement.text, statement.cites, statement.as_of)

    def add_section(self, label: str, text: str) -> None:
        """Put down one block; an empty one is left out."""
        if text:
            self._sections.append(Section(label=label, text=text))

    def add_point(self, text: str, cites: Iterable[Cite], as_of: str) -> str:
        """Put down one reason and return its line: marked, and dated unless the text names the year itself."""
        numbers = self.cite(cites, as_of)
        self._points.append(Point(text=text, citations=numbers))
        return f"{text}{_write_marks(numbers)}{write_date(text, as_of)}"

    def add_dispute(self, text: str) -> None:
        """Note where sources disagree or a figure is doubted, once."""
        if text not in self._disputes:
            self._disputes.append(text)

    def show_spectrum(self, rows: tuple[SpectrumRow, ...]) -> None:
        self._spectrum = rows

    def close(self, kind: AnswerKind, headline: str, confidence: float, **fields: Any) -> Answer:
        """Return the finished answer; `fields` are those of the record that the draft does not keep."""
        return Answer(
            query=self._query,
            kind=kind,
            headline=headline,
            text=write_text(self._sections),
            points=tuple(self._points),
            spectrum=self._spectrum,
            citations=tuple(self._citations.values()),
            disputes=tuple(self._disputes),
            sections=tuple(self._sections),
            confidence=round(min(max(confidence, 0.0), 1.0), 3),
            **fields,
        )

    def _new_citation(self, cite: Cite, as_of: str | None) -> Citation:
        number = len(self._citations) + self._first_number
        return cite_document(self._bank.source[cite.source], number, cite.locator, as_of)


def cite_document(source: Source, number: int, locator: str | None = None, as_of: str | None = None) -> Citation:
    """What a number points at: the document, dated by itself or else as its fact is, and how it was read."""
    return Citation(
        n=number,
        source=source.id,
        title=source.title,
        locator=locator,
        url=source.url,
        as_of=source.date or as_of,
        recalled=source.basis == "recall",
        reported=source.basis == "report",
    )


def write_date(text: str, as_of: str) -> str:
    """The date of a fact, to stand behind its text: none where the text names that year itself, and said to be that of
    the fact where the text names another."""
    if as_of[:4] in text:
        return ""
    return f" (as of {say_date(as_of)})" if _YEAR.search(text) else f" ({say_date(as_of)})"


def write_text(sections: Iterable[Section]) -> str:
    """The reply as plain text: one block a section, its label in front."""
    return "\n".join(_write_section(section) for section in sections)


def _write_section(section: Section) -> str:
    if not section.label:
        return section.text
    if "\n" in section.text:
        return f"{section.label}:\n{section.text}"
    return f"{section.label}: {section.text.removeprefix('- ')}"


def _write_marks(numbers: tuple[int, ...]) -> str:
    return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""
