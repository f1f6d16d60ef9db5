"""What failed several times is left alone for a while, then tried once."""

from bot.judge.circuit import MOST_FAILURES, PAUSE, Circuit


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def _open(clock: Clock) -> Circuit:
    circuit = Circuit(clock)
    assert [circuit.note_failure() for _ in range(MOST_FAILURES)] == [False] * (MOST_FAILURES - 1) + [True]
    return circuit


def test_it_opens_after_failures_in_a_row() -> None:
    assert not _open(Clock()).admit()


def test_a_success_between_failures_keeps_it_closed() -> None:
    circuit = Circuit(Clock())
    for _ in range(MOST_FAILURES):
        circuit.note_failure()
        circuit.note_success()
    assert circuit.admit()


def test_after_a_pause_one_try_is_let_through() -> None:
    clock = Clock()
    circuit = _open(clock)
    clock.now += PAUSE
    assert [circuit.admit(), circuit.admit()] == [True, False]
    clock.now += PAUSE  # the try came to no end
    assert circuit.admit()


def test_a_try_that_fails_keeps_it_open_and_one_that_succeeds_closes_it() -> None:
    clock = Clock()
    circuit = _open(clock)
    clock.now += PAUSE
    assert circuit.admit()
    assert not circuit.note_failure()
    assert not circuit.admit()
    clock.now += PAUSE
    assert circuit.admit()
    circuit.note_success()
    assert [circuit.admit(), circuit.admit()] == [True, True]
