"""What Discord refuses becomes one sentence with its remedy."""

import contextlib
from typing import Any, cast

import discord
import pytest
from pydantic import SecretStr

from bot.chat.client import GlassboxClient
from bot.chat.connection import connect
from bot.errors import ConfigurationError


class RefusedClient:
    """A client whose login fails as Discord makes it fail."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def __aenter__(self) -> "RefusedClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def start(self, _token: str) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (discord.LoginFailure("Improper token has been passed."), "Discord refused the token"),
        (discord.PrivilegedIntentsRequired(None), "Discord refused an intent"),
        (ConnectionResetError(), "Discord cannot be reached"),
    ],
)
def test_refusals_are_told_without_the_token(error: Exception, sentence: str) -> None:
    client = cast("GlassboxClient", cast("Any", RefusedClient(error)))
    with pytest.raises(ConfigurationError, match=sentence) as told:
        connect(client, SecretStr("very-secret"), contextlib.nullcontext())
    assert "very-secret" not in str(told.value)
