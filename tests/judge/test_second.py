"""The second judge: asked where the first is unsure, about the likeliest readings; what it chooses is a judgement."""

from collections.abc import Sequence
from concurrent.futures import Future

import pytest

from bot.judge.answering import answer_judgement
from bot.judge.explaining import explain
from bot.judge.judgement import ANSWER, SURE, Judgement
from bot.judge.second import MOST_CHOICES, SecondJudge, shortlist
from bot.records.bank import Bank
from tests.fakes import FakeMind
from tests.judge.staging import stage, weigh


class Reed:
    """An adviser that says the number it was given."""

    name = "a reed"

    def __init__(self, number: int | None) -> None:
        self._number = number
        self.sentences: list[Sequence[str]] = []

    def choose(self, _line: str, sentences: Sequence[str]) -> "Future[int | None]":
        self.sentences.append(sentences)
        choice: Future[int | None] = Future()
        choice.set_result(self._number)
        return choice

    def close(self) -> None:
        """Nothing is open."""


def _weigh(mind: FakeMind, decision: str, best: float = 0.3) -> Judgement:
    asserted, denied = (stage("claims", "cant-see-inside", 0.3, stance) for stance in ("asserts", "denies"))
    near, model = stage("silence", "near", 0.2, kind="abstain"), stage("models", "pythia", 0.1)
    return weigh(mind.read("x"), decision, (asserted, best), (denied, 0.25), (near, 0.2), (model, 0.1))


def _reconsider(adviser: Reed, judgement: Judgement) -> Judgement:
    later = SecondJudge(adviser).reconsider(judgement)
    return judgement if later is None else later.wait()


@pytest.mark.parametrize(
    ("decision", "best", "unsure"),
    [
        ("answer", SURE, False),
        ("answer", SURE - 0.01, True),
        ("offer", 0.3, True),
        ("ask", 0.9, True),
        ("silence", SURE - 0.01, True),
        ("silence", 0.9, False),
    ],
)
def test_it_is_asked_where_the_first_is_unsure(mind: FakeMind, decision: str, best: float, *, unsure: bool) -> None:
    reed = Reed(1)
    assert _reconsider(reed, _weigh(mind, decision, best)).is_second == unsure
    assert bool(reed.sentences) == unsure


def test_what_it_chooses_is_answered(mind: FakeMind, bank: Bank) -> None:
    judgement = _reconsider(Reed(2), _weigh(mind, "ask"))
    assert (judgement.decision, judgement.best.candidate.stance) == ("answer", "denies")
    answer, _subject = answer_judgement(bank, judgement, "short")
    assert (answer.kind, answer.claim, answer.stance) == ("answer", "cant-see-inside", "denies")
    assert answer.confidence == ANSWER
    assert len(judgement.ranked) == 4


def test_a_likely_choice_keeps_its_chance(mind: FakeMind) -> None:
    assert _reconsider(Reed(1), _weigh(mind, "ask", 0.45)).best.probability == 0.45


def test_where_it_finds_none_nothing_is_said(mind: FakeMind, bank: Bank) -> None:
    judgement = _reconsider(Reed(0), _weigh(mind, "offer"))
    assert judgement.decision == "silence"
    assert answer_judgement(bank, judgement, "short")[0].kind == "abstain"


def test_where_it_cannot_tell_the_first_one_decides(mind: FakeMind) -> None:
    judgement = _weigh(mind, "offer")
    assert _reconsider(Reed(None), judgement) is judgement


def test_it_chooses_among_the_likeliest_each_once_and_silence_is_none_of_them(mind: FakeMind) -> None:
    many = [(stage("passages", f"passage-{number}", 0.05), 0.05) for number in range(12)]
    twice = (stage("terms", "passage-0", 0.05), 0.05)
    judgement = weigh(mind.read("x"), "silence", (stage("silence", "near", 0.2), 0.2), many[0], twice, *many[1:])
    chosen = shortlist(judgement.ranked)
    assert [weighed.candidate.key for weighed in chosen] == [f"passage-{number}" for number in range(MOST_CHOICES)]
    reed = Reed(8)
    assert _reconsider(reed, judgement).best.candidate.key == "passage-7"
    assert reed.sentences == [[weighed.candidate.presumes for weighed in chosen]]


def test_where_there_is_nothing_to_choose_it_is_not_asked(mind: FakeMind) -> None:
    reed = Reed(1)
    judgement = weigh(mind.read("x"), "silence", (stage("silence", "near", 0.3), 0.3))
    assert _reconsider(reed, judgement) is judgement
    assert not reed.sentences


@pytest.mark.parametrize(("number", "words"), [(1, "the second judge chose it"), (0, "the second judge found none")])
def test_who_decided_is_told(mind: FakeMind, number: int, words: str) -> None:
    assert words in explain([_reconsider(Reed(number), _weigh(mind, "offer"))])
