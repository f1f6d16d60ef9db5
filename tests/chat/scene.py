"""A server with people in it, and the words in which the scenarios are told."""

from typing import Any

import discord
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, RoleHandle, UserHandle
from simcord.results import InteractionResult

from bot.chat.client import GlassboxClient
from bot.shards import read_shards
from bot.store.records import Reply
from bot.store.store import Store
from tests.chat.judging import list_messages

Shown = discord.Message | simcord.ResponseMessage
CLAIM = "open-weight models are sealed, you can't look inside"
"""A claim that is surely recognised, and wrong."""

UNKNOWN = "my cat Zebulon likes tuna"
"""Something that the bank knows nothing of, with a word that stands nowhere else."""


class Scene:
    """A server with a channel; alice asks, bob looks on, maya manages the server, mod moderates messages."""

    def __init__(self, env: simcord.Env, client: GlassboxClient, store: Store) -> None:
        self.env = env
        self.client = client
        self.store = store
        self.restarts = False
        """Whether a new client takes over before each button that is pressed."""

        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.alice = self.join("alice")
        self.bob = self.join("bob")
        self.maya = self.join("maya", discord.Permissions(manage_guild=True))
        self.mod = self.join("mod", discord.Permissions(manage_messages=True))
        assert client.user is not None
        self.me = client.user

    def join(self, name: str, permissions: discord.Permissions | None = None) -> MemberActor:
        """A new member, with a role of its own where it has permissions."""
        roles = [self.guild.create_role(name, permissions=permissions)] if permissions else []
        return self.guild.add_member(self.env.create_user(name), roles=roles)

    def open_thread(self, name: str = "talk") -> ChannelHandle:
        thread = self.env.backend.create_thread(self.channel.id, name, self.alice.id)
        return next(handle for handle in self.channel.threads if handle.id == thread.id)

    async def mention(
        self, text: str = CLAIM, *, by: MemberActor | None = None, channel: ChannelHandle | None = None
    ) -> discord.Message | None:
        """Write a message to the bot; return its reply, if any."""
        room = channel or self.channel
        before = self.list_own(room)
        await (by or self.alice).send(room, f"<@{self.me.id}> {text}")
        return next(iter(self.list_own(room)[len(before) :]), None)

    async def ask(self, text: str = CLAIM, *, by: MemberActor | None = None) -> discord.Message:
        """Write a message to the bot; return its reply, which there must be."""
        reply = await self.mention(text, by=by)
        assert reply is not None
        return reply

    async def set(self, **options: object) -> str:
        """Change settings as the manager does; return what was said."""
        return heard(await self.maya.slash(self.channel, "settings", **options))

    def show_command(self, name: str, to: RoleHandle | MemberActor) -> None:
        """Do what a server's settings offer: let somebody see a command that Discord hides from them."""
        command = self.env.backend.find_command(name, self.guild.id)
        assert command is not None
        self.guild.set_command_permissions(int(command["id"]), {to: True})

    async def write(self, text: str = CLAIM) -> discord.Message:
        """A message of alice's that is not for the bot."""
        return await self.alice.send(self.channel, text)

    def list_marks(self, message: Shown) -> list[str]:
        """The reactions under a message."""
        return [str(reaction.emoji) for reaction in self.find(message).reactions]

    def list_own(self, channel: ChannelHandle | None = None) -> list[discord.Message]:
        """The bot's messages that everybody sees, oldest first."""
        history = (channel or self.channel).history()
        return [message for message in history if message.author.id == self.me.id and not message.flags.ephemeral]

    def find(self, message: Shown) -> discord.Message:
        """A message as it stands now."""
        return next(one for one in self.channel.history() if one.id == message.id)

    def list_notices(self, person: MemberActor) -> list[discord.Message]:
        """What the bot wrote to somebody directly."""
        return [one for one in person.user.dm_channel.history() if one.author.id == self.me.id]

    def list_sent(self) -> list[dict[str, Any]]:
        """The bodies of all messages that the bot sent or edited."""
        return [message for request in self.env.http_requests for message in list_messages(request)]

    async def note(self, message: Shown) -> Reply:
        """What is stored of a reply."""
        reply = await self.store.find_reply(message.id)
        assert reply is not None
        return reply

    async def press(self, person: MemberActor | UserHandle, message: Shown, name: str) -> InteractionResult:
        """Press the button with this short name."""
        if self.restarts:
            await self.restart()
        result: InteractionResult = await person.click(message, custom_id=f"glassbox:{name}")
        return result

    async def put_button_under(self, message: Shown, name: str) -> None:
        """A message whose button is another than the bot would give it now: an old one, or one that is shown late."""
        button = {"type": 2, "style": 2, "custom_id": f"glassbox:{name}", "label": name}
        rows = [{"type": 1, "components": [button]}]
        self.env.backend.edit_message(self.channel.id, message.id, {"components": rows})
        await self.env.settle()

    async def report(self, message: Shown, wrong: str = "The date is off.", *, by: MemberActor | None = None) -> None:
        """Call a reply wrong, as bob does unless somebody is named: press the button, fill in the form, send it."""
        shown = await self.press(by or self.bob, message, "wrong")
        assert shown.modal is not None
        controls = [row["components"][0]["custom_id"] for row in shown.modal["components"]]
        await (by or self.bob).submit_modal(shown, dict(zip(controls, (wrong, "https://example.org"), strict=True)))

    async def restart(self, *, listens: bool = False) -> None:
        """A new client over the same database; nothing but the database is kept."""
        assistant = self.client.assistant
        await self.store.close()
        self.client = GlassboxClient(assistant, self.store, shards=read_shards("0 of 1"), message_content=listens)
        await self.env.restart_bot(self.client)


def read_first(message: discord.Message) -> str:
    """The text of a first reply above its sources, which stand in a line of small print."""
    lines = (message.embeds[0].description or "").splitlines()
    return "\n".join(line for line in lines if not line.startswith("-#"))


def read(message: Shown | None) -> str:
    """All text of a message."""
    assert message is not None
    embeds = [
        "\n".join([embed.title or "", embed.description or "", *(f"{one.name} {one.value}" for one in embed.fields)])
        for embed in message.embeds
    ]
    return "\n".join([message.content, *embeds])


def heard(result: InteractionResult) -> str:
    """What an interaction was answered with, to the deferred answer or at once."""
    said = [*([result.response] if result.response else []), *result.followups]
    unique = {message.id: message for message in said}
    return "\n".join(read(message) for message in unique.values())


def is_private(result: InteractionResult) -> bool:
    """Whether whoever pressed or typed alone sees what came back."""
    return result.ephemeral or (bool(result.followups) and all(one.ephemeral for one in result.followups))


def list_buttons(message: Shown) -> dict[str, bool]:
    """The short names of a message's buttons, and whether each can be pressed."""
    rows: list[Any] = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    buttons = [button for row in rows for button in row["components"]]
    return {button["custom_id"].removeprefix("glassbox:"): not button.get("disabled") for button in buttons}
