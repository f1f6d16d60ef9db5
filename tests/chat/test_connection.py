"""What Discord refuses becomes one sentence with its remedy."""

import contextlib
import socket
from http import HTTPStatus
from typing import Any, cast

import discord
import pytest
from pydantic import SecretStr

from bot.chat import arriving
from bot.chat.client import GlassboxClient
from bot.chat.connection import connect
from bot.errors import ConfigurationError, DiscordUnreachable
from tests.chat.test_repeating import refuse
from tests.deploy.test_files import read_unit


class RefusedClient:
    """A client whose login fails as Discord makes it fail."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def __aenter__(self) -> "RefusedClient":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def login(self, _token: str) -> None:
        raise self._error

    async def reset(self) -> None:
        return None

    def is_ready(self) -> bool:
        return False


def _connect(error: Exception) -> None:
    client = cast("GlassboxClient", cast("Any", RefusedClient(error)))
    connect(client, SecretStr("very-secret"), contextlib.nullcontext())


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (discord.LoginFailure("Improper token has been passed."), "Discord refused the token"),
        (discord.PrivilegedIntentsRequired(None), "GLASSBOX_MESSAGE_CONTENT=false"),
    ],
)
def test_refusals_are_told_without_the_token(error: Exception, sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence) as told:
        _connect(error)
    assert "very-secret" not in str(told.value)


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(),
        TimeoutError(),
        socket.gaierror(),
        refuse(HTTPStatus.SERVICE_UNAVAILABLE),
        refuse(HTTPStatus.TOO_MANY_REQUESTS),
    ],
)
def test_out_of_reach_for_too_long_it_ends_so_that_a_service_starts_it_again(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The codes after which the unit stays down are for what does not mend itself."""
    monkeypatch.setattr(arriving, "_PATIENCE", 0)
    with pytest.raises(DiscordUnreachable) as told:
        _connect(error)
    assert str(told.value.exit_code) not in read_unit()["RestartPreventExitStatus"].split()
