"""How much of a line's words, by weight, a candidate holds."""

from bot.desks.candidates import Candidate
from bot.judge.coverage import OF_CANDIDATE, measure_coverage, weigh_spoken
from tests.desks.proposing import after_claim
from tests.fakes import FakeMind
from tests.judge.staging import stage


def _hold(*words: str, label: str = "") -> Candidate:
    return stage("passages", "x", 0.5)._replace(words=frozenset(words), label=label)


def test_a_rare_word_weighs_more_than_one_that_stands_everywhere(mind: FakeMind) -> None:
    reading = mind.read("the model thorne coined")
    weights = reading.weigh(reading.words)
    assert weights["thorne"] > weights["model"] > 0
    spoken = weigh_spoken(reading, None)
    rare, common = (
        dict(zip(OF_CANDIDATE, measure_coverage(spoken, _hold(word)), strict=True)) for word in ("thorne", "model")
    )
    assert rare["weight covered"] > common["weight covered"]
    assert rare["rarest covered"] > common["rarest covered"]


def test_the_label_counts_as_held_and_by_itself(mind: FakeMind) -> None:
    spoken = weigh_spoken(mind.read("who coined openwashing"), None)
    numbers = dict(zip(OF_CANDIDATE, measure_coverage(spoken, _hold(label="Openwashing")), strict=True))
    assert numbers["weight of the label"] == 1.0
    assert numbers["weight covered"] == numbers["weight in the label"] > 0


def test_what_was_said_before_is_not_new(mind: FakeMind) -> None:
    focus = after_claim(mind.bank, "cant-see-inside")
    reading = mind.read(f"{focus.text} licence")
    spoken = weigh_spoken(reading, focus)
    assert set(spoken.new) == {"licence"} - spoken.told
    assert set(spoken.before) <= set(spoken.line)


def test_a_line_without_words_covers_half(mind: FakeMind) -> None:
    numbers = dict(zip(OF_CANDIDATE, measure_coverage(weigh_spoken(mind.read("?"), None), _hold("x")), strict=True))
    assert (numbers["weight covered"], numbers["weight before covered"], numbers["rarest left"]) == (0.5, 0.5, 0.0)
