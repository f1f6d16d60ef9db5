"""What the doctor says about the second judge's model, against a real server on loopback."""

import pytest

from bot.config import Settings
from bot.doctor.adviser import examine_adviser
from tests.judge.stub import KEY, StubModel


async def _examine(stub: StubModel) -> tuple[bool, str]:
    settings = Settings(judge_url=stub.address, judge_model="stub-1b", judge_key=KEY)
    (finding,) = await examine_adviser(settings)
    assert finding.subject == "judge"
    assert KEY not in finding.text
    return finding.fine, finding.text


async def test_where_none_is_asked_nothing_is_said() -> None:
    assert await examine_adviser(Settings()) == []


async def test_one_that_chooses_right_is_fine(stub: StubModel) -> None:
    stub.say("2")
    fine, text = await _examine(stub)
    assert fine
    assert text.startswith("stub-1b on the bot's own machine chooses right in ")
    assert stub.keys == [f"Bearer {KEY}"] * 2


@pytest.mark.parametrize(
    ("words", "remedy"), [("1", "take a better model"), ("Sure! Llama is", "follows instructions"), (None, "no number")]
)
async def test_one_that_is_of_no_use_is_told(stub: StubModel, words: str | None, remedy: str) -> None:
    stub.say(words)
    fine, text = await _examine(stub)
    assert not fine
    assert remedy in text


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "mend GLASSBOX_JUDGE_KEY"),
        (404, "mend GLASSBOX_JUDGE_URL or GLASSBOX_JUDGE_MODEL"),
        (429, "no more questions"),
        (500, "look at its log"),
        (302, "look at its log"),
        (200, "something else than a chat completion"),
    ],
)
async def test_one_that_fails_is_told_with_the_remedy(stub: StubModel, status: int, remedy: str) -> None:
    stub.fail(status)
    fine, text = await _examine(stub)
    assert not fine
    assert remedy in text


async def test_one_that_is_not_there_is_told() -> None:
    settings = Settings(judge_url="http://127.0.0.1:1/v1", judge_model="x")
    (finding,) = await examine_adviser(settings)
    assert not finding.fine
    assert "cannot be reached" in finding.text
    assert "GLASSBOX_JUDGE_URL" in finding.text
