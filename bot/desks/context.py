"""How near records lie to a line that is said after something: what was spoken of fills what the line leaves open."""

from bot.records.bank import Bank
from bot.records.entries import EntryKind, Hit
from bot.records.focus import Focus
from bot.understanding.nearby import Found
from bot.understanding.reading import Reading

_NOTHING = Found([], {})


def find_after(bank: Bank, reading: Reading, focus: Focus | None) -> Found:
    """What lies near a line after what was spoken of, without what was told; nothing at the beginning."""
    if focus is None:
        return _NOTHING
    return leave_out_told(reading.find_after(name_matter_before(bank, focus)), focus)


def leave_out_told(found: Found, focus: Focus) -> Found:
    """What was found, without what the last answer told."""
    told = {*focus.subject.passages, *([focus.subject.claim.claim] if focus.subject.claim else [])}
    chances = {ref: chance for ref, chance in found.chances.items() if ref not in told}
    return Found([hit for hit in found.hits if hit.ref not in told], chances)


def measure_after(bank: Bank, reading: Reading, focus: Focus | None, kind: EntryKind) -> dict[str, float]:
    """The records of a kind by id with their cosines, nearest first; none at the beginning of a conversation."""
    return {hit.ref: hit.similarity for hit in keep_kind(find_after(bank, reading, focus).hits, kind)}


def keep_kind(hits: list[Hit], kind: EntryKind) -> list[Hit]:
    """Those of one kind."""
    return [hit for hit in hits if hit.kind == kind]


def name_matter_before(bank: Bank, focus: Focus) -> str:
    """What the last answer was about: the sentence judged, the passage's title, else the line that it answered; and the
    licence, where it was about one or about one model."""
    subject = focus.subject
    if subject.claim:
        return bank.claim[subject.claim.claim].statement
    if subject.passages:
        return bank.passage[subject.passages[0]].title
    names = [bank.license[license_id].name for license_id in list_licenses(bank, subject.models, subject.licenses)]
    return ". ".join([focus.answer.statement or focus.text, *names[:1]])


def list_licenses(bank: Bank, models: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    """The licences that are named, then those of some models, each once."""
    return tuple(dict.fromkeys((*named, *(bank.model[model].license.id for model in models))))
