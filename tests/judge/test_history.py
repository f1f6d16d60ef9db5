"""What the judge sees of the conversation before a line."""

import pytest

from bot.judge.history import OF_CANDIDATE, OF_LINE, find_place, look_back, measure_history, measure_moment
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject, move_focus
from bot.records.language import ClaimReading
from tests.desks.proposing import after_claim, after_comparison, after_model
from tests.fakes import FakeMind
from tests.judge.staging import stage


def _look(focus: Focus | None, desk: str, key: str, stance: str | None = None) -> dict[str, float]:
    candidate = stage(desk, key, 0.5)._replace(stance=stance)  # type: ignore[arg-type]
    return dict(zip(OF_CANDIDATE, measure_history(look_back(focus, None), candidate), strict=True))


def test_at_the_beginning_nothing_was_told(mind: FakeMind) -> None:
    assert _look(None, "claims", "cant-see-inside")["told just now"] == 0
    assert set(measure_moment(mind.read("why?"), None)) == {0.0}


def test_a_claim_that_was_just_told_is_known_on_either_side(bank: Bank) -> None:
    focus = after_claim(bank)
    same, other = (_look(focus, "claims", "cant-see-inside", stance) for stance in ("asserts", "denies"))
    assert (same["told just now"], other["told just now"]) == (1, 1)
    assert (same["on the side told"], other["on the side told"]) == (1, 0)
    assert _look(focus, "claims", "llama-is-open-source", "asserts")["told just now"] == 0


def test_what_was_told_before_is_remembered(bank: Bank) -> None:
    first = after_claim(bank)
    focus = move_focus(first, "x", after_model(bank).answer, Subject(models=("mistral-7b",)))
    told = _look(focus, "claims", "cant-see-inside", "asserts")
    assert (told["told just now"], told["told before"]) == (0, 1)


def test_the_last_answer_itself_is_told_by_nobody_again(bank: Bank) -> None:
    focus = after_claim(bank)
    reason = stage("last", "reason", 0.5)._replace(subject=Subject(claim=ClaimReading(claim="x", stance="asserts")))
    assert measure_history(look_back(focus, None), reason)[0] == 0


@pytest.mark.parametrize(("line", "pointed"), [("and the second one", "phi-4"), ("and its licence", None)])
def test_a_model_is_pointed_at_by_its_place(mind: FakeMind, bank: Bank, line: str, pointed: str | None) -> None:
    focus = after_comparison(bank, "llama-4", "phi-4")
    assert find_place(mind.read(line, goes_on=True), focus) == pointed
    card = stage("models", "phi-4/", 0.5)._replace(about=("phi-4",))
    column = OF_CANDIDATE.index("is pointed at")
    assert measure_history(look_back(focus, pointed), card)[column] == (1.0 if pointed else 0.5)


@pytest.mark.parametrize(
    ("line", "column"),
    [("that is not what i asked", "says misread"), ("fair enough", "gives way"), ("hm", "after a claim")],
)
def test_what_a_moment_is_like(mind: FakeMind, bank: Bank, line: str, column: str) -> None:
    seen = dict(zip(OF_LINE, measure_moment(mind.read(line, goes_on=True), after_claim(bank)), strict=True))
    assert seen[column] == 1
    assert seen["after a table"] == 0
