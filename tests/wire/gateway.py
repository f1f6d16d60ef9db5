"""The gateway: hello, identify, heartbeats, events with sequence numbers, resumption, and every way to be cut off."""

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.wire.payloads import Payload
from tests.wire.sessions import Connection, Session
from tests.wire.world import World

GUILDS, GUILD_MESSAGES, GUILD_REACTIONS = 1 << 0, 1 << 9, 1 << 10
DIRECT_MESSAGES, DIRECT_REACTIONS, MESSAGE_CONTENT = 1 << 12, 1 << 13, 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT
"""Members, presences and message content."""

_LONGEST_PAYLOAD = 4096
_SPOKEN = frozenset({"MESSAGE_CREATE", "INTERACTION_CREATE"})
_ENDS_SESSION = frozenset({1000, 1001, 4004, 4010, 4011, 4012, 4013, 4014})
_CLOSE_UNKNOWN, _CLOSE_UNREADABLE, _CLOSE_UNIDENTIFIED, _CLOSE_TOKEN, _CLOSE_INTENTS = 4001, 4002, 4003, 4004, 4014


def find_intent(name: str, data: Payload) -> int:
    """The intents of which a client needs one to get an event; 0 for what everybody gets."""
    if name.startswith("MESSAGE_REACTION"):
        return GUILD_REACTIONS if "guild_id" in data else DIRECT_REACTIONS
    if name.startswith("MESSAGE_"):
        return GUILD_MESSAGES if "guild_id" in data else DIRECT_MESSAGES
    return GUILDS if name.startswith(("GUILD_", "CHANNEL_", "THREAD_")) else 0


class Gateway:
    """Serves one bot. Keeps everything that it was told, for tests to look at."""

    def __init__(self, world: World, token: str, ring: Callable[[], None], *, beat: float = 41.25) -> None:
        self.world = world
        self.token = token
        self.privileges = 0
        """The privileged intents that are switched on in the portal."""
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identifies: list[Payload] = []
        self.resumes: list[Payload] = []
        self.heartbeats: list[int | None] = []
        self.events: list[tuple[str, Payload]] = []
        """Every event of every session, by name."""
        self.unheard: set[str] = set()
        """Messages and interactions that came while no socket was open to hear them."""
        self.is_shut = False
        """Whether new sockets are refused."""
        self.refused = 0
        """How many were."""
        self.shards = 1
        """How many shards are recommended to the bot."""
        self.connections: list[Connection] = []
        self._beat = beat
        self._ring = ring

    @property
    def connected(self) -> bool:
        """Whether a socket with a session is open."""
        return any(connection.session is not None for connection in self.connections)

    def dispatch(self, name: str, data: Payload) -> None:
        """Tell every session whose intents cover the event; messages without content where there is no right to it."""
        needed = find_intent(name, data)
        guild = data["id"] if name.startswith("GUILD_") and "guild_id" not in data else data.get("guild_id")
        told = [one for one in self.sessions.values() if one.holds(guild) and (needed & one.intents or not needed)]
        for session in told:
            self._tell(session, name, data)
        if name in _SPOKEN and not any(connection.session in told for connection in self.connections):
            self.unheard.add(data["id"])

    def _tell(self, session: Session, name: str, data: Payload) -> None:
        if name in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            data = self.world.show(data, with_content=bool(session.intents & self.privileges & MESSAGE_CONTENT))
        self.events.append((name, data))
        session.add(name, data)

    async def drop(self) -> None:
        """Cut every socket without a word; the sessions stay resumable."""
        for connection in list(self.connections):
            connection.drop()
        await asyncio.sleep(0)  # lets the sockets close

    async def ask_to_reconnect(self) -> None:
        """Opcode 7: reconnect and resume."""
        await self._send_all({"op": 7, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Opcode 9. What is not resumable is forgotten."""
        if not resumable:
            self._forget_all()
        await self._send_all({"op": 9, "d": resumable})

    async def close(self, code: int) -> None:
        """Close every socket with a code; some codes end the session, after the others it can be resumed."""
        if code in _ENDS_SESSION:
            self._forget_all()
        await asyncio.gather(*(connection.socket.close(code=code) for connection in list(self.connections)))

    def _forget_all(self) -> None:
        self.sessions.clear()
        for connection in self.connections:
            connection.stop()

    async def _send_all(self, payload: Payload) -> None:
        for connection in list(self.connections):
            await connection.send(payload)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from hello to its end."""
        if self.is_shut:
            self.refused += 1
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request)
        self.connections.append(connection)
        try:
            await connection.send({"op": 10, "d": {"heartbeat_interval": int(self._beat * 1000)}})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._receive(connection, message.data, request.path)
                    self._ring()
        finally:
            connection.stop()
            self.connections.remove(connection)
            if connection.session is not None and socket.close_code in {1000, 1001}:
                self.sessions.pop(connection.session.identifier, None)
            self._ring()
        return socket

    async def _receive(self, connection: Connection, text: str, path: str) -> None:
        payload: Payload = json.loads(text)
        opcode, data = payload.get("op"), payload.get("d")
        if len(text) > _LONGEST_PAYLOAD:
            await connection.socket.close(code=_CLOSE_UNREADABLE)
        elif opcode == 1:
            self.heartbeats.append(payload["d"])
            await connection.send({"op": 11})
        elif opcode == 2:
            await self._identify(connection, data)
        elif opcode == 6:
            await self._resume(connection, data, path)
        elif opcode not in {3, 4, 8}:
            await connection.socket.close(code=_CLOSE_UNKNOWN)
        elif connection.session is None:
            await connection.socket.close(code=_CLOSE_UNIDENTIFIED)

    async def _identify(self, connection: Connection, data: Any) -> None:
        self.identifies.append(data)
        if data["token"] != self.token:
            await connection.socket.close(code=_CLOSE_TOKEN)
            return
        if data["intents"] & PRIVILEGED & ~self.privileges:
            await connection.socket.close(code=_CLOSE_INTENTS)
            return
        first, count = data.get("shard") or (0, 1)
        session = Session(secrets.token_hex(16), data["intents"], (first, count))
        self.sessions[session.identifier] = session
        self._greet(session, connection.url)
        connection.follow(session, after=0)

    def _greet(self, session: Session, url: str) -> None:
        """READY with the servers to come, then each server of the shard."""
        guilds = [identifier for identifier in self.world.guilds if session.holds(identifier)]
        ready = {
            "v": 10,
            "user": {**self.world.me, "verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": identifier, "unavailable": True} for identifier in guilds],
            "session_id": session.identifier,
            "resume_gateway_url": f"{url}/resume",
            "application": {"id": self.world.application["id"], "flags": self.world.application["flags"]},
            "shard": [session.shard, session.shards],
            "private_channels": [],
        }
        self._tell(session, "READY", ready)
        if session.intents & GUILDS:
            for identifier in guilds:
                self._tell(session, "GUILD_CREATE", {**self.world.guilds[identifier]})

    async def _resume(self, connection: Connection, data: Any, path: str) -> None:
        """Replay what came after the client's number, then RESUMED; a session that is not known is invalid."""
        self.resumes.append({**data, "path": path})
        session = self.sessions.get(data["session_id"])
        if data["token"] != self.token:
            await connection.socket.close(code=_CLOSE_TOKEN)
        elif session is None or not 0 < data["seq"] <= len(session.events):
            await connection.send({"op": 9, "d": False})
        else:
            for other in self.connections:
                if other.session is session:
                    other.stop()
            self._tell(session, "RESUMED", {"_trace": []})
            connection.follow(session, after=data["seq"])
