"""A shard whose line is cut goes on with its session, however many tries it takes: what was said meanwhile is replayed.

discord.py's plain client does that. Of its sharded one (2.7.1, `discord/shard.py`) the first try alone resumes: when it
fails, `Shard.reconnect` begins a new session, so what was said during a cut of more than a moment is lost, and shards
wait for one another. Between its tries it waits up to a quarter of an hour, so that a cut of 15 s was felt for 40. It
has no hook there, so the method is replaced.
"""

import asyncio

from discord.gateway import ReconnectWebSocket
from discord.shard import Shard

_RESUMABLE, _ENDED = 4000, 1000
"""Codes with which a line is closed: Discord keeps the session for some minutes, or ends it."""
_SOON, _LATE = 3, 10
"""Powers of two: the most seconds between two tries with a session, which Discord does not count, and without one, of
which it allows 1,000 a day."""

_begin_anew = Shard.reconnect
_trying: set[asyncio.Task[None]] = set()


async def _reconnect(shard: Shard) -> None:
    """Try to resume, beside the other shards. Discord refuses a session that it has forgotten, and discord.py then
    begins a new one, as it does where there is none."""
    has_session = shard.ws.session_id is not None
    shard._backoff._max = _SOON if has_session else _LATE
    if not has_session:
        await _begin_anew(shard)
        return
    trying = asyncio.create_task(shard.reidentify(ReconnectWebSocket(shard.id, resume=True)))
    _trying.add(trying)
    trying.add_done_callback(_trying.discard)


async def _close(shard: Shard) -> None:
    """Close the line, so that another process can go on with the session where one may."""
    shard._cancel_task()
    await shard.ws.close(code=_RESUMABLE if getattr(shard._client, "leaves_sessions", False) else _ENDED)


def keep_sessions() -> None:
    """From now on every shard of this process goes on with its session, and a client that `leaves_sessions` leaves them
    behind when it closes."""
    Shard.reconnect = _reconnect  # type: ignore[assignment,method-assign]
    Shard.close = _close  # type: ignore[assignment,method-assign]
