"""Lines that point back, and lines that only look as if they did."""

import pytest

from bot.records.language import ModelMention
from bot.understanding.followups import read_followup, read_version, swap_figure, swap_model

_MISTRAL = (ModelMention(name="mistral", candidates=("mistral-7b",)),)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("source?", "source"),
        ("what does [2] say", "source"),
        ("[2]", "source"),
        ("says who", "source"),
        ("why?", "reason"),
        ("how come", "reason"),
        ("what would they say, the other side", "other-side"),
        ("go on", "more"),
        ("and its licence?", "component"),
    ],
)
def test_follow_ups(text: str, kind: str) -> None:
    follow_up = read_followup(text, ())
    assert follow_up is not None
    assert follow_up.kind == kind


def test_a_bare_version_is_read() -> None:
    assert read_version("and of v3?") == "v3"
    assert read_version("what about the 40b one") == "40b"
    assert read_version("is it open") == ""


@pytest.mark.parametrize(
    ("text", "rest"),
    [("no, I meant it can", "it can"), ("oops typo, I meant 3.3", "3.3"), ("no wait, I mean it isn't", "it isn't")],
)
def test_corrections(text: str, rest: str) -> None:
    follow_up = read_followup(text, ())
    assert follow_up is not None
    assert (follow_up.kind, follow_up.rest) == ("correction", rest)


def test_an_earlier_question_is_asked_of_another_model() -> None:
    old = ModelMention(name="gpt 4 o", candidates=("gpt-4o",))
    assert swap_model("mmlu of GPT-4o?", old, "claude 3.5 sonnet") == "mmlu of claude 3.5 sonnet?"
    assert swap_figure("licence of llama 3.4?", "3.3") == "licence of llama 3.3?"


def test_a_switch_of_model() -> None:
    follow_up = read_followup("what about mistral's training data?", _MISTRAL)
    assert follow_up is not None
    assert (follow_up.kind, follow_up.component) == ("model", "training_data")


@pytest.mark.parametrize("text", ["you can't see inside open models", "is llama open source or not, I wonder"])
def test_lines_that_stand_alone(text: str) -> None:
    assert read_followup(text, ()) is None


def test_the_number_of_a_citation_is_read() -> None:
    follow_up = read_followup("[3]?", ())
    assert follow_up is not None
    assert follow_up.number == 3
