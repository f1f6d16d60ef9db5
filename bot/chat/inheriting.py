"""A process that starts takes over the sessions of one that is gone: Discord replays what was said meanwhile.

A shard that begins anew hears nothing of the seconds before, half a minute for five shards. So every process notes in a
shared database where its sessions stand. The next one resumes them beside its own, keeps the messages that Discord
repeats, and answers them once its shards know their servers. What the dead process had taken up is in the database too,
so nothing is answered twice. Source: 'Resuming' in Discord's documentation of the gateway.
"""

import asyncio
import contextlib
import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import aiohttp
import discord
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from yarl import URL

from bot.errors import StoreError
from bot.store.records import Session
from bot.store.store import Store

log = logging.getLogger(__name__)

_ROUND = 2.0
"""Seconds between two notes."""

_DEAD = dt.timedelta(seconds=6)
"""Whoever has not noted a session for so long is gone; resuming the session of a living process would cut its line."""

_FORGOTTEN = dt.timedelta(minutes=5)
_PATIENCE = 20.0
"""Seconds in which Discord tells a shard its servers."""

_TICK = 0.25
_ENDS = (
    discord.ConnectionClosed, ReconnectWebSocket, aiohttp.ClientError, OSError, TimeoutError, RuntimeError,
)  # fmt: skip
"""How a session ends; then nothing more comes from it."""


class Heritage:
    """The sessions of a client's shards: those that it found, and those that it leaves."""

    def __init__(self, client: discord.AutoShardedClient, store: Store) -> None:
        self._client = client
        self._store = store
        self._connected: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._undecided: set[int] = set()
        """Shards of which we do not know yet whether their session is left: to note our own would hide it."""
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self, shards: Sequence[int], count: int) -> None:
        """Take over what others left of these shards, and note our own from now on. Of a file there is one process,
        and nothing is left."""
        if not self._store.is_shared:
            return
        try:
            found = await self._store.list_sessions()
        except StoreError:
            found = []
        ours = [one for one in found if one.shard in shards and one.shards == count]
        self._undecided = {one.shard for one in ours}
        self._tasks = [asyncio.create_task(self._inherit(one)) for one in ours]
        self._tasks.append(asyncio.create_task(self._note_always()))

    def end(self) -> None:
        """Note nothing any more. Discord repeats to the next process what came since the last note: of that the
        database knows what was taken up."""
        for task in self._tasks:
            task.cancel()

    def note_connected(self, shard: int) -> None:
        """A shard hears by itself from now on."""
        self._connected[shard].set()

    async def _inherit(self, session: Session) -> None:
        """Hear a session that is left until its shard hears by itself; then answer what came."""
        is_left = await self._is_left(session)
        self._undecided.discard(session.shard)
        if not is_left:
            return
        heard = await self._hear(session)
        if heard:
            log.info("Shard %d heard %d messages that came while it had no process.", session.shard, len(heard))
        await self._connected[session.shard].wait()
        await _wait(lambda: all(self._knows(message) for message in heard))
        for message in heard:
            self._client._connection.parse_message_create(message)  # type: ignore[arg-type]

    async def _is_left(self, session: Session) -> bool:
        """Whether nobody notes a session any more. It takes some seconds to tell."""
        age = dt.datetime.now(tz=dt.UTC) - session.saved
        if age > _FORGOTTEN:
            return False
        await asyncio.sleep(max(0.0, (_DEAD - age).total_seconds()))
        try:
            return session in await self._store.list_sessions()
        except StoreError:
            return False

    async def _hear(self, session: Session) -> list[dict[str, Any]]:
        """The messages of a session, until Discord has repeated them all and the shard is connected."""
        heard: dict[str, dict[str, Any]] = {}
        repeated = asyncio.Event()
        try:
            line = await self._resume(session)
        except _ENDS:
            return []
        line._discord_parsers = {
            "MESSAGE_CREATE": lambda message: heard.update({message["id"]: message}),
            "MESSAGE_DELETE": lambda message: heard.pop(message["id"], None),
            "RESUMED": lambda _: repeated.set(),
        }
        hearing = asyncio.create_task(_poll(line))
        enough = asyncio.gather(repeated.wait(), self._connected[session.shard].wait())
        try:
            await asyncio.wait(set[asyncio.Future[Any]]((hearing, enough)), return_when=asyncio.FIRST_COMPLETED)
        finally:
            hearing.cancel()
            enough.cancel()
            await line.close(code=1000)
        return list(heard.values())

    async def _resume(self, session: Session) -> DiscordWebSocket:
        return await DiscordWebSocket.from_client(
            self._client,
            resume=True,
            gateway=URL(session.address),
            shard_id=session.shard,
            session=session.key,
            sequence=session.sequence,
        )

    def _knows(self, message: Mapping[str, Any]) -> bool:
        """Whether Discord has told the server of a message."""
        if "guild_id" not in message:
            return True
        guild = self._client.get_guild(int(message["guild_id"]))
        return guild is not None and not guild.unavailable

    async def _note_always(self) -> None:
        while True:
            await asyncio.sleep(_ROUND)
            try:
                await self._store.save_sessions(self._list_sessions())
            except StoreError:
                log.debug("Where the sessions are could not be noted.")

    def _list_sessions(self) -> list[Session]:
        now, count = dt.datetime.now(tz=dt.UTC), self._client.shard_count or 1
        lines = [(number, info._parent.ws) for number, info in self._client.shards.items()]
        return [
            Session(
                shard=number,
                shards=count,
                key=line.session_id,
                sequence=line.sequence,
                address=str(line.gateway),
                saved=now,
            )
            for number, line in lines
            if number not in self._undecided and line.session_id is not None and line.sequence is not None
        ]


async def _poll(line: DiscordWebSocket) -> None:
    """Hear a line until it ends."""
    with contextlib.suppress(*_ENDS):
        while True:
            await line.poll_event()


async def _wait(check: Callable[[], bool]) -> None:
    """Until something is so, which rings no bell; not for ever."""
    loop = asyncio.get_running_loop()
    end = loop.time() + _PATIENCE
    while not check() and loop.time() < end:  # noqa: ASYNC110
        await asyncio.sleep(_TICK)
