"""The judge's training lists: for each line every candidate's row of features, and which candidates are right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.desks.candidates import Candidate
from bot.desks.house import DeskHouse
from bot.judge.deliberation import Deliberation
from bot.judge.features import Rows, measure
from bot.judge.judgement import Judge
from bot.judge.ranker import Ranker
from bot.judge.several import choose_said, is_question, propose_several
from bot.records.bank import Bank
from bot.records.focus import Focus, move_focus
from bot.records.lines import (
    CHOSEN,
    LAST,
    NONE,
    SEVERAL,
    SILENCE,
    Aside,
    Dialogue,
    LabelledLine,
    Message,
    Part,
    Thread,
    Turn,
)
from bot.training.examples import is_aside_for_judge
from bot.training.labels import accept, as_lines, tell_same
from bot.understanding.reading import Reader, Reading
from bot.understanding.segments import split_message
from bot.understanding.text import normalise

_LIKE = {"who-is-right": "yes-no", "yes-no": "who-is-right", "change-mind": "confidence", "confidence": "change-mind"}
"""Wishes that one answer meets."""

_OF_THE_ANSWER = frozenset(
    "source reason confidence change-mind numbers yes-no who-is-right shorter deeper other-side objection misread "
    "example list-all next outcome newer stakes".split()
)

_OF_MODELS = frozenset({"component", "same-for", "correction"})
"""What turns do that the card of the right model meets where no reading says it more closely."""

_SAME_AS_POINTS = {"reply": ("other-side", "objection"), "limits": ("change-mind", "confidence")}
"""Wishes of the last answer that tell what a point of the card says."""

_THREAD = f"{LAST}/point"

_COUNTS = 3
"""Messages that make several statements are rare among the lines, and so are turns of real conversations: each counts
as so many."""


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
            yield from self._make(reading, None, candidates, accept(self._bank, line, candidates), line.topic)

    def list_parted(self, lines: Iterable[LabelledLine], ranker: Ranker) -> Iterator[CandidateList]:
        """Lists of lines that look as if they said several things and say one; `ranker` judges the parts."""
        for line in lines:
            reading, candidates, _said = self._propose_joined(line.text, ranker)
            yield from self._make(reading, None, candidates, accept(self._bank, line, candidates), line.topic)

    def list_messages(self, messages: Iterable[Message], ranker: Ranker) -> Iterator[CandidateList]:
        """Lists of messages with their parts. The reading as several statements is right where each of them is; else
        any reading as one of them."""
        for message in messages:
            reading, candidates, said = self._propose_joined(message.text, ranker)
            whole = self._are_parts(message, said)
            labelled = [line for part in message.parts for line in as_lines(part) if not line.topic.startswith(SILENCE)]
            marks = [accept(self._bank, line, candidates) for line in labelled]
            right = [
                whole if one.desk == SEVERAL else not whole and any(mark[place] for mark in marks)
                for place, one in enumerate(candidates)
            ]
            for _time in range(_COUNTS if whole else 1):
                yield from self._make(reading, None, candidates, right, SEVERAL)

    def list_parts(self, messages: Iterable[Message]) -> Iterator[CandidateList]:
        """Lists of the parts of messages that fall into as many as are labelled, each after the right answers to those
        before it: 'Falcon is open source, gpt-oss isn't' says in its second what the first names."""
        for message in messages:
            texts = split_message(normalise(message.text))
            focus: Focus | None = None
            for text, part in zip(texts, message.parts, strict=False) if len(texts) == len(message.parts) else ():
                reading = self._read(text)
                candidates = self._house.propose(reading, focus)
                marks = [accept(self._bank, line, candidates) for line in as_lines(part)]
                right = [any(mark[place] for mark in marks) for place in range(len(candidates))]
                if marks:
                    yield from self._make(reading, focus, candidates, right, SEVERAL)
                chosen = next((one for one, fits in zip(candidates, right, strict=True) if fits), None)
                if chosen:
                    focus = move_focus(focus, text, chosen.compose(0.9, "short"), chosen.subject)
                    focus = focus._replace(within=True)

    def _propose_joined(self, text: str, ranker: Ranker) -> tuple[Reading, tuple[Candidate, ...], list[Candidate]]:
        """The reading of a message, its candidates, and what its parts are likeliest to say."""
        line = normalise(text)
        parts = Deliberation(self._bank, self._reader, Judge(self._house, ranker)).judge_parts(line, None)
        reading = self._reader.read(line)
        joined = propose_several(self._bank, line, parts)
        said = [weighed.candidate for weighed in choose_said(parts)]
        return reading, (*self._house.propose(reading, None), *joined), said

    def _are_parts(self, message: Message, said: list[Candidate]) -> bool:
        """Whether each reading is one of the message's parts, and they are of at least two of them."""
        by_part = [self._accept_part(part, said) for part in message.parts]
        found = [{place for mark in marks for place, fits in enumerate(mark) if fits} for marks in by_part]
        return sum(map(bool, found)) > 1 and set().union(*found) == set(range(len(said)))

    def _accept_part(self, part: Part, said: list[Candidate]) -> list[list[bool]]:
        """Which readings are of a part; of a question without a label any that answers one."""
        if part.stance == "asks" and not as_lines(part):
            return [[is_question(one) for one in said]]
        return [accept(self._bank, line, said) for line in as_lines(part)]

    def list_turns(self, dialogues: Iterable[Dialogue], ranker: Ranker) -> Iterator[CandidateList]:
        """Lists of turns that point back, each after the right answers to those before it; `ranker` is an earlier one
        that chooses among what a turn's own words leave open. Half of the turns are new to the heads."""
        for dialogue in dialogues:
            focus: Focus | None = None
            for turn in dialogue.turns:
                meant = self._choose(self._read(turn.means or turn.text), None, ranker)
                reading = self._read(turn.text, goes_on=focus is not None)
                candidates = self._house.propose(reading, focus)
                right = [_fits(turn, one, meant) for one in candidates]
                if not any(right) and turn.does in _OF_MODELS:
                    right = [_shows_model(one, meant) for one in candidates]
                for _time in range(_COUNTS if turn.does == CHOSEN else 1 if focus else 0):
                    yield from self._make(reading, focus, candidates, right, f"{LAST}/{turn.does}")
                told = next((one for one in candidates if one.name == turn.told), None)
                chosen = told or next((one for one, fits in zip(candidates, right, strict=True) if fits), meant)
                if chosen.desk != "silence":
                    focus = move_focus(focus, turn.text, chosen.compose(0.9, "standard"), chosen.subject)

    def list_threads(self, threads: Iterable[Thread]) -> Iterator[CandidateList]:
        """Lists of lines that go on from a first reply, each right after it, and all new to the heads."""
        for thread in threads:
            reading = self._read(thread.text)
            told = [one for one in self._house.propose(reading, None) if _opens(thread, one)]
            if not told:
                self.missed[thread.told] += 1
                continue
            focus = move_focus(None, thread.text, told[0].compose(0.9, "short"), told[0].subject)
            for aside in (one for one in thread.then if is_aside_for_judge(one.text)):
                line = self._read(aside.text, goes_on=True)
                candidates = self._house.propose(line, focus)
                yield from self._make(line, focus, candidates, [_goes_on(aside, one) for one in candidates], _THREAD)

    def _make(
        self, reading: Reading, focus: Focus | None, candidates: tuple[Candidate, ...], right: list[bool], topic: str
    ) -> Iterator[CandidateList]:
        if any(right):
            yield CandidateList(measure(reading, focus, candidates), np.array(right), topic)
        else:
            self.missed[topic] += 1

    def _read(self, text: str, *, goes_on: bool = False) -> Reading:
        return self._reader.read(normalise(text), goes_on=goes_on)

    def _choose(self, reading: Reading, focus: Focus | None, ranker: Ranker) -> Candidate:
        candidates = self._house.propose(reading, focus)
        return candidates[int(np.argmax(ranker.weigh(measure(reading, focus, candidates))))]


