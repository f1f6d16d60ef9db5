"""How near records lie to a line that is said after something: what was spoken of fills what the line leaves open."""

from bot.records.bank import Bank
from bot.records.entries import EntryKind
from bot.records.focus import Focus
from bot.understanding.reading import Reading


def measure_after(bank: Bank, reading: Reading, focus: Focus | None, kind: EntryKind) -> dict[str, float]:
    """The records of a kind by id with their cosines, nearest first; none at the beginning of a conversation."""
    if focus is None:
        return {}
    return {hit.ref: hit.similarity for hit in reading.find_hits_after(name_matter_before(bank, focus), kind)}


def name_matter_before(bank: Bank, focus: Focus) -> str:
    """What the last answer was about: the sentence judged, the passage's title, else the line that it answered."""
    subject = focus.subject
    if subject.claim:
        return bank.claim[subject.claim.claim].statement
    if subject.passages:
        return bank.passage[subject.passages[0]].title
    return focus.answer.statement or focus.text
