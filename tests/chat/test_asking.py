"""Every way to ask in one's own words. No privileged intent is on."""

import asyncio
import re

import discord
import pytest

from bot.app import build_client
from bot.chat.client import choose_intents
from bot.config import Settings
from bot.store.records import Reply
from tests.chat.scene import CLAIM, Scene, heard, read, read_first


async def test_a_mention_is_answered_with_a_reply(scene: Scene) -> None:
    reply = await scene.ask(CLAIM)
    text = read(reply)
    assert "Not so" in text
    assert "[1]" in text
    assert "fully open" in text
    assert reply.reference is not None
    assert not reply.mentions
    assert reply.content == ""


async def test_the_first_reply_is_the_short_form(scene: Scene) -> None:
    """At most 500 characters and three sources; the rest is a press away."""
    reply = await scene.ask(CLAIM)
    assert len(read_first(reply)) <= 500
    assert not reply.embeds[0].fields
    assert 1 <= read(reply).count("](http") <= 3


async def test_a_message_with_two_statements_gets_a_line_for_each(scene: Scene) -> None:
    reply = await scene.ask("llama is open source and open weights are cheaper")
    assert reply.embeds[0].title == "Two points"
    assert len(re.findall(r'^[✓✗⇄] (?:"[^"]+" )?\*\*', read(reply), re.MULTILINE)) == 2
    assert "[1]" in read(reply)


async def test_an_ally_is_agreed_with(scene: Scene) -> None:
    reply = await scene.ask("you can totally see inside open models")
    assert reply.embeds[0].title == "✓ You are right"
    assert not (reply.embeds[0].description or "").startswith("You're right")


async def test_a_mention_alone_is_told_what_to_write(scene: Scene) -> None:
    assert read(await scene.mention(""))


async def test_other_messages_are_left_alone(scene: Scene) -> None:
    await scene.alice.send(scene.channel, CLAIM)
    await scene.alice.send(scene.channel, f"<@{scene.bob.id}> {CLAIM}")
    await scene.alice.send(scene.channel, f"@everyone {CLAIM}")
    assert not scene.list_own()


async def test_bots_and_webhooks_are_left_alone(scene: Scene) -> None:
    robot = scene.guild.add_member(scene.env.create_user("robot", bot=True))
    await robot.send(scene.channel, f"<@{scene.me.id}> {CLAIM}")
    await scene.guild.create_webhook(scene.channel).send(f"<@{scene.me.id}> {CLAIM}")
    assert not scene.list_own()


async def test_a_reply_to_the_bot_goes_on_with_the_conversation(scene: Scene) -> None:
    first = await scene.ask("is mistral 7b open?")
    await scene.alice.send(scene.channel, "source?", reply_to=first)
    last = scene.list_own()[-1]
    assert last.id != first.id
    assert "[1]" in read(last)


async def test_somebody_else_may_go_on_by_a_reply(scene: Scene) -> None:
    first = await scene.ask("is mistral 7b open?")
    await scene.bob.send(scene.channel, f"<@{scene.me.id}> source?", reply_to=first)
    assert "mistral 7b" in read(scene.list_own()[-1]).casefold()


