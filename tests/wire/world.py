"""What exists on this Discord: the bot, people, servers, channels and messages, and who may read what."""

import re
import time
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from tests.wire.payloads import (
    Payload,
    build_application,
    build_attachment,
    build_channel,
    build_direct_channel,
    build_guild,
    build_message,
    build_thread,
    build_user,
    say_time,
)

_EPOCH = 1420070400000
"""Milliseconds of the first second of 2015, from which Discord counts."""

_MENTION = re.compile(r"<@!?(\d+)>")
_HIDDEN: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}
EPHEMERAL = 1 << 6
LOADING = 1 << 7


class World:
    """The state that the gateway and the requests share."""

    def __init__(self, *, servers: int = 1, channels: int = 1, people: int = 1) -> None:
        self._numbers = count()
        self.me = build_user(self.new_id(), "Glassbox", bot=True)
        self.application = build_application(self.me)
        self.users: dict[str, Payload] = {self.me["id"]: self.me}
        self.guilds: dict[str, Payload] = {}
        self.channels: dict[str, Payload] = {}
        self.messages: dict[str, Payload] = {}
        self.commands: list[Payload] = []
        self.reactions: dict[str, list[tuple[str, str]]] = {}
        """Who reacted with what to a message, by its id."""
        self.people = [self.add_person(f"person{number}") for number in range(people)]
        for number in range(servers):
            guild = self.add_guild(f"Server {number}")
            for position in range(channels):
                self.add_channel(guild, f"channel-{position}")

    def new_id(self) -> str:
        """A snowflake: the time in its upper bits, as the client reads it, a running number in its lower."""
        return str(((time.time_ns() // 1_000_000 - _EPOCH) << 22) + next(self._numbers) % (1 << 22))

    def add_person(self, name: str, *, bot: bool = False) -> Payload:
        user = build_user(self.new_id(), name, bot=bot)
        self.users[user["id"]] = user
        return user

    def add_guild(self, name: str) -> Payload:
        guild = build_guild(self.new_id(), name, self.people[0]["id"], self.me)
        self.guilds[guild["id"]] = guild
        return guild

    def add_channel(self, guild: Payload, name: str) -> Payload:
        channel = build_channel(self.new_id(), guild["id"], name, len(guild["channels"]))
        guild["channels"].append(channel)
        self.channels[channel["id"]] = channel
        return channel

    def add_thread(self, parent: Payload, name: str, owner: Payload) -> Payload:
        thread = build_thread(self.new_id(), parent, name, owner["id"])
        self.guilds[parent["guild_id"]]["threads"].append(thread)
        self.channels[thread["id"]] = thread
        return thread

    def open_direct(self, person: Payload) -> Payload:
        """The direct channel between a person and the bot; there is one for each."""
        for channel in self.channels.values():
            if channel.get("recipients") == [person]:
                return channel
        channel = build_direct_channel(self.new_id(), person)
        self.channels[channel["id"]] = channel
        return channel

    @property
    def channel(self) -> Payload:
        """The first channel of the first server."""
        return next(iter(self.channels.values()))

    def compose(self, channel: Payload, author: Payload, body: Payload, files: Iterable[str] = ()) -> Payload:
        """The message that a body makes, with everybody whom it pings; not yet in the channel."""
        message = build_message(self.new_id(), channel, author, body.get("content") or "")
        message["attachments"] = self._attach(message, body, files)
        self._fill(message, body)
        replied = self._find_replied(body, channel)
        if replied is not None:
            message["type"] = 19
            message["referenced_message"] = {
                key: value for key, value in replied.items() if key not in {"referenced_message", "member", "guild_id"}
            }
            place = {"channel_id": channel["id"], "message_id": replied["id"]}
            message["message_reference"] = {"type": 0, **place} | (
                {"guild_id": channel["guild_id"]} if "guild_id" in channel else {}
            )
        message["mentions"] = list(self._list_pinged(message, body, replied))
        return message

    def keep(self, message: Payload) -> None:
        """Put a message into its channel."""
        self.messages[message["id"]] = message
        self.channels[message["channel_id"]]["last_message_id"] = message["id"]

    def change(self, message: Payload, body: Payload, files: Iterable[str] = ()) -> None:
        """Apply an edit to a message."""
        self._fill(message, body)
        if "attachments" in body:
            message["attachments"] = self._attach(message, body, files)
        message["edited_timestamp"] = say_time()
        if "content" in body:
            message["mentions"] = list(self._list_pinged(message, body, None))

    def react(self, message: Payload, who: Payload, emoji: str, *, added: bool) -> None:
        reactions = self.reactions.setdefault(message["id"], [])
        entry = (who["id"], emoji)
        if added and entry not in reactions:
            reactions.append(entry)
        elif not added and entry in reactions:
            reactions.remove(entry)

    def count_reactions(self, message: Payload) -> list[Payload]:
        """The reactions on a message as requests show them."""
        entries = self.reactions.get(message["id"], [])
        return [
            {
                "emoji": {"id": None, "name": emoji},
                "count": sum(other == emoji for _, other in entries),
                "count_details": {"burst": 0, "normal": sum(other == emoji for _, other in entries)},
                "burst_colors": [],
                "me_burst": False,
                "me": (self.me["id"], emoji) in entries,
            }
            for emoji in dict.fromkeys(emoji for _, emoji in entries)
        ]

    def list_messages(self, channel_id: str) -> list[Payload]:
        """The messages of a channel, oldest first."""
        return [message for message in self.messages.values() if message["channel_id"] == channel_id]

    def list_replies(self, message: Payload) -> list[Payload]:
        """What the bot posted in reply to a message and did not delete."""
        return [
            reply
            for reply in self.messages.values()
            if reply["author"]["id"] == self.me["id"]
            and reply.get("message_reference", {}).get("message_id") == message["id"]
        ]

    def show(self, message: Payload, *, with_content: bool = False) -> Payload:
        """A message as the bot may read it: without the message-content intent most texts are taken out."""
        shown = {**message}
        if not with_content and not self._may_read(shown):
            shown |= _HIDDEN
        referenced = shown.get("referenced_message")
        if referenced is not None and "guild_id" in shown and not with_content and not self._is_for_me(referenced):
            shown["referenced_message"] = {**referenced, **_HIDDEN}
        return shown

    def _may_read(self, message: Payload) -> bool:
        return "guild_id" not in message or self._is_for_me(message)

    def _is_for_me(self, message: Payload) -> bool:
        mine = message["author"]["id"] == self.me["id"]
        return mine or any(user["id"] == self.me["id"] for user in message["mentions"])

    def _attach(self, message: Payload, body: Payload, files: Iterable[str]) -> list[Payload]:
        """The attachments that a body keeps, and its files, each described under its number."""
        named = {str(part["id"]): part for part in body.get("attachments") or []}
        kept = [one for one in message["attachments"] if one["id"] in named]
        new = [
            build_attachment(self.new_id(), name, named.get(str(number), {}).get("description"))
            for number, name in enumerate(files)
        ]
        return [*kept, *new]

    def _fill(self, message: Payload, body: Payload) -> None:
        numbers = count(1)
        if "content" in body:
            message["content"] = body["content"] or ""
        if "embeds" in body:
            message["embeds"] = [_answer_embed(embed) for embed in body["embeds"] or []]
        if "components" in body:
            message["components"] = [_number(part, numbers) for part in body["components"] or []]
        if body.get("flags") is not None:
            message["flags"] = body["flags"]
        if body.get("nonce") is not None:
            message["nonce"] = body["nonce"]

    def _find_replied(self, body: Payload, channel: Payload) -> Payload | None:
        reference = body.get("message_reference") or {}
        replied = self.messages.get(str(reference.get("message_id")))
        return replied if replied is not None and replied["channel_id"] == channel["id"] else None

    def _list_pinged(self, message: Payload, body: Payload, replied: Payload | None) -> Iterator[Payload]:
        """Everybody whom a message mentions, as far as `allowed_mentions` lets it."""
        allowed = body.get("allowed_mentions")
        everybody = allowed is None or "users" in (allowed.get("parse") or [])
        pinged = [
            identifier
            for identifier in dict.fromkeys(_MENTION.findall(message["content"]))
            if identifier in self.users and (everybody or identifier in ((allowed or {}).get("users") or []))
        ]
        if replied is not None and (allowed is None or allowed.get("replied_user")):
            pinged.append(replied["author"]["id"])
        for identifier in dict.fromkeys(pinged):
            yield self.users[identifier]


def _answer_embed(embed: Payload) -> Payload:
    """An embed as Discord gives it back: every field says whether it is inline."""
    fields = [{"inline": False, **field} for field in embed.get("fields") or []]
    return {"type": "rich", **embed} | ({"fields": fields} if fields else {})


def _number(component: Payload, numbers: Iterator[int]) -> Payload:
    """A component as Discord gives it back: numbered, as all inside it."""
    numbered = {"id": next(numbers), **component}
    if "components" in component:
        numbered["components"] = [_number(part, numbers) for part in component["components"]]
    for inside in ("component", "accessory"):
        if inside in component:
            numbered[inside] = _number(component[inside], numbers)
    return numbered
