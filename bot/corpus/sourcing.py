"""What may be cited: documents at their own addresses, and at least one with a name to lose under each pillar."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.corpus.citing import list_facts
from bot.corpus.faults import Fault
from bot.errors import KnowledgeError
from bot.records.bank import Bank

REPOSTS_FILE = "reposts.txt"
_PILLARS = ("headline", "fact", "reasons.")
_REMEDY = "give the document's own address, and write the copy's under `found_at`"


def load_reposts(folder: Path) -> frozenset[str]:
    """Return the hosts (`example.org`) and folders of hosts (`example.org/copies`) that hold copies of others'
    documents, none where the file is absent. Raises KnowledgeError where it cannot be read."""
    file = folder / REPOSTS_FILE
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError((f"{REPOSTS_FILE}: cannot be read: restore it",)) from error
    places = (line.partition("#")[0].strip().lower() for line in lines)
    return frozenset(place for place in places if place)


def find_repost(url: str, reposts: frozenset[str]) -> str | None:
    """Return the listed place that an address lies under, subdomains included, or None."""
    parts = urlsplit(url.lower())
    names = (parts.hostname or "").split(".")
    hosts = [".".join(names[start:]) for start in range(len(names) - 1)]
    folder = parts.path.strip("/").partition("/")[0]
    return next((place for host in hosts for place in (host, f"{host}/{folder}") if place in reposts), None)


def check_addresses(bank: Bank, reposts: frozenset[str]) -> Iterator[Fault]:
    """Proxies, mirrors, previews and reposts are no addresses of documents: they die first and lead readers astray.

    Nor do two records share an address, since a reply would number one document twice. A document whose own address
    nobody knows cannot be looked up, so that it is of kind `other`.
    """
    owners: dict[str, str] = {}
    for source in bank.sources:
        problem = _judge_address(source.url, reposts) if source.url else None
        other = owners.setdefault(source.url.rstrip("/").lower(), source.id) if source.url else source.id
        if other != source.id:
            problem = f"is the address of {other} too: keep one record, with the notes of both"
        if problem:
            yield Fault(file="sources", key=f"{source.id}.url", problem=problem)
        if source.url is None and source.reputable:
            problem = "has no address, so that nobody can look: give one, or write `kind: other`"
            yield Fault(file="sources", key=f"{source.id}.kind", problem=problem)


def _judge_address(url: str, reposts: frozenset[str]) -> str | None:
    place = find_repost(url, reposts)
    if place:
        return f"{place} holds copies: {_REMEDY}"
    if _is_short_link(url):
        return f"an address by number ({url}) leads where its host likes: {_REMEDY}"
    return None


def _is_short_link(url: str) -> bool:
    """WordPress gives every post a second address, `?p=4287`."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and parts.query.startswith("p=")


def check_footing(bank: Bank) -> Iterable[Fault]:
    """A card's headline, its core fact and each reason rest on at least one source that is neither of kind `other`
    nor known by report alone."""
    for fact in list_facts(bank):
        if fact.in_list or not fact.place.startswith(_PILLARS):
            continue
        cited = [bank.source[cite.source] for cite in fact.cites if cite.source in bank.source]
        if cited and not any(source.reputable for source in cited):
            names = ", ".join(dict.fromkeys(source.id for source in cited))
            problem = (
                f"rests on weak sources alone ({names}): cite a maker, paper, law, index or newspaper that was read"
            )
            yield Fault(file=fact.file, key=f"{fact.key}.cites", problem=problem)


def check_notes(bank: Bank) -> Iterator[Fault]:
    """A note is about its own document: no two documents say the same in the same words."""
    owners: dict[str, str] = {}
    for source in bank.sources:
        for number, note in enumerate(source.notes):
            other = owners.setdefault(note.text, source.id)
            if other != source.id:
                problem = f"is the note of {other} word for word: say what this document itself says"
                yield Fault(file="sources", key=f"{source.id}.notes.{number}", problem=problem)
