"""The Discord client: which intents it has, what it may mention (nothing), what it listens to, how it ends."""

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Sequence
from functools import partial

import discord

from bot.chat.clock import Clock
from bot.chat.commands import add_commands
from bot.chat.commands.about import ForgetButton
from bot.chat.faults import Tree
from bot.chat.forms import take_form
from bot.chat.housekeeping import forget_left_servers, forget_server, keep_house
from bot.chat.illustrating import Illustrator
from bot.chat.inheriting import Heritage
from bot.chat.leaving import notice_left_servers
from bot.chat.limits import Limiter
from bot.chat.listener import Listener
from bot.chat.patience import Patience
from bot.chat.pressing import ReplyButton
from bot.chat.refusals import Place, describe_refusal
from bot.chat.registration import register_commands
from bot.chat.resuming import keep_sessions
from bot.chat.servers import ServerBook
from bot.chat.services import Services, Thinker
from bot.chat.turns import Turns
from bot.chat.unprompted import OFFER
from bot.metrics import Metrics
from bot.recent import Recent
from bot.shards import Shard, ShardRange
from bot.store.store import Store

log = logging.getLogger(__name__)

_LAST_WORDS_SECONDS = 10.0
_QUESTIONS_KEPT = 2000
_CACHES = "Entries that are kept in memory, by cache."
_WORK = ("discord.py: on_", "CommandTree-", "discord-ui-")
"""How discord.py names the tasks in which events, commands and buttons are handled."""


