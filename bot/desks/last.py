"""The desk of the last answer: what a line that points back may want of it."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from bot.desks.candidates import Candidate, Clues, list_words
from bot.desks.context import find_after
from bot.desks.lists.carried import names_group
from bot.desks.lists.criteria import names_criteria
from bot.desks.ranking import measure_fit, rank_passages
from bot.desks.wishes import MISREAD, NEWER, SOURCE, WISHES, Say
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.records.lines import LAST
from bot.replies.asking import compose_correction
from bot.replies.breath import fit_one_breath
from bot.replies.doubting import compose_newer
from bot.replies.onward import find_series, move_on
from bot.replies.plain import compose_abstention
from bot.replies.sources import compose_sources
from bot.replies.standing import say_limits, say_own_verdict
from bot.understanding.pointing import read_source_number
from bot.understanding.reading import Reading

_BARE_NUMBER = re.compile(r"^\W*(\d)\W*$")
"""A source by its number and nothing else."""

_NEAR = 8
"""Passages near a line and what was spoken of, among which there may be a newer one."""

_WHOLE = frozenset({"deeper", "list-all"})
"""What is wanted at length."""

_MAY_BE_EMPTY = frozenset({"numbers", "outcome", "next", "confidence", "change-mind"})
"""What is tried before it is proposed: not every answer has figures, a next one or a forecast behind it."""

_WITHOUT_WORDS: dict[str, Say] = {
    "confidence": say_limits,
    "change-mind": say_limits,
    "yes-no": say_own_verdict,
    "who-is-right": say_own_verdict,
}
"""What is said instead to whoever does not ask for it in so many words."""


class _Wanted(NamedTuple):
    """One wish, and the words by which the line wants it, if any."""

    kind: str
    presumes: str
    said: list[str]


class LastDesk:
    """Proposes what can be said of the last answer."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        if focus is None:
            return
        if focus.answer.citations:
            yield self._propose_source(reading, focus)
            yield self._propose_newer(reading, focus)
        yield self._propose_misread(reading, focus)
        series = find_series(self._bank, reading.lowered, focus)
        for kind, wish in WISHES.items():
            if kind == "example" and names_criteria(reading.lowered):
                continue  # 'name one with its data out' is a question of its own
            if not (wish.applies(focus) or (kind == "next" and series)):
                continue
            is_of_some = kind == "list-all" and names_group(self._bank, reading.lowered, focus)
            said = [] if is_of_some else wish.form.findall(reading.lowered)
            wanted = _Wanted(kind, wish.presumes, said)
            say = wish.say if wanted.said else _WITHOUT_WORDS.get(kind, wish.say)
            if kind in _MAY_BE_EMPTY and say(self._bank, reading.text, focus, 1.0) is None:
                continue  # there is nothing to tell
            candidate = self._propose(focus, wanted, partial(self._compose, kind, say, reading.text, focus))
            yield candidate._replace(subject=_move_on(focus, series)) if kind == "next" else candidate

    def _propose_source(self, reading: Reading, focus: Focus) -> Candidate:
        number, bare = read_source_number(reading.text), _BARE_NUMBER.search(reading.text)
        number = int(bare.group(1)) if number is None and bare else number
        wanted = _Wanted("source", "What are the sources of that?", SOURCE.findall(reading.lowered))
        is_asked = bool(wanted.said or number)
        return self._propose(focus, wanted, partial(self._name_sources, reading.text, focus, number, is_asked))

    def _propose_newer(self, reading: Reading, focus: Focus) -> Candidate:
        """That what the last answer rests on is old: told is the nearest to it that is newer."""
        wanted = _Wanted("newer", "Is there anything newer than that?", NEWER.findall(reading.lowered))
        return self._propose(focus, wanted, partial(self._tell_newer, reading, focus))

    def _tell_newer(self, reading: Reading, focus: Focus, confidence: float, _depth: Depth) -> Answer:
        near = rank_passages(find_after(self._bank, reading, focus), measure_fit(self._bank, reading, focus))
        told = compose_newer(self._bank, reading.text, focus, near[:_NEAR], confidence)
        return _name_claim(fit_one_breath(told), focus.answer)

    def _propose_misread(self, reading: Reading, focus: Focus) -> Candidate:
        """That the last answer missed what was meant."""
        wanted = _Wanted("misread", "The answer missed what was meant.", MISREAD.findall(reading.lowered))
        return self._propose(focus, wanted, partial(self._own_up, reading))

    @staticmethod
    def _own_up(reading: Reading, confidence: float, _depth: Depth) -> Answer:
        return compose_correction(reading.text, None, confidence)

    def _name_sources(
        self, text: str, focus: Focus, number: int | None, is_asked: bool, _confidence: float, _depth: Depth
    ) -> Answer:
        return _name_claim(compose_sources(self._bank, text, focus.answer, number, asked=is_asked), focus.answer)

    @staticmethod
    def _propose(focus: Focus, wanted: _Wanted, compose: Callable[[float, Depth], Answer]) -> Candidate:
        return Candidate(
            desk="last",
            key=wanted.kind,
            topic=f"{LAST}/{wanted.kind}",
            label=wanted.presumes.rstrip("?."),
            presumes=wanted.presumes,
            compose=compose,
            about=focus.subject.models,
            words=list_words(" ".join((wanted.presumes, *wanted.said))),
            clues=Clues(fit=float(bool(wanted.said)), filled=1),
            subject=focus.subject,
        )

    def _compose(self, kind: str, say: Say, text: str, focus: Focus, confidence: float, depth: Depth) -> Answer:
        answer = say(self._bank, text, focus, confidence) or compose_abstention(text, (), confidence)
        told = fit_one_breath(answer) if depth == "short" and kind not in _WHOLE else answer
        return _name_claim(told, focus.answer)


def _name_claim(answer: Answer, before: Answer) -> Answer:
    """What is said of an answer to a claim is about that claim still, and about what the speaker held of it."""
    if answer.kind in {"abstain", "clarify"}:
        return answer
    if answer.claim or answer.statement:
        return answer.model_copy(update={"stance": before.stance}) if answer.claim == before.claim else answer
    return answer.model_copy(update={"claim": before.claim, "stance": before.stance, "verdict": before.verdict})


def _move_on(focus: Focus, series: tuple[str, ...]) -> Subject:
    """The subject once the next of several is shown: the models of that answer, the passages that it tells, the list
    from where it goes on."""
    listed = focus.subject.listed
    turned = move_on(listed) if listed else None
    return focus.subject._replace(models=(), passages=series or focus.subject.passages, listed=turned)
