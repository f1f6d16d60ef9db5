"""The stand-in is true to Discord: hikari reads every event that it sends, Discord's description fits its answers."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.wire.description import DESCRIPTION, Description, load_description
from tests.wire.gateway import MESSAGE_CONTENT
from tests.wire.hearing import Hearer
from tests.wire.payloads import PUBLIC_THREAD, Payload
from tests.wire.small_bot import SmallBot
from tests.wire.stand_in import StandIn
from tests.wire.world import EPHEMERAL


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    """Discord with a small bot that may read everything."""
    description = load_description()
    async with StandIn(judges=[description.judge] if description else []) as scene:
        scene.lead(monkeypatch.setattr)
        scene.gateway.privileges = MESSAGE_CONTENT
        async with scene.run(SmallBot()):
            yield scene
    assert scene.rest.refusals == []


@pytest.fixture
def description() -> Description:
    loaded = load_description()
    if loaded is None:
        pytest.skip(f"Discord's description is not at hand: {DESCRIPTION.name} in ../shared/reference")
    return loaded


async def _live(scene: StandIn) -> Payload:
    """Everything that people can do, once; returns the bot's first reply."""
    message = scene.people.write("Something")
    reply = await scene.wait_for_reply(message)
    await scene.until(lambda: reply["content"] == "A better answer", "an edit")
    await _use_commands(scene, message)
    await _press_buttons(scene, reply)
    scene.people.react(reply, "👍")
    scene.people.react(reply, "👍", added=False)
    await scene.wait_for_reply(scene.people.write_directly("Directly"))
    await scene.gateway.drop()
    await scene.until(lambda: scene.gateway.resumes and scene.gateway.connected, "the client to resume")
    talk = scene.people.write("Let us talk")
    thread = await scene.until(
        lambda: next((place for place in scene.world.channels.values() if place["type"] == PUBLIC_THREAD), None),
        "a thread",
    )
    await scene.wait_for_reply(scene.people.write("In a thread", channel=thread))
    scene.people.edit(message, "Something else")
    scene.people.delete(talk)
    await scene.settle()
    return reply


async def _use_commands(scene: StandIn, message: Payload) -> None:
    checked = await scene.wait_for_shown(scene.people.use_on("Check this claim", message))
    assert checked["content"] == "Something"
    panel = scene.people.use("settings mode", {"to": "auto"})
    await scene.until(lambda: len(panel.shown) == 2, "a follow-up")
    assert panel.shown[1]["content"] == "auto"
    assert panel.shown[1]["attachments"][0]["filename"] == "settings.txt"
    completed = scene.people.complete("find", "name", "x")
    assert await scene.until(lambda: completed.choices, "choices") == [{"name": "x!", "value": "x"}]


async def _press_buttons(scene: StandIn, reply: Payload) -> None:
    turned = scene.people.press(reply, "other")
    assert (await scene.wait_for_shown(turned))["content"] == "The other side"
    wrong = scene.people.press(reply, "wrong")
    await scene.until(lambda: wrong.acknowledged, "a form")
    noted = await scene.wait_for_shown(scene.people.submit(wrong, {"what": "A number"}))
    assert noted["content"] == "Noted: A number"
    shared = scene.people.press(reply, "share")
    await scene.until(lambda: [each["content"] for each in shared.messages] == ["Shared"], "one message only")


async def test_hikari_reads_every_event(scene: StandIn) -> None:
    reply = await _live(scene)
    hearer = Hearer(scene.world.me["id"])
    for name, data in scene.gateway.events:
        hearer.hear(name, data)
    assert {name for name, _ in scene.gateway.events} == hearer.names
    assert {data["type"] for name, data in scene.gateway.events if name == "INTERACTION_CREATE"} == {2, 3, 4, 5}
    assert {emoji for entries in scene.world.reactions.values() for _, emoji in entries} == {"👀"}
    assert scene.channels.typing
    assert reply["id"] not in scene.world.messages


async def test_answers_are_as_discord_describes_them(scene: StandIn, description: Description) -> None:
    await _live(scene)
    faults = [
        f"{route}: {fault}"
        for route, status, answer in scene.rest.answers
        if answer is not None
        for fault in description.judge_answer(route, status, answer)
    ]
    assert faults == []


async def test_a_private_answer_is_nowhere_else(scene: StandIn) -> None:
    message = scene.people.write("Something")
    await scene.wait_for_reply(message)
    shown = await scene.wait_for_shown(scene.people.use_on("Check this claim", message))
    assert shown["flags"] & EPHEMERAL
    assert shown["id"] not in scene.world.messages
    assert not any(data.get("id") == shown["id"] for _, data in scene.gateway.events)


async def test_events_need_their_intents(discord_here: StandIn) -> None:
    intents = discord.Intents(dm_messages=True)
    async with discord_here.run(discord.Client(intents=intents)):
        message = discord_here.people.mention("Not for this one")
        discord_here.people.react(message, "👍")
        discord_here.people.write_directly("For this one")
    assert [name for name, _ in discord_here.gateway.events] == ["READY", "MESSAGE_CREATE"]
