"""Sending surely: what fails for the moment is sent again, what is refused is not."""

from http import HTTPStatus
from unittest.mock import Mock

import aiohttp
import discord
import pytest

from bot.chat.repeating import send_surely


class Line:
    """A line to Discord that fails in the given ways before it works."""

    def __init__(self, *failures: Exception) -> None:
        self._failures = list(failures)
        self.tries = 0

    async def send(self) -> str:
        self.tries += 1
        if self._failures:
            raise self._failures.pop(0)
        return "sent"


def refuse(status: HTTPStatus) -> discord.HTTPException:
    kind = discord.DiscordServerError if status >= HTTPStatus.INTERNAL_SERVER_ERROR else discord.HTTPException
    return kind(Mock(status=int(status), reason=status.phrase), "")


@pytest.mark.parametrize(
    "failure",
    [refuse(HTTPStatus.SERVICE_UNAVAILABLE), refuse(HTTPStatus.TOO_MANY_REQUESTS), aiohttp.ServerDisconnectedError()],
)
async def test_what_fails_for_the_moment_is_sent_again(failure: Exception) -> None:
    line = Line(failure, failure)
    assert await send_surely(line.send) == "sent"
    assert line.tries == 3


async def test_what_is_refused_is_not_sent_again() -> None:
    line = Line(refuse(HTTPStatus.FORBIDDEN))
    with pytest.raises(discord.HTTPException):
        await send_surely(line.send)
    assert line.tries == 1
