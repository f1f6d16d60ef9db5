"""The desk of people and bodies: who is spoken of, and what he, she or it holds in this debate."""

import re
from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.replies.people import compose_party
from bot.understanding.names import NameTable, split_atoms
from bot.understanding.reading import Reading

_NEAR = 3
_WHO_IS = re.compile(
    r"^\W*(?:and )?who(?:'s| is| was|s) (?!the |a |an |in |on |it\b|that\b|this\b|right\b)\w+(?: \w+)?\W*$"
)
"""A question for one person by name: where the bank has nobody of that name, nobody else is meant."""


class PeopleDesk:
    """Proposes the cards of those whom a line names or whose questions lie near it."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._names = NameTable((name, one.id) for one in bank.parties for name in (one.name, *one.aliases))

    def propose(self, reading: Reading, _focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        found = self._names.find(split_atoms(reading.text))
        named = [target for match in found for target in match.targets]
        near = {hit.ref: hit for hit in reading.find_hits("party")}
        likely = () if _WHO_IS.match(reading.lowered) and not named else list(near)[:_NEAR]
        for place, party in enumerate(dict.fromkeys((*named[:_NEAR], *likely))):
            card, hit = self._bank.party[party], near.get(party)
            yield Candidate(
                desk="people",
                key=party,
                topic="party",
                label=card.name,
                presumes=f"Who is {card.name}, and what do they hold in this debate?",
                compose=partial(self._compose, reading, party),
                words=list_words(" ".join((card.name, *card.aliases, *card.asks))),
                clues=Clues(hit.similarity if hit else 0.0, hit.score if hit else 0.0, place, float(party in named)),
            )

    def _compose(self, reading: Reading, party: str, confidence: float, _depth: Depth) -> Answer:
        return compose_party(self._bank, reading.text, party, confidence)
