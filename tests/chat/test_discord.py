"""Discord as people use it, through a simulated Discord and the client that `glassbox run` connects."""

import discord
import pytest
import simcord

from bot.app import build_client
from bot.chat.client import GlassboxClient, choose_intents
from bot.config import Settings


@pytest.fixture
async def simcord_bot(settings: Settings) -> GlassboxClient:
    """The client that simcord's fixture `simcord_env` runs."""
    return build_client(settings)


class Scene:
    """A server with a channel and a person in it."""

    def __init__(self, env: simcord.Env, client: GlassboxClient) -> None:
        self.env = env
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.alice = self.guild.add_member(env.create_user("alice"))
        assert client.user is not None
        self.me = client.user

    async def mention(self, text: str) -> discord.Message | None:
        """Write a message to the bot; return its reply, if any."""
        sent = await self.alice.send(self.channel, f"<@{self.me.id}> {text}")
        last = self.channel.last_message
        return last if last is not None and last.id != sent.id else None


@pytest.fixture
async def scene(simcord_env: simcord.Env, simcord_bot: GlassboxClient) -> Scene:
    return Scene(simcord_env, simcord_bot)


def _read(message: discord.Message | simcord.ResponseMessage | None) -> str:
    assert message is not None
    return "\n".join(
        f"{embed.title}\n{embed.description}\n" + "\n".join(f"{field.name} {field.value}" for field in embed.fields)
        for embed in message.embeds
    )


async def test_a_mention_is_answered_with_a_reply(scene: Scene) -> None:
    reply = await scene.mention("you can't see inside open models")
    text = _read(reply)
    assert "Wrong" in text
    assert "Fair point" in text
    assert "[1]" in text
    assert "fully open" in text
    assert reply is not None
    assert reply.reference is not None
    assert not reply.mentions
    assert reply.content == ""


async def test_an_ally_is_agreed_with(scene: Scene) -> None:
    assert "The evidence is with you" in _read(await scene.mention("you can totally see inside open models"))


async def test_other_messages_are_left_alone(scene: Scene) -> None:
    sent = await scene.alice.send(scene.channel, "you can't see inside open models")
    last = scene.channel.last_message
    assert last is not None
    assert last.id == sent.id


async def test_other_bots_are_left_alone(scene: Scene) -> None:
    robot = scene.guild.add_member(scene.env.create_user("robot", bot=True))
    sent = await robot.send(scene.channel, f"<@{scene.me.id}> llama is open source")
    last = scene.channel.last_message
    assert last is not None
    assert last.id == sent.id


async def test_a_reply_to_the_bot_goes_on_with_the_conversation(scene: Scene) -> None:
    first = await scene.mention("is mistral 7b open?")
    assert first is not None
    await scene.alice.send(scene.channel, "source?", reply_to=first)
    last = scene.channel.last_message
    assert last is not None
    assert last.id != first.id
    assert "[1]" in _read(last)


async def test_a_direct_message_is_answered(scene: Scene) -> None:
    await scene.alice.send_dm("what is quantization?")
    sent = [entry for entry in scene.env.http_requests if entry.method == "POST" and "/messages" in entry.path]
    assert sent


async def test_nobody_is_ever_pinged(scene: Scene) -> None:
    reply = await scene.mention("@everyone @here <@1> does `x`**y** 13b exist")
    text = _read(reply)
    assert "@everyone" not in text
    assert "@here" not in text
    for entry in scene.env.http_requests:
        if entry.method == "POST" and "/messages" in entry.path:
            assert entry.json is not None
            assert entry.json["allowed_mentions"]["parse"] == []


async def test_ask(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "ask", text="llama is open source")
    assert "Llama" in _read(result.response)


async def test_model_by_a_name_with_a_typo(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "model", name="mistarl 7b")
    assert "Mistral 7B" in _read(result.response)


async def test_model_one_digit_off_is_refused(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "model", name="llama 3.1 406b")
    assert "no model" in _read(result.response)


@pytest.mark.parametrize("typed", ["", "lla", "mistarl", "4o", "zzzz", "x" * 100])
async def test_completion_offers_at_most_25_short_names(scene: Scene, typed: str) -> None:
    choices = await scene.alice.autocomplete(scene.channel, "model", "name", typed)
    assert len(choices) <= 25
    assert all(1 <= len(choice["name"]) <= 100 for choice in choices)


async def test_completion_finds_aliases(scene: Scene) -> None:
    choices = await scene.alice.autocomplete(scene.channel, "compare", "second", "8x22")
    assert "Mixtral 8x22B" in [choice["name"] for choice in choices]


async def test_compare_and_spectrum(scene: Scene) -> None:
    compared = await scene.alice.slash(scene.channel, "compare", first="olmo 3", second="gpt-4o")
    assert "fully open" in _read(compared.response)
    spectrum = await scene.alice.slash(scene.channel, "spectrum", filter="fully open")
    assert "Pythia" in _read(spectrum.response)


async def test_a_failing_command_says_one_sentence_with_a_number(
    scene: Scene, simcord_bot: GlassboxClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_name: str) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(simcord_bot.assistant.catalogue, "show_model", fail)
    result = await scene.alice.slash(scene.channel, "model", name="mistral 7b")
    said = result.response.content if result.response else ""
    assert "logged as" in said
    assert "secret detail" not in said
    scene.env.errors.clear()


def test_no_privileged_intent_is_asked_for() -> None:
    intents = choose_intents()
    assert not intents.message_content
    assert not intents.members
    assert not intents.presences
