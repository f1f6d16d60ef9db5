"""Questions that are edited or deleted, and replies that are taken away."""

import asyncio
from collections.abc import Callable

import discord
import pytest

from bot.records.answers import Answer
from bot.records.language import Utterance
from tests.chat.scene import CLAIM, Scene, is_private, read

_OTHER = "is mistral 7b open?"


async def _send(scene: Scene, text: str) -> discord.Message:
    return await scene.alice.send(scene.channel, text)


async def _ask(scene: Scene, text: str = CLAIM) -> discord.Message:
    return await _send(scene, f"<@{scene.me.id}> {text}")


async def test_an_edited_question_is_answered_again_in_place(scene: Scene) -> None:
    question = await _ask(scene)
    (reply,) = scene.list_own()
    await scene.alice.edit(question, f"<@{scene.me.id}> {_OTHER}")
    (changed,) = scene.list_own()
    assert changed.id == reply.id
    assert "Mistral 7B" in read(changed)
    assert (await scene.note(changed)).claim != "llama-is-open-source"


async def test_the_buttons_of_an_edited_answer_are_of_the_new_answer(scene: Scene) -> None:
    question = await _ask(scene, _OTHER)
    await scene.alice.edit(question, f"<@{scene.me.id}> {CLAIM}")
    (reply,) = scene.list_own()
    await scene.press(scene.alice, reply, "details")
    assert (await scene.note(reply)).depth == "standard"


async def test_an_edit_that_adds_a_mention_is_answered(scene: Scene) -> None:
    question = await _send(scene, CLAIM)
    await scene.alice.edit(question, f"<@{scene.me.id}> {CLAIM}")
    assert "Not so" in read(scene.list_own()[0])


async def test_an_old_message_that_gains_a_mention_is_left_alone(scene: Scene) -> None:
    question = await _send(scene, CLAIM)
    await scene.env.advance_time(3600)
    await scene.alice.edit(question, f"<@{scene.me.id}> {CLAIM}")
    assert not scene.list_own()


async def test_an_edited_direct_message_is_answered_again(scene: Scene) -> None:
    question = await scene.alice.send_dm(CLAIM)
    await scene.alice.user.edit(question, _OTHER)
    (reply,) = scene.list_notices(scene.alice)
    assert "Mistral 7B" in read(reply)


async def test_a_preview_of_a_link_is_no_edit(scene: Scene) -> None:
    """Discord sends an update without a time of editing when it unfurls a link."""
    question = await _ask(scene)
    before = len(scene.list_sent())
    event = next(
        payload
        for _, name, payload in reversed(scene.env.backend.transcript)
        if name == "MESSAGE_CREATE" and payload["id"] == str(question.id)
    )
    scene.env.backend.emit("MESSAGE_UPDATE", {**event, "content": f"<@{scene.me.id}> {_OTHER}"})
    await scene.env.settle()
    assert len(scene.list_sent()) == before


async def test_an_edit_in_a_channel_that_is_off_is_left_alone(scene: Scene) -> None:
    question = await _send(scene, CLAIM)
    await scene.maya.slash(scene.channel, "settings", mode="off")
    await scene.alice.edit(question, f"<@{scene.me.id}> {CLAIM}")
    assert not scene.list_own()


async def test_edits_count_as_questions(scene: Scene) -> None:
    await scene.maya.slash(scene.channel, "settings", per_user=1)
    question = await _ask(scene)
    await scene.alice.edit(question, f"<@{scene.me.id}> {_OTHER}")
    assert "Mistral" not in read(scene.list_own()[0])


