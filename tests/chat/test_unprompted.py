"""The modes of a channel, and the manners of the two in which the bot speaks first. The intent is on here."""

import pytest
import simcord

from tests.chat.scene import CLAIM, Scene, read, read_first

_ALLY = "you can totally see inside open models"
_OTHER_CLAIM = "llama is open source"
_OFFER = "🔎"


@pytest.fixture
def listens() -> bool:
    return True


async def test_on_request_the_bot_waits_to_be_asked(scene: Scene) -> None:
    message = await scene.write()
    assert not scene.list_own()
    assert not scene.list_marks(message)


async def test_off_is_silent_even_when_asked(scene: Scene) -> None:
    await scene.set(mode="off")
    assert await scene.mention() is None
    result = await scene.alice.slash(scene.channel, "ask", text=CLAIM)
    assert result.ephemeral
    await scene.alice.send_dm(CLAIM)
    assert scene.list_notices(scene.alice)


async def test_auto_answers_claims_unasked_and_says_why(scene: Scene) -> None:
    await scene.set(mode="auto")
    message = await scene.write()
    (reply,) = scene.list_own()
    assert "/settings" in reply.content
    assert "Not so" in read(reply)
    assert reply.reference is not None
    assert reply.reference.message_id == message.id


async def test_what_is_said_unasked_is_short_and_can_be_made_longer(scene: Scene) -> None:
    await scene.set(mode="auto", depth="deep")
    await scene.write()
    (reply,) = scene.list_own()
    assert len(read_first(reply)) <= 500
    await scene.press(scene.alice, reply, "details")
    assert len(read(scene.find(reply))) > len(read(reply))


@pytest.mark.parametrize("text", ["the weather is nice today", "is mistral 7b open?", "what is quantization?", "hello"])
async def test_auto_leaves_all_but_claims_alone(scene: Scene, text: str) -> None:
    await scene.set(mode="auto")
    await scene.write(text)
    assert not scene.list_own()


async def test_auto_keeps_to_its_channel(scene: Scene) -> None:
    other = scene.guild.create_text_channel("other")
    await scene.set(mode="auto", channel=other)
    await scene.write()
    assert not scene.list_own()
    await scene.alice.send(other, CLAIM)
    assert len(scene.list_own(other)) == 1


async def test_a_thread_has_the_mode_of_its_channel(scene: Scene) -> None:
    await scene.set(mode="auto", channel=scene.channel)
    thread = scene.open_thread()
    await scene.alice.send(thread, CLAIM)
    assert len(scene.list_own(thread)) == 1


async def test_auto_speaks_from_the_confidence_that_was_set(scene: Scene) -> None:
    await scene.set(mode="auto", confidence=100)
    await scene.write()
    assert not scene.list_own()
    await scene.set(confidence=50)
    await scene.write()
    assert len(scene.list_own()) == 1


async def test_a_claim_is_answered_once_in_a_while(scene: Scene) -> None:
    await scene.set(mode="auto", confidence=50)
    await scene.write()
    await scene.bob.send(scene.channel, _ALLY)
    assert len(scene.list_own()) == 1
    await scene.write(_OTHER_CLAIM)
    assert len(scene.list_own()) == 2
    await scene.env.advance_time(11 * 60)
    await scene.write()
    assert len(scene.list_own()) == 3


async def test_quiet_hours_are_kept(scene: Scene) -> None:
    await scene.set(mode="auto", quiet_hours="00:00-23:59")
    await scene.write()
    assert not scene.list_own()
    assert await scene.mention() is not None
    await scene.set(quiet_hours="none")
    await scene.write()
    assert len(scene.list_own()) == 2


async def test_after_an_expert_has_spoken_the_bot_keeps_quiet(scene: Scene) -> None:
    await scene.set(mode="auto", expert=scene.bob)
    await scene.bob.send(scene.channel, "Weights can be inspected; people do it daily.")
    await scene.write()
    assert not scene.list_own()
    await scene.env.advance_time(11 * 60)
    await scene.write()
    assert len(scene.list_own()) == 1


async def test_an_expert_is_not_corrected(scene: Scene) -> None:
    await scene.set(mode="auto", expert=scene.alice)
    await scene.write()
    assert not scene.list_own()


async def test_bots_and_webhooks_are_left_alone(scene: Scene) -> None:
    await scene.set(mode="auto")
    robot = scene.guild.add_member(scene.env.create_user("robot", bot=True))
    await robot.send(scene.channel, CLAIM)
    await scene.guild.create_webhook(scene.channel).send(CLAIM)
    assert not scene.list_own()


async def test_what_is_unasked_counts_towards_the_limits_and_is_silent_about_them(scene: Scene) -> None:
    await scene.set(mode="auto", confidence=50, per_channel=1)
    await scene.write()
    await scene.write(_OTHER_CLAIM)
    assert len(scene.list_own()) == 1
    assert not scene.list_notices(scene.alice)


async def test_an_edited_message_that_was_answered_unasked_is_answered_again(scene: Scene) -> None:
    await scene.set(mode="auto")
    message = await scene.write()
    await scene.alice.edit(message, _OTHER_CLAIM)
    (reply,) = scene.list_own()
    assert "Llama" in read(reply)


async def test_a_thread_goes_on_without_a_mention(scene: Scene) -> None:
    thread = scene.open_thread()
    await scene.mention("is mistral 7b open?", channel=thread)
    await scene.alice.send(thread, "and its licence?")
    assert "Apache" in read(scene.list_own(thread)[-1])
    await scene.alice.send(thread, "the weather is nice today")
    await scene.bob.send(thread, "is mistral 7b open?")
    assert len(scene.list_own(thread)) == 2


async def test_talk_in_a_thread_is_never_answered_by_a_notice(scene: Scene) -> None:
    await scene.set(per_user=1)
    thread = scene.open_thread()
    await scene.mention("is mistral 7b open?", channel=thread)
    await scene.alice.send(thread, "and its licence?")
    assert len(scene.list_own(thread)) == 1
    assert not scene.list_notices(scene.alice)


async def test_a_channel_does_not_go_on_without_a_mention(scene: Scene) -> None:
    await scene.ask("is mistral 7b open?")
    await scene.write("and its licence?")
    assert len(scene.list_own()) == 1


async def test_the_modes_survive_a_restart(scene: Scene) -> None:
    await scene.set(mode="auto")
    await scene.restart(listens=True)
    await scene.write()
    assert len(scene.list_own()) == 1


async def test_two_who_say_the_same_at_once_get_one_answer(scene: Scene, simcord_env: simcord.Env) -> None:
    await scene.set(mode="auto")
    backend = simcord_env.backend
    for person in (scene.alice, scene.bob):
        backend.create_message(scene.channel.id, person.id, CLAIM)
    await simcord_env.settle()
    assert len(scene.list_own()) == 1
