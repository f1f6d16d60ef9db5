"""Messages over the wire: what is answered, once; what is left alone; and what the bot may not read."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.client import GlassboxClient
from tests.wire.conftest import Build
from tests.wire.payloads import Payload
from tests.wire.stand_in import StandIn

_MESSAGES = "POST /channels/{channel_id}/messages"


@pytest.fixture
async def scene(discord_here: StandIn, build: Build) -> AsyncIterator[StandIn]:
    """Discord with the real client connected."""
    async with discord_here.run(build()):
        yield discord_here


def _read(message: Payload) -> str:
    """Everything that a message shows."""
    texts: list[str] = [message["content"]]
    for embed in message["embeds"]:
        texts += [embed.get("title") or "", embed.get("description") or ""]
        texts += [f"{field['name']} {field['value']}" for field in embed.get("fields", [])]
    return "\n".join([*texts, *_list_texts(message["components"])])


def _list_texts(components: list[Payload]) -> list[str]:
    texts = []
    for component in components:
        texts += [component[key] for key in ("content", "label") if component.get(key)]
        texts += _list_texts(component.get("components") or [])
    return texts


async def _count_after_quiet(scene: StandIn, message: Payload) -> int:
    """How many replies a message has once somebody who wrote later has theirs, and the bot has fallen silent."""
    later = scene.world.add_person("later")
    await scene.wait_for_reply(scene.people.write_directly("what is quantization?", author=later))
    await scene.settle()
    return len(scene.world.list_replies(message))


async def test_a_mention_is_answered_once(scene: StandIn) -> None:
    message = scene.people.mention("you can't see inside open models")
    reply = await scene.wait_for_reply(message)
    assert "Not so" in _read(reply)
    assert "[1]" in _read(reply)
    assert reply["channel_id"] == message["channel_id"]
    assert await _count_after_quiet(scene, message) == 1


async def test_a_direct_message_is_answered_once(scene: StandIn) -> None:
    message = scene.people.write_directly("you can't see inside open models")
    assert "Not so" in _read(await scene.wait_for_reply(message))
    assert await _count_after_quiet(scene, message) == 1


async def test_a_reply_to_the_bot_goes_on_with_the_conversation(scene: StandIn) -> None:
    first = await scene.wait_for_reply(scene.people.mention("is mistral 7b open?"))
    other = scene.world.people[1]
    asked = scene.people.write("source?", reply_to=first, author=other)
    assert "[1]" in _read(await scene.wait_for_reply(asked))


async def test_a_message_delivered_twice_is_answered_once(scene: StandIn) -> None:
    message = scene.people.mention("you can't see inside open models")
    scene.people.repeat(message)
    await scene.wait_for_reply(message)
    scene.people.repeat(message)
    assert await _count_after_quiet(scene, message) == 1


async def test_what_is_not_for_the_bot_is_left_alone(scene: StandIn) -> None:
    robot = scene.world.add_person("robot", bot=True)
    others = [
        scene.people.write("you can't see inside open models"),
        scene.people.write(f"<@{scene.world.people[1]['id']}> is llama open source?"),
        scene.people.mention("is llama open source?", author=robot),
    ]
    assert await _count_after_quiet(scene, others[-1]) == 0
    answered = {call.parameters["channel_id"] for call in scene.rest.list_calls(_MESSAGES)}
    assert others[0]["channel_id"] not in answered


async def test_texts_that_are_not_for_the_bot_do_not_reach_it(scene: StandIn) -> None:
    scene.people.write("a secret between people")
    scene.people.mention("is llama open source?")
    scene.people.write_directly("what is quantization?")
    texts = [data["content"] for name, data in scene.gateway.events if name == "MESSAGE_CREATE"]
    assert texts[0] == ""
    assert "llama" in texts[1]
    assert "quantization" in texts[2]


async def test_its_own_replies_are_delivered_to_it_and_left_alone(scene: StandIn) -> None:
    reply = await scene.wait_for_reply(scene.people.mention("is llama open source?"))
    delivered = [data["id"] for name, data in scene.gateway.events if name == "MESSAGE_CREATE"]
    assert reply["id"] in delivered
    assert await _count_after_quiet(scene, reply) == 0


async def test_nobody_is_pinged(scene: StandIn) -> None:
    someone = scene.world.people[1]
    message = scene.people.mention(f"@everyone <@{someone['id']}> does the model `x` **13b** exist?")
    reply = await scene.wait_for_reply(message)
    assert reply["mentions"] == []
    for call in scene.rest.list_calls(_MESSAGES):
        assert call.body["allowed_mentions"]["parse"] == []
        assert not call.body["allowed_mentions"]["replied_user"]


async def test_a_reply_to_a_message_that_is_gone_is_given_all_the_same(scene: StandIn) -> None:
    message = scene.people.mention("is llama open source?")
    del scene.world.messages[message["id"]]
    (call,) = await scene.until(lambda: scene.rest.list_calls(_MESSAGES), "an answer")
    assert call.body["message_reference"]["fail_if_not_exists"] is False


async def test_two_people_are_answered_each_with_their_own(discord_here: StandIn, client: GlassboxClient) -> None:
    assert client.user is not None
    first, second = discord_here.world.people[:2]
    one = discord_here.people.mention("is llama open source?", author=first)
    two = discord_here.people.mention("what is quantization?", author=second)
    assert "Llama" in _read(await discord_here.wait_for_reply(one))
    assert "quanti" in _read(await discord_here.wait_for_reply(two)).casefold()
