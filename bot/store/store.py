"""The interface of the store, whichever database stands behind it."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from bot.store.records import Gap, Holdings, Reply, Report, ReportStatus, ServerSettings, Session, Vote


class Store(Protocol):
    """Keeps settings, replies, votes, reports and gaps. Every method is one transaction, all of it or nothing, unless
    it says that it goes in pieces.

    Methods raise StoreError where the database cannot be read or written; a server that is away is tried again for
    some seconds before.
    """

    async def hold(self) -> None:
        """Have the database for this process until `close`, where it is one that processes cannot share. Raises
        StoreError, and StoreBusy where another has it."""

    async def open(self) -> None:
        """Open and bring the tables up to date. May be called once more after `close`."""

    async def close(self) -> None:
        """Finish what is being written, and let another process have the database."""

    async def read_settings(self, server: int) -> ServerSettings:
        """The settings of a server; the defaults where nothing was chosen."""

    async def list_settings(self, after: int = -1, most: int = 1000) -> dict[int, ServerSettings]:
        """What managers chose, by server: the next servers behind a number, at most so many."""

    async def write_settings(self, server: int, settings: ServerSettings) -> None: ...

    async def save_reply(self, reply: Reply) -> None:
        """Keep a reply, in place of the one with the same id."""

    async def find_reply(self, reply: int) -> Reply | None: ...

    async def find_replies_to(self, question: int) -> list[Reply]:
        """The replies to a message, oldest first."""

    async def delete_reply(self, reply: int) -> None: ...

    async def vote(self, vote: Vote) -> None:
        """Count a thumb, in place of an earlier one of the same person on the same reply."""

    async def add_report(self, report: Report) -> int:
        """Put a report into the review queue and return its number."""

    async def find_report(self, server: int, number: int) -> Report | None: ...

    async def list_reports(self, server: int | None, status: ReportStatus | None = "open") -> list[Report]:
        """The reports of a server, or of all for None; oldest first."""

    async def save_report(self, report: Report) -> None:
        """Keep a report as it is now, in place of the one with its number."""

    async def add_gap(self, gap: Gap) -> None: ...

    async def list_gaps(self, server: int | None) -> list[Gap]:
        """The gaps of a server, or of all for None; oldest first."""

    async def list_votes(self) -> list[Vote]: ...

    async def count_holdings(self, user: int) -> Holdings:
        """How much is stored about one person."""

    async def forget_user(self, user: int) -> None:
        """Delete a person's replies and votes, and their name from reports."""

    async def forget_server(self, server: int) -> None:
        """Delete everything of one server, in pieces. What was begun and cut off is finished by the next call; until
        then `list_servers` names the server."""

    async def prune(self, before: dt.datetime, most: int = 1000) -> int:
        """Delete at most so many replies, votes, reports and gaps each that are older than a moment; return how many
        went. Called again until nothing does, it never holds the store up for long."""

    async def prune_events(self, before: dt.datetime, most: int = 1000) -> int:
        """The same for the events that were taken up."""

    async def list_servers(self) -> list[int]:
        """The servers that the bot was in when something of them was stored."""

    async def claim(self, bot: int) -> bool:
        """Whether the database is that of this bot; one that is nobody's becomes its."""

    @property
    def is_shared(self) -> bool:
        """Whether several processes may use the database at once."""
        ...

    async def take_up(self, event: int) -> bool:
        """Whether this call is the first that takes an event up. Of several processes that get the same event by
        mistake one is told so."""

    async def save_sessions(self, sessions: Sequence[Session]) -> None:
        """Keep where shards stand, in place of what was kept of each."""

    async def list_sessions(self) -> list[Session]:
        """Where each shard stood when it was last kept."""

    async def take_lead(self) -> bool:
        """Whether this process leads those that share the database: it does what must be done once. Ask again: another
        takes the lead when this one dies or loses its line. Never raises for a database that is away."""

    async def probe(self) -> None:
        """Read from every table and write. Raises StoreError where that fails."""
