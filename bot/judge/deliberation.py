"""One message judged: its parts, each after what the one before it was about, then the whole, which may be both."""

from bot.judge.answering import answer_judgement
from bot.judge.judgement import Judge, Judgement
from bot.judge.several import propose_several
from bot.records.bank import Bank
from bot.records.focus import Focus, move_focus
from bot.records.lines import SEVERAL
from bot.understanding.offers import take_up_offer, take_up_reading
from bot.understanding.reading import Reader, Reading
from bot.understanding.restating import say_again
from bot.understanding.segments import split_message

_MAY_BE_SEVERAL = 0.001
"""The probability by the heads from which a message may say several things and is taken apart: each part is read at the
price of a line. Of 494 messages of two statements 0.996 reach it, of 3,015 others that fall into parts 0.35; of 0.004
it would be 0.97 and 0.15 (development)."""

_SHORTEST = 3
"""Words that a line needs behind an offer that it takes up, to say something of its own."""


class Deliberation:
    """Reads a message and weighs what it means."""

    def __init__(self, bank: Bank, reader: Reader, judge: Judge) -> None:
        self._bank = bank
        self._reader = reader
        self._judge = judge

    def judge(self, line: str, focus: Focus | None) -> tuple[Judgement, ...]:
        """The judgement of a normalised line, then those of its parts where it has several. A line that takes up
        what was offered is judged as that; where its first part does, the rest goes on from there."""
        taken, rest = _take_up(line, focus) if focus else (None, "")
        if focus and taken and rest:
            focus, line, taken = self._go_on(taken, focus), rest, None
        line = taken or line
        reading = self._reader.read(line, goes_on=focus is not None)
        parts = self.judge_parts(line, focus, reading)
        joined = propose_several(self._bank, line, parts)
        whole = self._judge.judge(reading, focus, joined)
        whole = (self._judge_again(line, focus) if focus and whole.is_misread else None) or whole
        return (whole.take(taken) if taken else whole, *parts)

    def _judge_again(self, line: str, focus: Focus) -> Judgement | None:
        """What somebody who was misread says anew, where it is surely read after what was said, or read alike by
        itself. Of 28 such readings that had a right one among them 18 were right, where all that had been told was that
        he was misread (6,280 turns of the training pile, 1 December 2026)."""
        again = say_again(line)
        if again is None:
            return None
        after = self._judge.judge(self._reader.read(again, goes_on=True), focus)
        alone = self._judge.judge(self._reader.read(again), None)
        is_alike = after.best.candidate.name == alone.best.candidate.name
        return after._replace(corrects=True) if after.tells and (is_alike or not after.is_unsure) else None

    def _go_on(self, taken: str, focus: Focus) -> Focus:
        """The focus after the answer to what was taken up."""
        judgement = self._judge.judge(self._reader.read(taken, goes_on=True), focus).take(taken)
        return self._move_within(focus, taken, judgement)

    def judge_parts(self, line: str, focus: Focus | None, reading: Reading | None = None) -> tuple[Judgement, ...]:
        """Each part of a message judged by itself, as the next turn after the part before it; `reading` is that of the
        whole, where it was read before."""
        judgements: list[Judgement] = []
        parts = self.split(line, reading)
        self._reader.prepare(parts)
        for part in parts:
            judgement = self._judge.judge(self._reader.read(part, goes_on=focus is not None), focus)
            judgements.append(judgement)
            if judgement.decision == "answer":
                focus = self._move_within(focus, part, judgement)
        return tuple(judgements)

    def _move_within(self, focus: Focus | None, part: str, judgement: Judgement) -> Focus:
        """The focus for the next part of the same message."""
        return move_focus(focus, part, *answer_judgement(self._bank, judgement, "short"))._replace(within=True)

    def split(self, line: str, reading: Reading | None = None) -> tuple[str, ...]:
        """The parts of a message that may well say several things; none of one that says one thing, or most likely.
        Heads that never learned to tell leave it open."""
        parts = split_message(line)
        if len(parts) == 1:
            return ()
        likely = (reading or self._reader.read(line)).opinion.by_vector
        return parts if likely.get(SEVERAL, 1.0) >= _MAY_BE_SEVERAL else ()


def _take_up(line: str, focus: Focus) -> tuple[str | None, str]:
    """What a line, or its first part, takes up of what was offered or told beside the answer, and what it says
    further: 'the second list. which of those came out this year?'."""
    for part, rest in ((line, ""), _cut_first(line)):
        taken = take_up_offer(part, focus.offered, focus.agreed) or take_up_reading(part, focus.subject.readings)
        if taken:
            return taken, rest
    return None, ""


def _cut_first(line: str) -> tuple[str, str]:
    """The first part of a line and the rest; of a rest that says nothing of its own nothing is kept."""
    first, *others = split_message(line)
    rest = " ".join(others)
    return first, rest if len(rest.split()) >= _SHORTEST else ""