async def test_an_edit_while_the_answer_is_made_changes_that_answer(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both events are in flight at once; there is one reply, to the later words."""

    def edit(question: int) -> None:
        scene.env.backend.edit_message(scene.channel.id, question, {"content": f"<@{scene.me.id}> {_OTHER}"})

    _interrupt(scene, monkeypatch, edit)
    await _ask(scene)
    (reply,) = scene.list_own()
    assert "Mistral 7B" in read(reply)


async def test_a_deletion_while_the_answer_is_made_withdraws_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    _interrupt(scene, monkeypatch, lambda question: scene.env.backend.delete_message(scene.channel.id, question))
    await _ask(scene)
    assert not scene.list_own()


async def test_a_deleted_question_takes_the_reply_along(scene: Scene) -> None:
    question = await _ask(scene)
    (reply,) = scene.list_own()
    await scene.alice.delete(question)
    assert not scene.list_own()
    assert await scene.store.find_reply(reply.id) is None


async def test_bulk_deletion_takes_all_replies_along(scene: Scene) -> None:
    questions = [await _ask(scene), await _ask(scene, _OTHER)]
    kept = await _ask(scene, "what is quantization?")
    scene.env.backend.bulk_delete_messages(scene.channel.id, [question.id for question in questions])
    await scene.env.settle()
    (reply,) = scene.list_own()
    assert reply.reference is not None
    assert reply.reference.message_id == kept.id


async def test_a_question_deleted_after_a_restart_takes_the_reply_along(scene: Scene) -> None:
    question = await _ask(scene)
    await scene.restart()
    scene.env.backend.delete_message(scene.channel.id, question.id)
    await scene.env.settle()
    assert not scene.list_own()


async def test_a_reply_that_moderators_deleted_is_forgotten_and_stays_away(scene: Scene) -> None:
    question = await _ask(scene)
    (reply,) = scene.list_own()
    await scene.mod.delete(reply)
    assert await scene.store.find_reply(reply.id) is None
    await scene.alice.edit(question, f"<@{scene.me.id}> {_OTHER}")
    assert not scene.list_own()


async def test_a_reply_that_was_removed_stays_away(scene: Scene) -> None:
    question = await _ask(scene)
    await scene.press(scene.alice, scene.list_own()[0], "remove")
    await scene.alice.edit(question, f"<@{scene.me.id}> {_OTHER}")
    assert not scene.list_own()


async def test_a_reply_that_went_unnoticed_stays_away(scene: Scene) -> None:
    question = await _ask(scene)
    scene.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008)
    await scene.alice.edit(question, f"<@{scene.me.id}> {_OTHER}")
    assert len(scene.list_own()) == 1
    assert not await scene.store.find_replies_to(question.id)


async def test_a_correction_goes_with_the_answer_that_it_was_about(scene: Scene) -> None:
    question = await _ask(scene)
    (reply,) = scene.list_own()
    await scene.report(reply)
    await scene.maya.slash(scene.channel, "review", action="accept", number=1, correction="It was 2025.")
    assert "Corrected on" in scene.find(reply).content
    await scene.alice.edit(question, f"<@{scene.me.id}> {_OTHER}")
    assert "Mistral 7B" in read(scene.find(reply))
    assert "Corrected on" not in scene.find(reply).content


async def test_an_event_that_comes_twice_is_answered_once(scene: Scene) -> None:
    question = await _ask(scene)
    event = next(
        payload
        for _, name, payload in scene.env.backend.transcript
        if name == "MESSAGE_CREATE" and payload["id"] == str(question.id)
    )
    scene.env.backend.emit("MESSAGE_CREATE", event)
    await scene.env.settle()
    assert len(scene.list_own()) == 1


async def test_the_asker_removes_a_reply(scene: Scene) -> None:
    for text in (CLAIM, _OTHER, "hello", "", "which llama is open?"):
        reply = await scene.ask(text)
        await scene.press(scene.alice, reply, "remove")
        assert not scene.list_own()
        assert await scene.store.find_reply(reply.id) is None


async def test_others_cannot_remove_a_reply_but_moderators_can(scene: Scene) -> None:
    reply = await scene.ask()
    refused = await scene.press(scene.bob, reply, "remove")
    assert is_private(refused)
    assert len(scene.list_own()) == 1
    await scene.press(scene.mod, reply, "remove")
    assert not scene.list_own()


def _interrupt(scene: Scene, patch: pytest.MonkeyPatch, deed: Callable[[int], None]) -> None:
    """Do something to the first question after it was heard and before it is answered."""
    assistant = scene.client.assistant
    think = assistant.answer
    heard: list[Utterance] = []

    async def answer(utterance: Utterance) -> Answer:
        heard.append(utterance)
        if len(heard) == 1:
            deed(next(one.id for one in reversed(scene.channel.history()) if one.author.id == scene.alice.id))
            await asyncio.sleep(0)
        return await think(utterance)

    patch.setattr(assistant, "answer", answer)
