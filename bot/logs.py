"""The log: lines to read or one JSON object a line. Neither holds message text, a token or a secret address.

Traceback messages of strangers (KeyError, ValidationError) quote values, and a value may be what somebody wrote, so
only the messages of the network, the database and ourselves are kept; frames are always there.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

Format = Literal["text", "json"]

_SECRETS = re.compile(r"[\w-]{23,30}\.[\w-]{6,8}\.[\w-]{27,}|(?<=/webhooks/)\d+/[\w-]+|(?<=/interactions/)\d+/[\w-]+")
"""A bot's token, and the addresses by which an interaction is answered without one."""

_SPEAKING = ("bot", "discord", "aiohttp", "sqlite3")
"""Packages whose exceptions never quote what somebody wrote."""

_LIBRARIES = {
    "aiohttp": logging.INFO,
    "asyncio": logging.INFO,
    "discord": logging.INFO,  # at DEBUG it writes whole events and requests
    "discord.client": logging.ERROR,  # it warns of missing voice support
    "faiss": logging.WARNING,  # it tells which variants of itself it does not find
}
"""The least that loggers of libraries must have to say to be heard."""


def set_up_logging(level: str, form: Format) -> None:
    """Log to standard error from `level` on; may be called again to change either.

    Libraries stay at INFO even where we are at DEBUG: below it discord.py logs the messages it receives.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else PlainLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in _LIBRARIES.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelName(level)))


class PlainLines(logging.Formatter):
    """`12:00:00 INFO bot.chat.client: Connected to 3 servers.`"""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        return hide_secrets(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802  (the name that logging calls)
        return "\n".join(_tell_error(ei[1])) if isinstance(ei, tuple) and isinstance(ei[1], BaseException) else ""


class JsonLines(logging.Formatter):
    """`{"time": ..., "level": ..., "logger": ..., "message": ..., "error": ...}`, one object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": hide_secrets(record.getMessage()),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            entry["error"] = hide_secrets("\n".join(_tell_error(error)))
        return json.dumps(entry, ensure_ascii=False)


def hide_secrets(text: str) -> str:
    """The text with every token and every answering address blotted out."""
    return _SECRETS.sub("[hidden]", text)


def _tell_error(error: BaseException) -> Iterator[str]:
    """An exception and what led to it, the cause first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _tell_error(before)
        yield "which led to:"
    yield from (line.rstrip("\n") for line in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__qualname__}: {_quote(error)}"


def _quote(error: BaseException) -> str:
    package = type(error).__module__.split(".")[0]
    return str(error) if package in _SPEAKING or isinstance(error, OSError) else "(its message may quote what was said)"
