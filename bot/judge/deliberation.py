"""One message judged: its parts, each after what the one before it was about, then the whole, which may be both."""

from heapq import nlargest

from bot.judge.answering import answer_judgement
from bot.judge.judgement import Judge, Judgement
from bot.judge.several import propose_several
from bot.records.bank import Bank
from bot.records.focus import Focus, move_focus
from bot.records.lines import SEVERAL
from bot.understanding.offers import take_up_offer
from bot.understanding.reading import Reader, Reading
from bot.understanding.segments import split_message

_LIKELIEST = 8
"""Topics that the heads hold likeliest, among which several must be for a message to be taken apart: each part is read
at the price of a line. Of 491 messages of two statements 0.98 are, of 4,067 others that fall into parts 0.36
(development)."""


_SHORT = 12
"""Words of a line whose first part may take up an offer, with nothing much behind it."""


class Deliberation:
    """Reads a message and weighs what it means."""

    def __init__(self, bank: Bank, reader: Reader, judge: Judge) -> None:
        self._bank = bank
        self._reader = reader
        self._judge = judge

    def judge(self, line: str, focus: Focus | None) -> tuple[Judgement, ...]:
        """The judgement of a normalised line, then those of its parts where it has several. A line that takes up
        what was offered is judged as that."""
        taken = _take_up(line, focus) if focus else None
        line = taken or line
        reading = self._reader.read(line, goes_on=focus is not None)
        parts = self.judge_parts(line, focus, reading)
        joined = propose_several(self._bank, line, parts)
        whole = self._judge.judge(reading, focus, joined)
        return (whole.take(taken) if taken else whole, *parts)

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
                focus = move_focus(focus, part, *answer_judgement(self._bank, judgement, "short"))
        return tuple(judgements)

    def split(self, line: str, reading: Reading | None = None) -> tuple[str, ...]:
        """The parts of a message that may well say several things; none of one that says one thing, or most likely.
        Heads that never learned to tell leave it open."""
        parts = split_message(line)
        if len(parts) == 1:
            return ()
        likely = (reading or self._reader.read(line)).opinion.by_vector
        return parts if SEVERAL not in likely or SEVERAL in nlargest(_LIKELIEST, likely, key=likely.__getitem__) else ()


def _take_up(line: str, focus: Focus) -> str | None:
    """What a line takes up of what was offered, all of it or its first part: 'yes that one! so am i not?'."""
    parts = (line, split_message(line)[0]) if len(line.split()) <= _SHORT else (line,)
    return next(filter(None, (take_up_offer(part, focus.offered, focus.agreed) for part in parts)), None)
