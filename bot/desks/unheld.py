"""The desk of models that the bank does not hold: refused by name, with the nearest that it holds."""

from collections.abc import Iterable, Iterator
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.carrying import find_pointed
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.records.language import Depth
from bot.replies.plain import compose_unknown_model
from bot.retrieval.lexical import split_words
from bot.understanding.names import NameFinder
from bot.understanding.reading import Reading
from bot.understanding.unheard import SHAPED, Unheard, UnheardNames

_KNOWN = 1.0
"""How plainly a name looks like one that is read as a name beside those on record."""


class UnheldDesk:
    """Proposes to say that a name is of no model on record."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self._bank = bank
        self._names = names
        self._unheard = UnheardNames(bank, names)

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk. Beside a name on record only what plainly looks like another, and is not that name written whole:
        'speakleash/Bielik-11B-v3.0-Instruct' is Bielik."""
        if not reading.unknown_models and find_pointed(self._bank, reading.lowered, focus):
            return ()
        return self._propose(reading)

    def _propose(self, reading: Reading) -> Iterator[Candidate]:
        known = tuple(Unheard(name, _KNOWN) for name in reading.unknown_models)
        others = () if known else self._unheard.find(reading.text)
        if reading.models:
            others = tuple(one for one in others if one.shape >= SHAPED and not reading.find_named(one.name))
        for place, one in enumerate((*known, *others)):
            nearest = self._names.suggest(one.name)
            yield Candidate(
                desk="models",
                key=f"unknown/{one.name}",
                topic="model",
                label=next(iter(nearest), "models by other names"),
                presumes=f"What is there to know of {one.name}, which the bank does not hold?",
                compose=partial(_refuse, reading, one.name, nearest),
                words=frozenset(split_words(one.name)),
                clues=Clues(place=place, fit=one.shape, foreign=1),
            )


def _refuse(reading: Reading, name: str, nearest: tuple[str, ...], _confidence: float, _depth: Depth) -> Answer:
    return compose_unknown_model(reading.text, name, nearest)
