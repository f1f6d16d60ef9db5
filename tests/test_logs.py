"""The log: readable or JSON lines, and silent about tokens, answering addresses and what people write."""

import json
import logging

import pytest

from bot.errors import StoreError
from bot.logs import JsonLines, PlainLines, set_up_logging

TOKEN = ".".join(("MTIzNDU2Nzg5MDEyMzQ1Njc4", "abcdef", "x" * 38))
FORMATTERS = pytest.mark.parametrize("formatter", [PlainLines(), JsonLines()], ids=["text", "json"])


@pytest.fixture(autouse=True)
def restore_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the logging of the suite as it was."""
    for name in (None, "aiohttp", "asyncio", "discord", "discord.client", "faiss"):
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "level", logger.level)
        monkeypatch.setattr(logger, "handlers", list(logger.handlers))


def record(message: str, error: BaseException | None = None) -> logging.LogRecord:
    failure = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("bot.chat", logging.WARNING, __file__, 1, message, (), failure)


def fail_with(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except type(error) as raised:
        return raised


def test_a_json_line_has_its_parts() -> None:
    entry = json.loads(JsonLines().format(record("Connected to 3 servers.")))
    assert entry.pop("time").endswith("+00:00")
    assert entry == {"level": "WARNING", "logger": "bot.chat", "message": "Connected to 3 servers."}


@FORMATTERS
@pytest.mark.parametrize(
    ("line", "secret"),
    [
        (f"logged in with {TOKEN}", TOKEN),
        ("429 for https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24tdG9rZW4/messages", "aW50ZXJhY3Rpb24"),
        ("429 for https://discord.com/api/v10/interactions/123/aW50ZXJhY3Rpb24/callback", "aW50ZXJhY3Rpb24"),
    ],
)
def test_secrets_are_blotted_out(formatter: logging.Formatter, line: str, secret: str) -> None:
    written = formatter.format(record(line))
    assert secret not in written
    assert "[hidden]" in written


@FORMATTERS
def test_a_traceback_shows_frames_and_not_what_was_said(formatter: logging.Formatter) -> None:
    error = fail_with(KeyError("what alice wrote"), ValueError("what bob wrote"))
    written = formatter.format(record("Failure 1", error))
    assert "fail_with" in written
    assert "KeyError" in written
    assert "ValueError" in written
    assert "alice" not in written
    assert "bob" not in written


@FORMATTERS
@pytest.mark.parametrize("error", [StoreError("the disk is full"), ConnectionResetError("the disk is full")])
def test_a_traceback_keeps_messages_that_quote_nobody(formatter: logging.Formatter, error: Exception) -> None:
    assert "the disk is full" in formatter.format(record("Failure 1", fail_with(error)))


def test_libraries_never_log_events(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG", "text")
    logging.getLogger("discord.gateway").debug("WebSocket Event: what alice wrote")
    logging.getLogger("bot.chat").debug("ours")
    written = capsys.readouterr().err
    assert "ours" in written
    assert "alice" not in written


def test_the_form_can_be_changed_while_running(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", "text")
    set_up_logging("WARNING", "json")
    logging.getLogger("bot").info("not shown")
    logging.getLogger("bot").warning("shown")
    assert json.loads(capsys.readouterr().err)["message"] == "shown"
