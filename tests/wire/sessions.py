"""One bot's sessions on the gateway: a log of numbered events, and a socket that sends from a place in it on."""

import asyncio
import json
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any

from aiohttp import ClientConnectionError, web

from tests.wire.payloads import Payload

Compress = Callable[[bytes], bytes]


def choose_compressor(kind: str | None) -> Compress | None:
    """One stream for a whole connection, as the client asks for it; None sends plain text."""
    if kind == "zlib-stream":
        stream = zlib.compressobj(1)  # thousands of servers are told at once
        return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        return _open_zstd()
    return None


def _open_zstd() -> Compress:
    """The client asks for Zstandard where Python 3.14 or the package zstandard offers it."""
    try:
        standard: Any = import_module("compression.zstd")
    except ImportError:
        package: Any = import_module("zstandard")
        writer = package.ZstdCompressor().compressobj()
        return lambda data: writer.compress(data) + writer.flush(package.COMPRESSOBJ_FLUSH_BLOCK)
    stream = standard.ZstdCompressor()
    return lambda data: stream.compress(data, stream.FLUSH_BLOCK)


class Session:
    """What a client identified for: its intents, and every event since, in order. Outlives its sockets."""

    def __init__(self, identifier: str, intents: int, shard: tuple[int, int] = (0, 1)) -> None:
        self.identifier = identifier
        self.intents = intents
        self.shard, self.shards = shard
        self.events: list[str] = []
        """As they are sent: what happens later does not change them."""
        self.news = asyncio.Event()

    def holds(self, guild: str | None) -> bool:
        """Whether a server's events come to this session; those of no server come to the first shard."""
        return self.shard == (0 if guild is None else (int(guild) >> 22) % self.shards)

    def add(self, name: str, data: Payload) -> None:
        self.events.append(json.dumps({"op": 0, "t": name, "s": len(self.events) + 1, "d": data}))
        self.news.set()


class Connection:
    """A client's socket. Once it has a session it sends the session's events from `sent` on."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.session: Session | None = None
        self.sent = 0
        self.url = f"ws://{request.host}"
        """Where the client connected to, which may be a line to here."""
        self._transport = request.transport
        self._compress = choose_compressor(request.query.get("compress"))
        self._lock = asyncio.Lock()
        self._writer: asyncio.Task[None] | None = None

    async def send(self, payload: Payload) -> None:
        """Send one payload; a socket that is gone swallows it, as networks do."""
        await self._send_text(json.dumps(payload))

    async def _send_text(self, text: str) -> None:
        async with self._lock:
            try:
                if self._compress is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(self._compress(text.encode()))
            except (ClientConnectionError, ConnectionError):
                self.stop()

    def follow(self, session: Session, after: int) -> None:
        """Send the session's events that come after a sequence number, and go on with the new ones."""
        self.session, self.sent = session, after
        self._writer = asyncio.create_task(self._write(session))

    async def _write(self, session: Session) -> None:
        while not self.socket.closed:
            while self.sent < len(session.events):
                event = session.events[self.sent]
                self.sent += 1
                await self._send_text(event)
            session.news.clear()
            await session.news.wait()

    def stop(self) -> None:
        """Send no more events of the session."""
        if self._writer is not None:
            self._writer.cancel()

    def drop(self) -> None:
        """Cut the line without a word, as a failing network does."""
        self.stop()
        if self._transport is not None:
            self._transport.abort()