async def test_a_reply_that_comes_before_ours_is_noted_goes_on_too(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may reply while the bot still waits to hear that its own message was taken."""
    sent, noted = asyncio.Semaphore(0), asyncio.Event()

    async def wait(_reply: Reply) -> None:
        sent.release()
        await noted.wait()

    monkeypatch.setattr(scene.store, "save_reply", wait)
    backend = scene.env.backend
    backend.create_message(scene.channel.id, scene.alice.id, f"<@{scene.me.id}> is mistral 7b open?")
    await sent.acquire()
    reference = {"channel_id": str(scene.channel.id), "message_id": str(scene.list_own()[0].id)}
    backend.create_message(scene.channel.id, scene.bob.id, f"<@{scene.me.id}> source?", reference=reference)
    await sent.acquire()
    noted.set()
    await scene.env.settle()
    assert "[1]" in read(scene.list_own()[-1])


async def test_each_person_has_a_conversation_of_their_own(scene: Scene) -> None:
    await scene.ask("is mistral 7b open?")
    assert "Mistral 7B" not in read(await scene.mention("and its licence?", by=scene.bob))


async def test_a_direct_message_is_answered(scene: Scene) -> None:
    await scene.alice.send_dm("what is quantization?")
    (reply,) = scene.list_notices(scene.alice)
    assert "quanti" in read(reply).casefold()


async def test_a_mention_in_a_thread_is_answered_there(scene: Scene) -> None:
    thread = scene.open_thread()
    assert "Not so" in read(await scene.mention(channel=thread))
    assert not scene.list_own()


async def test_without_the_intent_a_thread_needs_a_mention_each_time(scene: Scene) -> None:
    thread = scene.open_thread()
    await scene.mention(channel=thread)
    await scene.alice.send(thread, "is mistral 7b open?")
    assert len(scene.list_own(thread)) == 1


async def test_ask(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "ask", text="llama is open source")
    assert "Llama" in heard(result)
    assert result.response is not None
    assert not result.response.ephemeral


async def test_ask_privately(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "ask", text=CLAIM, private=True)
    assert result.ephemeral
    assert not scene.list_own()


async def test_ask_goes_on_with_the_conversation(scene: Scene) -> None:
    await scene.alice.slash(scene.channel, "ask", text="is mistral 7b open?")
    result = await scene.alice.slash(scene.channel, "ask", text="and its licence?")
    assert "Apache" in heard(result)


async def test_ask_in_a_direct_message(scene: Scene) -> None:
    assert "Not so" in heard(await scene.alice.user.slash("ask", text=CLAIM))


@pytest.mark.parametrize(
    ("menu", "words"),
    [
        ("Check this claim", "Not so"),
        ("Other side", "best case"),
        ("Explain the terms", "open weights"),
    ],
)
async def test_a_right_click_answers_whoever_clicked_alone(scene: Scene, menu: str, words: str) -> None:
    message = await scene.bob.send(scene.channel, "you can't see inside models with open weights")
    result = await scene.alice.context_menu(scene.channel, menu, message)
    assert words.casefold() in heard(result).casefold()
    assert result.ephemeral
    assert not scene.list_own()


@pytest.mark.parametrize("menu", ["Check this claim", "Other side", "Explain the terms"])
async def test_a_right_click_on_a_message_without_text(scene: Scene, menu: str) -> None:
    message = await scene.bob.send(scene.channel, "", attachments=[("cat.png", b"\x89PNG")])
    result = await scene.alice.context_menu(scene.channel, menu, message)
    assert heard(result).strip() == "There is no text in that message to check."


async def test_a_right_click_on_a_text_file_says_that_it_is_not_opened(scene: Scene) -> None:
    message = await scene.bob.send(scene.channel, "", attachments=[("message.txt", b"open models are closed")])
    result = await scene.alice.context_menu(scene.channel, "Check this claim", message)
    assert "I do not open files: paste the words into /ask" in heard(result)


async def test_nobody_is_ever_pinged_and_markdown_is_shown_as_typed(scene: Scene) -> None:
    text = read(await scene.mention("@everyone @here <@1> <@&2> what about **bold**x13 b and `code`7b"))
    assert "@everyone" not in text
    assert "@here" not in text
    assert "<@1>" not in text
    assert "**bold**" not in text
    result = await scene.alice.slash(scene.channel, "model", name="@everyone **bold** `x`")
    assert "@everyone" not in heard(result)
    assert r"\*\*bold" in heard(result)


async def test_the_client_of_glassbox_run_answers(settings: Settings) -> None:
    """Independent scenarios drive `build_client`: it must be the same client."""
    client = build_client(settings)
    try:
        assert client.tree.get_command("ask") is not None
        assert not client.intents.message_content
    finally:
        client.assistant.close()


def test_no_privileged_intent_is_asked_for() -> None:
    intents = choose_intents()
    assert not intents.message_content
    assert not intents.members
    assert not intents.presences
    assert choose_intents(message_content=True).message_content


def test_the_client_may_mention_nobody(scene: Scene) -> None:
    allowed = scene.client.allowed_mentions
    assert allowed is not None
    assert allowed.to_dict() == discord.AllowedMentions.none().to_dict()
