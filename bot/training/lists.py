"""The judge's training lists: for each line every candidate's row of features, and which candidates are right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.desks.candidates import Candidate
from bot.desks.house import DeskHouse
from bot.judge.features import Rows, measure
from bot.judge.ranker import Ranker
from bot.records.bank import Bank
from bot.records.focus import Focus, move_focus
from bot.records.lines import LAST, Dialogue, LabelledLine, Turn
from bot.training.labels import accept
from bot.understanding.reading import Reader, Reading
from bot.understanding.text import normalise

_LIKE = {"who-is-right": "yes-no", "yes-no": "who-is-right", "change-mind": "confidence", "confidence": "change-mind"}
"""Wishes that one answer meets."""

_OF_THE_ANSWER = frozenset(
    "source reason confidence change-mind numbers yes-no who-is-right shorter deeper other-side objection example "
    "list-all next outcome".split()
)


class CandidateList(NamedTuple):
    """One line's candidates as the judge sees them; `right` marks those that a fair reader accepts."""

    rows: Rows
    right: NDArray[np.bool_]
    topic: str


class Lister:
    """Asks the desks about labelled lines."""

    def __init__(self, bank: Bank, reader: Reader, house: DeskHouse) -> None:
        self._bank = bank
        self._reader = reader
        self._house = house
        self.missed: Counter[str] = Counter()

    def list_lines(self, lines: Iterable[LabelledLine], progress: Callable[[int], None]) -> Iterator[CandidateList]:
        """Lists of lines that stand alone. Lines for which no desk proposes what is right are counted as missed."""
        for number, line in enumerate(lines):
            progress(number)
            reading = self._read(line.text)
            candidates = self._house.propose(reading, None)
            right = accept(self._bank, line, candidates)
            made = self._make(reading, None, candidates, right, line.topic)
            if made:
                yield made

    def list_turns(self, dialogues: Iterable[Dialogue], ranker: Ranker) -> Iterator[CandidateList]:
        """Lists of turns that point back, each after the right answers to those before it; `ranker` is an earlier one
        that chooses among what a turn's own words leave open."""
        for dialogue in dialogues:
            focus: Focus | None = None
            for turn in dialogue.turns:
                meant = self._choose(self._read(turn.means or turn.text), None, ranker)
                reading = self._read(turn.text)
                candidates = self._house.propose(reading, focus)
                right = [_fits(turn, one, meant) for one in candidates]
                made = self._make(reading, focus, candidates, right, f"{LAST}/{turn.does}") if focus else None
                if made:
                    yield made
                chosen = next((one for one, fits in zip(candidates, right, strict=True) if fits), meant)
                if chosen.desk != "silence":
                    focus = move_focus(focus, turn.text, chosen.compose(0.9, "standard"), chosen.subject)

    def _make(
        self, reading: Reading, focus: Focus | None, candidates: tuple[Candidate, ...], right: list[bool], topic: str
    ) -> CandidateList | None:
        if not any(right):
            self.missed[topic] += 1
            return None
        return CandidateList(measure(reading, focus, candidates), np.array(right), topic)

    def _read(self, text: str) -> Reading:
        return self._reader.read(normalise(text))

    def _choose(self, reading: Reading, focus: Focus | None, ranker: Ranker) -> Candidate:
        candidates = self._house.propose(reading, focus)
        return candidates[int(np.argmax(ranker.weigh(measure(reading, focus, candidates))))]


def _fits(turn: Turn, candidate: Candidate, meant: Candidate) -> bool:
    """Whether a candidate is what a turn wants: of the answer itself, or what its words in full would ask for."""
    if turn.does in {"smalltalk", "silence"}:
        return candidate.desk in {"silence", "itself"} and candidate.stance is None
    if turn.does in _OF_THE_ANSWER:
        return candidate.desk == "last" and candidate.key in {turn.does, _LIKE.get(turn.does, "")}
    same = (candidate.desk, candidate.key) == (meant.desk, meant.key)
    return same and candidate.stance in {meant.stance, "asks" if turn.does == "same-for" else meant.stance}
