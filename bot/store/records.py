"""The values that the store keeps. None of them holds message text, unless a server switched that on for gaps."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Literal, Self, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from bot.records.answers import AnswerKind
from bot.records.base import Record, Slug, Stance, Verdict
from bot.records.language import Depth

Mode = Literal["off", "request", "suggest", "auto"]
"""off: silent in the channel; request: answers who asks; suggest: offers with a reaction; auto: answers claims."""

Visibility = Literal["public", "private"]
Locale = Literal["en-GB", "en-US"]
Button = Literal[
    "details", "back", "other-side", "sources", "compare", "share", "remove", "wrong", "previous", "next",
    "is-so", "is-not-so", "choice-1", "choice-2", "choice-3", "choice-4", "choice-5",
]  # fmt: skip
"""What can be pressed under a reply."""

CHOICES_KEPT = 5
MODELS_KEPT = 4

ReportStatus = Literal["open", "accepted", "dismissed"]

_UTC = "UTC"
PEOPLE_LIMIT = 20
CORRECTION_LIMIT = 1000
SOURCE_LIMIT = 400


@cache
def list_timezones() -> dict[str, str]:
    """The names of all time zones of this machine, by their lower-case spelling."""
    return {zone.casefold(): zone for zone in sorted(available_timezones())}


class Limits(Record):
    """How many answers may be asked for in a minute by one person, in one channel and in one server, and in a day.

    An answer fills a screen: by default nobody fills a channel alone.
    """

    user: int = Field(default=10, ge=1, le=600)
    channel: int = Field(default=60, ge=1, le=6000)
    server: int = Field(default=300, ge=1, le=6000)
    day: int = Field(default=20_000, ge=1, le=1_000_000)


class QuietHours(Record):
    """From one time of day to another, over midnight too; in the server's time zone."""

    start: dt.time
    end: dt.time

    @field_validator("start", "end")
    @classmethod
    def _refuse_offset(cls, time: dt.time) -> dt.time:
        if time.tzinfo is not None:
            raise ValueError("leave out the offset, the time zone has a setting of its own")
        return time

    def include(self, moment: dt.time) -> bool:
        """Whether a time of day lies within."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


class ServerSettings(Record):
    """What the managers of one server chose. `experts` are people after whose answer the bot keeps quiet."""

    mode: Mode = "request"
    channels: dict[int, Mode] = Field(default_factory=dict)
    visibility: Visibility = "public"
    depth: Depth = "short"
    limits: Limits = Limits()
    locale: Locale = "en-GB"
    timezone: str = "UTC"
    quiet_hours: QuietHours | None = None
    auto_confidence: float = Field(default=0.9, ge=0.5, le=1.0)
    experts: tuple[int, ...] = Field(default=(), max_length=PEOPLE_LIMIT)
    manager_role: int | None = None
    keep_questions: bool = False
    """Whether the text of questions that found no answer is kept for the gap list."""

    @field_validator("timezone")
    @classmethod
    def _know_timezone(cls, name: str) -> str:
        """Any case is taken. UTC needs no database of time zones: where there is none, all other settings work."""
        if name.upper() == _UTC:
            return _UTC
        try:
            return list_timezones()[name.strip().casefold()]
        except KeyError as error:
            raise ValueError("name a time zone such as Europe/Berlin") from error

    def choose_mode(self, channel: int, parent: int | None = None) -> Mode:
        """The mode of a channel; a thread has its channel's unless it has its own."""
        if channel in self.channels:
            return self.channels[channel]
        return self.channels.get(parent, self.mode) if parent is not None else self.mode

    def is_quiet(self, now: dt.datetime) -> bool:
        """Whether the quiet hours include this moment, which must carry a time zone."""
        zone = dt.UTC if self.timezone == _UTC else ZoneInfo(self.timezone)
        return self.quiet_hours is not None and self.quiet_hours.include(now.astimezone(zone).time())


class Reply(Record):
    """One reply of the bot: where it stands, who asked, and what its buttons need to go on. Holds no message text.

    `id` and `question` are message ids; a reply to a command has no question. `author` is who wrote the question where
    somebody else asked for the answer; `of_other` says that what is answered was said by somebody else than the asker.
    `models` are those it is about.
    `pages` are the embeds of an answer too long for one message, in the bot's own words; `choices` are what a question
    back lets one choose from, in the bank's words.
    """

    id: int
    question: int | None = None
    channel: int
    server: int | None = None
    asker: int
    author: int | None = None
    of_other: bool = False
    kind: AnswerKind
    claim: Slug | None = None
    stance: Stance | None = None
    models: tuple[Slug, ...] = ()
    depth: Depth = "standard"
    confidence: float = 1.0
    private: bool = False
    buttons: tuple[Button, ...] = ()
    page: int = 0
    pages: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    created: dt.datetime

    @field_validator("buttons", mode="before")
    @classmethod
    def _leave_out_old(cls, names: Iterable[str]) -> tuple[str, ...]:
        """Buttons that earlier versions had go when their message is next drawn."""
        return tuple(name for name in names if name in get_args(Button))


class Vote(Record):
    """One person's thumb on one reply. Whoever reports a reply finds it of no use."""

    reply: int
    user: int
    kind: AnswerKind
    claim: Slug | None = None
    useful: bool
    created: dt.datetime


class Report(Record):
    """Somebody's word that a reply is wrong, and what the moderators made of it."""

    number: int = 0
    server: int | None
    channel: int
    reply: int
    reporter: int | None
    kind: AnswerKind
    claim: Slug | None = None
    verdict: Verdict | None = None
    wrong: str = Field(min_length=1, max_length=CORRECTION_LIMIT)
    source: str | None = Field(default=None, max_length=SOURCE_LIMIT)
    status: ReportStatus = "open"
    correction: str | None = Field(default=None, max_length=CORRECTION_LIMIT)
    created: dt.datetime
    closed: dt.datetime | None = None

    def close(self, status: ReportStatus, correction: str | None, now: dt.datetime) -> Self:
        """This report once a moderator has accepted or dismissed it."""
        return self.model_copy(update={"status": status, "correction": correction, "closed": now})


class Gap(Record):
    """A question that found no answer: its nearest topics, and its text only where the server keeps questions."""

    server: int | None
    nearest: tuple[str, ...]
    text: str | None = None
    created: dt.datetime


class Session(Record):
    """Where a shard stands in what Discord sends it: with this another process can go on."""

    shard: int
    shards: int
    key: str
    """Opens the session, together with the token."""

    sequence: int
    address: str
    saved: dt.datetime


class Holdings(Record):
    """How much is stored about one person, or of one server."""

    replies: int
    votes: int
    reports: int
