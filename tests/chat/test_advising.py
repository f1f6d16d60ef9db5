"""On Discord: what goes to a second judge's model, what never does, and that /privacy says so."""

from collections.abc import Iterator

import pytest

from bot.assistant import Assistant
from bot.judge.endpoint import Endpoint
from tests.chat.scene import Scene, heard, read
from tests.fakes import FakeMind
from tests.judge.stub import StubModel, reach

_UNSURE = "so much for openness"


@pytest.fixture
def assistant(mind: FakeMind, stub: StubModel) -> Iterator[Assistant]:
    assistant = mind.start(Endpoint(reach(stub), patience=60))
    yield assistant
    assistant.close()


@pytest.fixture
def listens() -> bool:
    return True


async def test_a_line_that_was_put_to_the_bot_goes_without_who_and_where(scene: Scene, stub: StubModel) -> None:
    reply = await scene.ask(f"{_UNSURE}, <@{scene.bob.id}>")
    assert "I have nothing" not in read(reply)
    (question,) = stub.questions
    assert f"\n{_UNSURE},\n" in question
    people = (scene.alice, scene.bob, scene.guild, scene.channel)
    assert not [one for one in people if str(one.id) in question]
    assert "alice" not in question.casefold()


@pytest.mark.parametrize("mode", ["suggest", "auto", "request"])
async def test_what_is_only_overheard_stays_here(scene: Scene, stub: StubModel, mode: str) -> None:
    await scene.set(mode=mode, confidence=50)
    message = await scene.write(_UNSURE)
    await scene.alice.edit(message, f"{_UNSURE}, pythia")
    assert not stub.asked
    assert not scene.list_own()


async def test_privacy_says_who_gets_what(scene: Scene) -> None:
    text = heard(await scene.alice.slash(scene.channel, "privacy"))
    assert "goes to stub-1b on the bot's own machine" in text
    assert "About you: 0 replies" in text