def choose_intents(*, message_content: bool = False) -> discord.Intents:
    """No privileged intent unless the host chose it: Discord sends the text of mentions, direct messages and
    pinging replies without."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        guild_reactions=message_content,
        message_content=message_content,
    )


class GlassboxClient(discord.AutoShardedClient):
    """Answers mentions, direct messages, replies to itself, commands, buttons, and where a server chose it more.

    Serves all shards that Discord recommends, or the `shards` of one process of several. The events of a server always
    come to the same shard, and direct messages to shard 0, so what is kept in memory is kept where it is needed.
    """

    def __init__(
        self,
        assistant: Thinker,
        store: Store,
        *,
        shards: ShardRange | None = None,
        message_content: bool = False,
        metrics: Metrics | None = None,
        proxy: str | None = None,
    ) -> None:
        clock, patience = Clock(), Patience()
        keep_sessions()
        super().__init__(
            shard_count=shards.count if shards else None,
            shard_ids=list(shards.numbers) if shards else None,  # type: ignore[arg-type]
            http_trace=clock.listen(),
            proxy=proxy,
            intents=choose_intents(message_content=message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,  # nothing is read from the message cache
        )
        self.assistant = assistant
        metrics = metrics or Metrics()
        self.services = Services(
            assistant,
            store,
            ServerBook(store, patience),
            Limiter(),
            message_content,
            metrics,
            Turns(),
            clock,
            Recent(_QUESTIONS_KEPT),
            Illustrator(),
            patience,
        )
        metrics.watch("cache_entries", _CACHES, lambda: len(self.services.servers), cache="servers")
        metrics.watch("cache_entries", _CACHES, lambda: len(self.services.limiter), cache="limits")
        metrics.watch("cache_entries", _CACHES, lambda: len(self.services.illustrator), cache="pictures")
        self.tree = Tree(self)
        self._listener = Listener(self.services)
        self._closing = False
        self._connected: set[int] = set()
        self._house: asyncio.Task[None] | None = None
        self._heritage = Heritage(self, store)
        notice_left_servers(self)
        self.add_dynamic_items(ReplyButton, ForgetButton)
        add_commands(self.tree, self.services)

    async def setup_hook(self) -> None:
        """Open the store; begin to tell Discord the commands and to delete what is old, unless another process does.
        Runs after login, before the gateway connects."""
        await self.services.store.open()
        await self.services.servers.load(self._is_ours)
        register = partial(register_commands, self.tree)
        house = keep_house(self.services.store, self.services.clock, register, self._forget_left)
        self._house = asyncio.create_task(house)

    async def choose_shards(self) -> None:
        """Ask Discord for the number of shards where the host has not set it. Raises GatewayNotFound and
        HTTPException."""
        if not self.shard_count:
            self.shard_count, _, _ = await self.http.get_bot_gateway()

    async def connect(self, *, reconnect: bool = True) -> None:
        await self.choose_shards()
        await self._heritage.begin(self._list_numbers(), self.shard_count or 1)
        await super().connect(reconnect=reconnect)

    @property
    def leaves_sessions(self) -> bool:
        """Whether another process may go on with the sessions of this one."""
        return self.services.store.is_shared

    async def reset(self) -> None:
        """Give back what a login that failed had opened, so that another can be tried."""
        await self.http.close()
        self.http.connector = discord.utils.MISSING  # it was closed with the session

    def list_shards(self) -> list[Shard]:
        """The connections of this process, by number; none before Discord has told their number."""
        numbers = self._list_numbers()
        latencies, servers = dict(self.latencies), Counter(guild.shard_id for guild in self.guilds)
        return [
            Shard(number, number in self._connected, latencies.get(number, math.nan), servers[number])
            for number in numbers
        ]

    def read_latency(self) -> float:
        """Seconds between the last heartbeat and its answer, over all shards; not a number before the first."""
        return self.latency

    def count_servers(self) -> int:
        return len(self.guilds)

    async def on_ready(self) -> None:
        numbers = self._list_numbers()
        log.info("Connected to %d servers over shards %s.", len(self.guilds), f"{numbers[0]} to {numbers[-1]}")
        self.services.widen(len(self.guilds))
        self._listener.widen(len(self.guilds))
        await self._forget_left()

    async def on_shard_connect(self, shard: int) -> None:
        self._connected.add(shard)
        self._heritage.note_connected(shard)

    async def on_shard_resumed(self, shard: int) -> None:
        self._connected.add(shard)
        log.info("Shard %d resumed after a disconnect.", shard)

    async def on_shard_disconnect(self, shard: int) -> None:
        self._connected.discard(shard)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Commands and buttons are dispatched by discord.py; forms are ours, so that they outlive a restart."""
        await take_form(interaction)

    async def on_message(self, message: discord.Message) -> None:
        if self.user is not None and not self._closing:
            await self._listener.hear(message, self.user)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        if self.user is not None and not self._closing:
            await self._listener.hear_edit(event.message, self.user)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        await self._withdraw((event.message_id,), event.channel_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        await self._withdraw(tuple(event.message_ids), event.channel_id)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        """Somebody takes up the offer of the mode suggest: the bot's own mark stands on the message."""
        if self.user is None or event.member is None or event.member.bot or str(event.emoji) != OFFER:
            return
        channel = self.get_channel(event.channel_id)
        if not isinstance(channel, discord.TextChannel | discord.Thread | discord.VoiceChannel):
            return
        try:
            message = await channel.fetch_message(event.message_id)
        except discord.HTTPException as error:
            log.warning("%s", describe_refusal(error, Place(channel)))
            return
        if any(reaction.me and str(reaction.emoji) == OFFER for reaction in message.reactions):
            await self._listener.accept_offer(message, self.user, event.member)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server that sends the bot away takes along all that is stored of it and all that is in memory."""
        self.services.forget(guild.id)
        self._listener.forget(guild.id)
        await forget_server(self.services.servers, guild.id)

    async def close(self) -> None:
        """Take nothing new, finish what is in flight, then disconnect and close the store."""
        if self._closing:
            return
        self._closing = True
        self._heritage.end()
        if self._house is not None:
            self._house.cancel()
        working = [task for task in asyncio.all_tasks() if _is_work(task)]
        if working:
            await asyncio.wait(working, timeout=_LAST_WORDS_SECONDS)
        await super().close()
        self._connected.clear()
        await self.services.store.close()
        self.assistant.close()

    def _list_numbers(self) -> Sequence[int]:
        return self.shard_ids or range(self.shard_count or 0)

    def _is_ours(self, server: int) -> bool:
        """Whether the events of a server come to this process, as far as is known before Discord has told the number of
        shards (its documentation, 'Sharding Formula')."""
        return not self.shard_count or (server >> 22) % self.shard_count in self._list_numbers()

    def _has_left(self, server: int) -> bool:
        """Whether the bot is not in a server whose events would come to this process."""
        return bool(self.shard_count) and self._is_ours(server) and self.get_guild(server) is None

    async def _forget_left(self) -> None:
        if self.user is not None and self.is_ready():
            await forget_left_servers(self.services.store, self.services.servers, self.user.id, self._has_left)

    async def _withdraw(self, messages: tuple[int, ...], channel_id: int) -> None:
        channel = self.get_partial_messageable(channel_id)
        for message in messages:
            await self._listener.hear_deletion(message, channel)


def _is_work(task: asyncio.Task[object]) -> bool:
    return task is not asyncio.current_task() and task.get_name().startswith(_WORK)
