"""Reads events as hikari does, a second client library: an event that it cannot read is not true to Discord."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any, cast

import hikari
from hikari.api import GatewayShard
from hikari.snowflakes import Snowflake

from tests.wire.payloads import Payload


class _Shard:
    """What hikari asks of a connection when it reads an event."""

    id = 0
    is_alive = True

    def __init__(self, me: str) -> None:
        self._me = Snowflake(me)

    def get_user_id(self) -> Snowflake:
        return self._me


class Hearer:
    """Turns events into hikari's own; raises whatever hikari raises."""

    def __init__(self, me: str) -> None:
        token = f"{b64encode(me.encode()).decode()}.not.real"
        bot = hikari.GatewayBot(token, banner=None, logs=None, suppress_optimization_warning=True)
        self._read: dict[str, Callable[[GatewayShard, Payload], object]] = {
            "READY": bot.event_factory.deserialize_ready_event,
            "RESUMED": lambda shard, _: bot.event_factory.deserialize_resumed_event(shard),
            "GUILD_CREATE": bot.event_factory.deserialize_guild_available_event,
            "MESSAGE_CREATE": bot.event_factory.deserialize_message_create_event,
            "MESSAGE_UPDATE": lambda shard, data: bot.event_factory.deserialize_message_update_event(
                shard, data, old_message=None
            ),
            "MESSAGE_DELETE": lambda shard, data: bot.event_factory.deserialize_message_delete_event(
                shard, data, old_message=None
            ),
            "MESSAGE_REACTION_ADD": bot.event_factory.deserialize_message_reaction_add_event,
            "MESSAGE_REACTION_REMOVE": bot.event_factory.deserialize_message_reaction_remove_event,
            "THREAD_CREATE": bot.event_factory.deserialize_guild_thread_create_event,
            "INTERACTION_CREATE": bot.event_factory.deserialize_interaction_create_event,
        }
        self._shard = cast("GatewayShard", cast("Any", _Shard(me)))

    @property
    def names(self) -> frozenset[str]:
        """The events that can be read."""
        return frozenset(self._read)

    def hear(self, name: str, data: Payload) -> object:
        """Read one event, and what hikari reads only when it is asked for."""
        event = self._read[name](self._shard, data)
        if name == "GUILD_CREATE":
            guild = cast("hikari.GuildAvailableEvent", event)
            return guild, guild.channels, guild.members, guild.roles, guild.threads, guild.guild
        return event
