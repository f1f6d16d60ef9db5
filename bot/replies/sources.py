"""Replies about sources: those of the last answer, and one document with all that rests on it."""

from collections.abc import Sequence

from bot.records.answers import Answer, Citation, Section
from bot.records.bank import Bank
from bot.records.sources import Reading, Source, SourceKind
from bot.replies.crediting import find_credited
from bot.replies.draft import cite_document, write_text
from bot.replies.wording import NOTHING_MORE, RECALLED, REPORTED, join_words, say_date, say_reading

_LISTED = 10


def compose_sources(bank: Bank, query: str, last: Answer, number: int | None, *, asked: bool = True) -> Answer:
    """The documents behind the last answer, the one with the number asked for, or those that hold what the line points
    at, with what they say; `asked` is whether the line wants sources in so many words."""
    credited = find_credited(bank, query, last.citations) if number is None else []
    chosen = [citation for citation, _note in credited]
    chosen = chosen or [citation for citation in last.citations if number in {None, citation.n}] or list(last.citations)
    told = [f"{name_document(bank, citation)}: {note.text} [{citation.n}]" for citation, note in credited]
    documents = join_words([f"{name_document(bank, citation)} [{citation.n}]" for citation in chosen])
    reserve = "" if asked or credited else f"{NOTHING_MORE}. "
    headline = f"{reserve}{'The last answer rests on' if len(chosen) > 1 or reserve else 'That rests on'} {documents}."
    sections = tuple(Section(label="", text=text) for text in told or [headline])
    return last.model_copy(
        update={
            "query": query,
            "kind": "answer",
            "headline": sections[0].text,
            "text": write_text(sections),
            "sections": sections,
            "points": (),
            "concession": None,
            "spectrum": (),
            "citations": tuple(chosen),
            "disputes": (),
            "confidence": 1.0,
        }
    )


def name_document(bank: Bank, citation: Citation) -> str:
    """'"Title" (its publisher, June 2026)', without a publisher that the title names or nobody knows."""
    source = bank.source[citation.source]
    is_told = source.publisher in source.title or source.publisher.startswith("not known")
    known = ([] if is_told else [source.publisher]) + ([say_date(citation.as_of)] if citation.as_of else [])
    return f'"{source.title}"' + (f" ({', '.join(known)})" if known else "")


def write_sources(citations: list[Citation] | tuple[Citation, ...]) -> str:
    """One line a citation: number, title, place, date, address, and how it was read where that is not as usual."""
    return "\n".join(write_citation(citation) for citation in citations)


def write_citation(citation: Citation) -> str:
    """'[1] Title, place (June 2026) https://...'"""
    place = f", {citation.locator}" if citation.locator else ""
    said = say_date(citation.as_of) if citation.as_of else ""
    date = f" ({said})" if said and said not in f"{citation.title}{place}" else ""
    address = f" {citation.url}" if citation.url else ""
    reading = say_reading(citation)
    read = f" [{reading}]" if reading else ""
    return f"[{citation.n}] {citation.title}{place}{date}{address}{read}"


def list_statements_of(bank: Bank, source_id: str) -> list[str]:
    """Everything that the bank says on the authority of one source: notes, table cells, model and licence facts."""
    source = bank.source[source_id]
    lines = [note.text for note in source.notes]
    for model in bank.models_citing.get(source_id, ()):
        for name, component in model.components.items():
            if any(cite.source == source_id for cite in component.cites):
                lines.append(f"{model.name}, {name.replace('_', ' ')}: {component.value}. {component.note}")
        for score in model.benchmarks:
            if any(cite.source == source_id for cite in score.cites):
                lines.append(f"{model.name}, {score.name}: {score.score:g} ({score.setting})")
    lines += [
        f"{table.title}, {row.key}, {column.title.rstrip('?')}: {row.cells[column.id].value}"
        for table in bank.tables
        if table.source == source_id
        for row in table.rows
        for column in table.columns
    ]
    for license_record in bank.licenses:
        if any(cite.source == source_id for cite in license_record.cites):
            lines.append(f"{license_record.name}: {license_record.terms}")
        lines += [
            f"{license_record.name}: {clause.text}"
            for clause in license_record.clauses.values()
            if any(cite.source == source_id for cite in clause.cites)
        ]
    return lines


def compose_source_list(bank: Bank, query: str, source_ids: Sequence[str]) -> Answer:
    """Documents by whose id one of them can be asked for, the newest first."""
    found = sorted((bank.source[source] for source in source_ids), key=lambda source: source.date or "", reverse=True)
    citations = tuple(
        Citation(n=n, source=one.id, title=one.title, url=one.url, as_of=one.date, recalled=one.basis == "recall")
        for n, one in enumerate(found[:_LISTED], 1)
    )
    more = f" The newest {_LISTED}:" if len(found) > _LISTED else ""
    headline = f"{len(found)} sources fit; name one by its id.{more}"
    lines = [f"- {cite.source}: {cite.title} [{cite.n}]" for cite in citations]
    sections = (Section(label="", text=headline), Section(label="", text="\n".join(lines)))
    return Answer(
        query=query,
        kind="table",
        headline=headline,
        text=write_text(sections),
        citations=citations,
        confidence=1.0,
        sections=sections,
    )


KIND_WORDS: dict[SourceKind, str] = {
    "maker": "the maker's own words",
    "paper": "a paper or study",
    "law": "a law or a government's own words",
    "index": "an index or statistics",
    "press": "press",
    "other": "neither a maker's, a government's, a study, an index nor press",
}
"""Whose word a document is, in words."""
_READINGS: dict[Reading, str] = {
    "page": "read as a page",
    "mirror": "read in a copy",
    "report": REPORTED,
    "recall": RECALLED,
}


def _say_reading(source: Source) -> str:
    """'read in a copy, last on 28 November 2026'; the day only where it was written down."""
    last = f", last on {say_date(source.checked)}" if source.checked else ""
    return _READINGS[source.basis] + last


def compose_source(bank: Bank, source_id: str) -> Answer:
    """One document: whose word it is, where and when it stands, how it was read, and what rests on it."""
    source = bank.source[source_id]
    dated = f", {say_date(source.date)}" if source.date else ""
    headline = f"{source.title}, {source.publisher}{dated} ({_say_reading(source)})."
    sections = [Section(label="", text=headline), Section(label="Kind", text=KIND_WORDS[source.kind])]
    if source.url:
        sections.append(Section(label="Address", text=source.url))
    lines = list_statements_of(bank, source_id)
    sections.append(Section(label="What rests on it", text="\n".join(f"- {line}" for line in lines)))
    citation = cite_document(source, 1)
    return Answer(
        query=source_id,
        kind="answer",
        headline=headline,
        text=write_text(sections),
        citations=(citation,),
        confidence=1.0,
        sections=tuple(sections),
    )
