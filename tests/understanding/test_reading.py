"""A line as read: its words, the names in it, what lies near; and the parts of a message."""

import pytest

from bot.understanding.consent import ask_plainly
from bot.understanding.segments import split_message
from tests.fakes import FakeMind


def test_a_reading_holds_what_the_desks_look_at(mind: FakeMind) -> None:
    reading = mind.read("Is Mistral 7B under Apache 2.0, or is that openwashing?")
    assert [mention.model for mention in reading.models] == ["mistral-7b"]
    assert reading.licenses == ("apache-2.0",)
    assert "openwashing" in reading.terms
    assert reading.unknown_models == ()
    assert not reading.is_name
    assert "openwashing" in reading.words
    assert reading.lowered.startswith("is mistral")


def test_a_bare_name_and_an_unknown_one(mind: FakeMind) -> None:
    assert mind.read("mistral 7b").is_name
    assert mind.read("llama 3.1 406b").unknown_models


def test_a_rant_is_read_whole(mind: FakeMind) -> None:
    rant = " ".join(["nobody can see what is inside these models"] * 37)
    assert len(rant.split()) > 290
    assert mind.read(rant).text == rant


def test_of_a_longer_line_both_ends_and_all_names_are_read(mind: FakeMind) -> None:
    filler = "and then I said to them " * 60
    reading = mind.read(f"Open weights are openwashing. {filler}mistral 7b {filler}is pythia under apache 2.0?")
    assert [mention.model for mention in reading.models] == ["mistral-7b", "pythia"]
    assert reading.licenses == ("apache-2.0",)
    assert reading.text.startswith("Open weights are openwashing. and")
    assert reading.text.endswith("them is pythia under apache 2.0?")
    assert len(reading.text) <= 2003


def test_hits_are_picked_by_kind_best_first(mind: FakeMind) -> None:
    reading = mind.read("how many people contributed to the linux kernel?")
    passages = reading.find_hits("passage")
    assert passages
    assert {hit.kind for hit in passages} == {"passage"}
    scores = [hit.score for hit in passages]
    assert scores == sorted(scores, reverse=True)
    assert {hit.kind for hit in reading.find_hits("claim", "passage")} <= {"claim", "passage"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("llama is open source", ("llama is open source",)),
        ("llama is open source. gemma isn't.", ("llama is open source.", "gemma isn't.")),
        (
            "llama is open source and running it at home keeps my data private",
            ("llama is open source", "running it at home keeps my data private"),
        ),
        ("weights are out, but the data is secret", ("weights are out", "the data is secret")),
        ("open weights \u2013 nobody sees inside", ("open weights", "nobody sees inside")),
        ("is it open? who made it?", ("is it open?", "who made it?")),
        ("so. llama is open source", ("so. llama is open source",)),
        ("llama and gemma", ("llama and gemma",)),
    ],
)
def test_messages_are_split_at_sentences_and_joints(text: str, parts: tuple[str, ...]) -> None:
    assert split_message(text) == parts


def test_at_most_four_parts_are_looked_at() -> None:
    assert len(split_message("this is one. this is two. this is three. this is four. this is five.")) == 4


def test_a_figure_or_a_version_splits_nothing() -> None:
    assert split_message("llama 3.1 costs $0.50") == ("llama 3.1 costs $0.50",)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("so you agree that weights are not enough", "so weights are not enough?"),
        ("Don't you agree that closed models are safer?", "so closed models are safer?"),
        ("you'd admit that it's just numbers.", "so it's just numbers?"),
        ("you agree with Amodei that it's a misnomer", "you agree with Amodei that it's a misnomer"),
        ("we agree that llama is open source", "we agree that llama is open source"),
    ],
)
def test_who_asks_for_consent_asks_whether_it_is_so(typed: str, asked: str) -> None:
    assert ask_plainly(typed) == asked
