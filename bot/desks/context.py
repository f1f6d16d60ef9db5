"""How near records lie to a line that is said after something: what was spoken of fills what the line leaves open."""

from bot.records.bank import Bank
from bot.records.entries import EntryKind, Hit
from bot.records.focus import Focus
from bot.understanding.reading import Reading


def find_after(bank: Bank, reading: Reading, focus: Focus, *kinds: EntryKind) -> list[Hit]:
    """The records of some kinds that lie near a line after what was spoken of, nearest first, without what was told."""
    told = {*focus.subject.passages, *([focus.subject.claim.claim] if focus.subject.claim else [])}
    return [hit for hit in reading.find_hits_after(name_matter_before(bank, focus), *kinds) if hit.ref not in told]


def measure_after(bank: Bank, reading: Reading, focus: Focus | None, kind: EntryKind) -> dict[str, float]:
    """The records of a kind by id with their cosines, nearest first; none at the beginning of a conversation."""
    return {hit.ref: hit.similarity for hit in find_after(bank, reading, focus, kind)} if focus else {}


def name_matter_before(bank: Bank, focus: Focus) -> str:
    """What the last answer was about: the sentence judged, the passage's title, else the line that it answered."""
    subject = focus.subject
    if subject.claim:
        return bank.claim[subject.claim.claim].statement
    if subject.passages:
        return bank.passage[subject.passages[0]].title
    return focus.answer.statement or focus.text
