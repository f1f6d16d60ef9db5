"""Conversations that are going on: to which one a message belongs, and who goes on in a thread without a mention."""

import discord

from bot.chat.addressing import find_server, name_session, name_sessions_of
from bot.recent import Recent

_KEPT = 5000
_KEPT_A_SERVER = 2
"""Messages and threads that matter still, as a mean over all servers."""


class Talks:
    """Remembers which message belongs to which conversation. One for the whole bot, used from the event loop alone."""

    def __init__(self) -> None:
        self._sessions: Recent[int, str] = Recent(_KEPT)
        self._threads: Recent[tuple[int, int], int | None] = Recent(_KEPT)
        """Who was answered in which thread, and in which server that is."""

    def widen(self, servers: int) -> None:
        """Make room for what is going on in so many servers."""
        self._sessions.widen(servers * _KEPT_A_SERVER)
        self._threads.widen(servers * _KEPT_A_SERVER)

    def forget(self, server: int) -> None:
        """Drop what is going on in a server."""
        beginning = name_sessions_of(server)
        self._sessions.forget(lambda _, session: session.startswith(beginning))
        self._threads.forget(lambda _, place: place == server)

    def note_question(self, message: discord.Message) -> str:
        """The conversation of a message that is answered now; whoever replies to it goes on with that."""
        session = self._sessions[message.id] = self.choose_session(message)
        return session

    def note_answer(self, message: discord.Message, reply: int, session: str) -> None:
        """A message has its reply."""
        self._sessions[reply] = session
        self._threads[message.channel.id, message.author.id] = find_server(message)

    def goes_on(self, message: discord.Message) -> bool:
        """In a thread whoever has been answered needs no new mention, where Discord shows the text."""
        if not isinstance(message.channel, discord.Thread) or not message.content:
            return False
        return (message.channel.id, message.author.id) in self._threads

    def choose_session(self, message: discord.Message) -> str:
        """A reply goes on with the conversation it replies to, whoever writes it; else each writer has their own."""
        for earlier in _trace_back(message):
            if earlier in self._sessions:
                return self._sessions[earlier]
        return name_session(find_server(message), message.channel.id, message.author.id)


def _trace_back(message: discord.Message) -> list[int]:
    """The message that one replies to, and the one before it: a quick reply may come before ours is noted."""
    replied_to = message.reference
    if replied_to is None:
        return []
    before = replied_to.resolved.reference if isinstance(replied_to.resolved, discord.Message) else None
    found = (replied_to.message_id, before.message_id if before else None)
    return [number for number in found if number is not None]
