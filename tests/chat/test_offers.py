"""The mode suggest: a small mark on a message offers an answer to whoever takes it up. The intent is on here."""

import pytest

from tests.chat.scene import Scene, list_buttons, read

_ALLY = "you can totally see inside open models"
_OTHER_CLAIM = "llama is open source"
_OFFER = "🔎"


@pytest.fixture
def listens() -> bool:
    return True


async def test_suggest_offers_and_answers_when_taken_up(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    assert scene.list_marks(message) == [_OFFER]
    assert not scene.list_own()
    await scene.bob.react(message, _OFFER)
    (reply,) = scene.list_own()
    assert "Not so" in read(reply)
    assert not list_buttons(reply).get("share")


async def test_an_offer_is_taken_up_once(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    for person in (scene.bob, scene.maya, scene.mod):
        await person.react(message, _OFFER)
    assert len(scene.list_own()) == 1


async def test_two_who_take_up_an_offer_at_once_get_one_answer(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    for person in (scene.bob, scene.maya):
        scene.env.backend.add_reaction(scene.channel.id, message.id, _OFFER, person.id)
    await scene.env.settle()
    assert len(scene.list_own()) == 1


@pytest.mark.parametrize("mark", [_OFFER, "👍"])
async def test_a_mark_that_is_no_offer_is_left_alone(scene: Scene, mark: str) -> None:
    message = await scene.write()
    await scene.bob.react(message, mark)
    assert not scene.list_own()


async def test_another_mark_takes_up_nothing(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    await scene.bob.react(message, "👍")
    assert not scene.list_own()


async def test_bots_take_up_nothing(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    robot = scene.guild.add_member(scene.env.create_user("robot", bot=True))
    await robot.react(message, _OFFER)
    assert not scene.list_own()


async def test_an_offer_ends_when_the_channel_is_switched_off(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    await scene.set(mode="off")
    await scene.bob.react(message, _OFFER)
    assert not scene.list_own()


async def test_whoever_took_up_the_offer_may_change_the_answer(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    await scene.bob.react(message, _OFFER)
    (reply,) = scene.list_own()
    await scene.press(scene.bob, reply, "remove")
    assert not scene.list_own()


async def test_whose_message_it_is_may_remove_the_answer_that_somebody_else_called_up(scene: Scene) -> None:
    await scene.set(mode="suggest")
    message = await scene.write()
    await scene.bob.react(message, _OFFER)
    (reply,) = scene.list_own()
    await scene.press(scene.alice, reply, "details")
    assert (await scene.note(reply)).depth == "short"
    await scene.press(scene.alice, reply, "remove")
    assert not scene.list_own()


async def test_whoever_takes_up_an_offer_is_the_one_who_asks(scene: Scene) -> None:
    await scene.set(mode="suggest", per_user=1)
    message = await scene.write()
    await scene.mention(by=scene.bob)
    before = len(scene.list_own())
    await scene.bob.react(message, _OFFER)
    assert len(scene.list_own()) == before
    assert scene.list_notices(scene.bob)
    assert not scene.list_notices(scene.alice)
