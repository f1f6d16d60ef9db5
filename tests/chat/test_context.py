"""What a line points at: the message that it replies to, a forward, an embed, a poll, the title of a thread."""

import datetime as dt
from typing import Any

import discord
import pytest

from bot.chat.pointing import points_elsewhere
from tests.chat.scene import CLAIM, Scene, heard, read

_ASIDES = ("is this true?", "", "thoughts?", "check this", "fact check this pls", "is he right about that?", "really??")
_MENUS = ("Check this claim", "Other side", "Explain the terms")
_ALLY = "you can totally see inside models with open weights"


class TestReading:
    """With the message content intent."""

    @pytest.fixture
    def listens(self) -> bool:
        return True

    @pytest.mark.parametrize("aside", _ASIDES)
    async def test_a_mention_under_a_claim_asks_about_it(self, scene: Scene, aside: str) -> None:
        said = await scene.bob.send(scene.channel, CLAIM)
        await scene.alice.send(scene.channel, f"<@{scene.me.id}> {aside}", reply_to=said)
        (reply,) = scene.list_own()
        assert "✗ Not so" in read(reply)
        assert (await scene.note(reply)).claim == "cant-see-inside"

    async def test_what_somebody_else_said_rightly_is_called_right_and_not_the_reader(self, scene: Scene) -> None:
        said = await scene.bob.send(scene.channel, _ALLY)
        await scene.alice.send(scene.channel, f"<@{scene.me.id}> is this true?", reply_to=said)
        (reply,) = scene.list_own()
        assert reply.embeds[0].title == "✓ That is right"
        await scene.press(scene.alice, reply, "details")
        assert scene.find(reply).embeds[0].title == "✓ That is right"

    async def test_the_conversation_goes_on_from_there(self, scene: Scene) -> None:
        said = await scene.bob.send(scene.channel, "mistral 7b is open source")
        await scene.alice.send(scene.channel, f"<@{scene.me.id}> is this true?", reply_to=said)
        assert "Apache" in read(await scene.mention("and its licence?"))

    async def test_a_line_that_says_something_itself_is_answered_itself(self, scene: Scene) -> None:
        said = await scene.bob.send(scene.channel, CLAIM)
        await scene.alice.send(scene.channel, f"<@{scene.me.id}> is mistral 7b open?", reply_to=said)
        assert "Mistral 7B" in read(scene.list_own()[0])

    async def test_a_line_of_which_nothing_is_known_asks_about_the_other(self, scene: Scene) -> None:
        said = await scene.bob.send(scene.channel, CLAIM)
        await scene.alice.send(scene.channel, f"<@{scene.me.id}> somebody told my neighbour Zebulon", reply_to=said)
        assert (await scene.note(scene.list_own()[0])).claim == "cant-see-inside"

    @pytest.mark.parametrize(("name", "words"), [("cat.png", "no text in that message"), ("message.txt", "into /ask")])
    async def test_files_are_not_opened(self, scene: Scene, name: str, words: str) -> None:
        said = await scene.bob.send(scene.channel, "", attachments=[(name, CLAIM.encode())])
        await scene.alice.send(scene.channel, f"<@{scene.me.id}> is this true?", reply_to=said)
        assert words in read(scene.list_own()[0])

    async def test_a_thread_s_title_is_asked_about(self, scene: Scene) -> None:
        thread = scene.open_thread(CLAIM)
        assert "Not so" in read(await scene.mention("is this true?", channel=thread))

    async def test_in_a_thread_what_is_said_to_others_is_left_alone(self, scene: Scene) -> None:
        thread = scene.open_thread()
        await scene.mention("is mistral 7b open?", channel=thread)
        said = await scene.bob.send(thread, "I think it is")
        await scene.alice.send(thread, f"<@{scene.bob.id}> I still think llama is open source, don't you?")
        await scene.alice.send(thread, "nah, llama is open source", reply_to=said)
        assert len(scene.list_own(thread)) == 1

    async def test_the_role_that_came_with_the_bot_is_the_bot(self, scene: Scene) -> None:
        role = _find_role(scene)
        await scene.alice.send(scene.channel, f"<@&{role.id}> {CLAIM}")
        assert "Not so" in read(scene.list_own()[0])


def _find_role(scene: Scene) -> discord.Role:
    """The role that an invitation makes: it bears the bot's name."""
    return next(role for role in scene.client.guilds[0].roles if role.name == scene.me.name)


@pytest.mark.parametrize("aside", _ASIDES)
async def test_without_the_intent_it_says_how_to_go_on(scene: Scene, aside: str) -> None:
    said = await scene.bob.send(scene.channel, CLAIM)
    await scene.alice.send(scene.channel, f"<@{scene.me.id}> {aside}", reply_to=said)
    assert "Apps, Check this claim" in read(scene.list_own()[0])


async def test_without_the_intent_a_line_that_says_something_is_answered(scene: Scene) -> None:
    said = await scene.bob.send(scene.channel, "nice weather")
    await scene.alice.send(scene.channel, f"<@{scene.me.id}> {CLAIM}", reply_to=said)
    assert "Not so" in read(scene.list_own()[0])


async def test_without_the_intent_a_mention_of_the_role_gets_a_hint(scene: Scene) -> None:
    role = _find_role(scene)
    await scene.alice.send(scene.channel, f"<@&{role.id}> {CLAIM}")
    assert "mention me myself" in read(scene.list_own()[0])


async def test_a_thread_s_title_needs_no_intent(scene: Scene) -> None:
    thread = scene.open_thread(CLAIM)
    assert "Not so" in read(await scene.mention("is this true?", channel=thread))


@pytest.mark.parametrize("menu", _MENUS)
async def test_a_forward_is_read(scene: Scene, menu: str) -> None:
    said = await scene.bob.send(scene.channel, "you can't see inside models with open weights")
    other = scene.guild.create_text_channel("other")
    forwarded = await scene.bob.forward(said, other)
    text = heard(await scene.alice.context_menu(other, menu, forwarded))
    assert "open weights" in text.casefold()
    assert "no text" not in text


@pytest.mark.parametrize(
    "extras",
    [
        {"embeds": [{"type": "rich", "title": "News", "description": CLAIM}]},
        {"embeds": [{"type": "rich", "fields": [{"name": "Claim", "value": CLAIM, "inline": False}]}]},
    ],
)
async def test_an_embed_is_read(scene: Scene, extras: dict[str, Any]) -> None:
    robot = scene.guild.add_member(scene.env.create_user("robot", bot=True))
    message = scene.env.backend.create_message(scene.channel.id, robot.id, "", **extras)
    shown = next(one for one in scene.channel.history() if one.id == message.id)
    assert "✗ Not so" in heard(await scene.alice.context_menu(scene.channel, "Check this claim", shown))


async def test_a_poll_is_read(scene: Scene) -> None:
    assert scene.client.user is not None
    poll = discord.Poll(question=CLAIM, duration=dt.timedelta(hours=1)).add_answer(text="yes").add_answer(text="no")
    channel = scene.client.get_channel(scene.channel.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(poll=poll, allowed_mentions=discord.AllowedMentions.none())
    assert "✗ Not so" in heard(await scene.alice.context_menu(scene.channel, "Check this claim", message))


@pytest.mark.parametrize(
    "text", ["is llama open source?", "what is quantization?", "source?", "olmo 3", "and its licence?"]
)
def test_a_line_with_words_of_its_own_points_at_nothing(text: str) -> None:
    assert not points_elsewhere(text)