def _opens(thread: Thread, candidate: Candidate) -> bool:
    return candidate.desk in {"claims", "passages"} and (candidate.key, candidate.stance) == (
        thread.told,
        thread.stance,
    )


def _goes_on(aside: Aside, candidate: Candidate) -> bool:
    """Whether a candidate is what a line goes on to. What the other side says is told under two names."""
    if aside.answer == NONE:
        return candidate.desk == "silence"
    if candidate.desk == "last":
        return candidate.key in _SAME_AS_POINTS.get(aside.answer.partition("/")[2], ())
    return candidate.desk in {"points", "passages"} and candidate.key == aside.answer


def _shows_model(candidate: Candidate, meant: Candidate) -> bool:
    """Whether a candidate is a card, whole or one part of it, of the one model that is meant."""
    return candidate.desk == "models" and len(candidate.about) == 1 and candidate.about == meant.about


def _fits(turn: Turn, candidate: Candidate, meant: Candidate) -> bool:
    """Whether a candidate is what a turn wants: of the answer itself, a record, or what its words in full ask for."""
    if turn.does == CHOSEN:
        return candidate.name in turn.fits
    if turn.answer:
        return candidate.desk in {"documents", "passages", "points"} and candidate.key == turn.answer
    if turn.does in {"smalltalk", "silence"}:
        return candidate.desk in {"silence", "itself"} and candidate.stance is None
    if turn.does in _OF_THE_ANSWER:
        return candidate.desk == "last" and candidate.key in {turn.does, _LIKE.get(turn.does, "")}
    if turn.does in {"component", "same-for"} and tell_same(candidate, meant):
        return True
    same = (candidate.desk, candidate.key) == (meant.desk, meant.key)
    return same and candidate.stance in {meant.stance, "asks" if turn.does == "same-for" else meant.stance}
