"""Where the bot speaks first it says what it is sure of, or nothing: it neither offers nor asks back."""

import pytest

from bot.assistant import Assistant
from bot.records.answers import Answer
from bot.records.language import ClaimReading, Utterance
from bot.replies.asking import compose_clarification, compose_model_choice, compose_offer
from tests.chat.scene import CLAIM, Scene, list_buttons

_UNSURE = ("vague words", "unclear words", "a short name")


@pytest.fixture
def listens() -> bool:
    return True


@pytest.fixture(autouse=True)
def mood(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The assistant is unsure about three lines, and about everything while this holds 'unsure'."""
    bank, think, mood = assistant.bank, assistant.answer, set[str]()
    reading = ClaimReading(claim="cant-see-inside", stance="asserts")
    offer, side, name = (
        compose_offer("x", ("Mistral 7B",), 0.95),
        compose_clarification(bank, "x", reading, 0.95),
        compose_model_choice(bank, "x", "x", ("mistral-7b", "olmo-3")),
    )

    async def answer(utterance: Utterance) -> Answer:
        found = [one for words, one in zip(_UNSURE, (offer, side, name), strict=True) if utterance.text.endswith(words)]
        return offer if mood else (found[0] if found else await think(utterance))

    monkeypatch.setattr(assistant, "answer", answer)
    return mood


@pytest.mark.parametrize("mode", ["suggest", "auto"])
@pytest.mark.parametrize("words", _UNSURE)
async def test_what_is_unsure_is_left_alone(scene: Scene, mode: str, words: str) -> None:
    await scene.set(mode=mode, confidence=50)
    message = await scene.write(words)
    assert not scene.list_own()
    assert not scene.list_marks(message)


async def test_so_it_is_when_somebody_takes_the_mark_up(scene: Scene, mood: set[str]) -> None:
    await scene.set(mode="suggest", confidence=50)
    message = await scene.write()
    assert scene.list_marks(message)
    mood.add("unsure")
    await scene.bob.react(message, "🔎")
    assert not scene.list_own()


async def test_an_answer_goes_when_its_message_becomes_unclear(scene: Scene) -> None:
    await scene.set(mode="auto", confidence=50)
    message = await scene.write()
    assert len(scene.list_own()) == 1
    await scene.alice.edit(message, "unclear words")
    assert not scene.list_own()
    assert not await scene.store.find_replies_to(message.id)


async def test_a_question_that_becomes_unclear_is_asked_back(scene: Scene) -> None:
    message = await scene.alice.send(scene.channel, f"<@{scene.me.id}> {CLAIM}")
    await scene.alice.edit(message, f"<@{scene.me.id}> unclear words")
    (reply,) = scene.list_own()
    assert "is-so" in list_buttons(reply)
