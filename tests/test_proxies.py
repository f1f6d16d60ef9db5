"""The proxy of the environment: taken as other programs take it, and one that cannot be used told in a sentence."""

from urllib.parse import quote

import pytest

from bot.errors import ConfigurationError
from bot.judge.completions import Completions
from bot.proxies import find_proxy
from tests.commands import run
from tests.proxying import NAME, PASSWORD, stand_between

_DISCORD = "https://discord.com"
_TOKEN = ".".join(("MTIzNDU2Nzg5MDEyMzQ1Njc4", "abcdef", "x" * 38))
"""Shaped like one, and opens nothing."""


@pytest.mark.parametrize(
    ("variables", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": ""}, None),
        ({"HTTP_PROXY": "http://other:3128"}, None),
        ({"HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"https_proxy": "http://proxy:3128"}, "http://proxy:3128"),
        ({"https_proxy": "http://small:3128", "HTTPS_PROXY": "http://large:3128"}, "http://small:3128"),
        ({"HTTPS_PROXY": "https://proxy"}, "https://proxy"),
        ({"HTTPS_PROXY": " HTTP://proxy:3128/\n"}, "HTTP://proxy:3128/"),
        ({"HTTPS_PROXY": "http://me:p%40ss@proxy:3128"}, "http://me:p%40ss@proxy:3128"),
        ({"HTTPS_PROXY": "http://[::1]:3128"}, "http://[::1]:3128"),
        ({"HTTPS_PROXY": "proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "httpproxy.example.org:3128"}, "http://httpproxy.example.org:3128"),
        ({"HTTPS_PROXY": "10.0.0.1:3128"}, "http://10.0.0.1:3128"),
        ({"HTTPS_PROXY": "me:pass@proxy:3128"}, "http://me:pass@proxy:3128"),
        ({"ALL_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"ALL_PROXY": "socks5://proxy:1080", "HTTPS_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "discord.com"}, None),
        ({"HTTPS_PROXY": "http://proxy:3128", "no_proxy": "localhost, .discord.com"}, None),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "notdiscord.com"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "socks5://proxy:1080", "NO_PROXY": "discord.com"}, None),
    ],
)
def test_the_proxy_of_the_environment_is_taken(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], proxy: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert find_proxy(_DISCORD) == proxy
    assert find_proxy("http://127.0.0.1:8080/v1") is None


@pytest.mark.parametrize(
    "written",
    [
        "socks5://me:hidden@proxy:1080",
        "http://",
        "http:/hidden:3128",
        "http://hidden:port",
        "http://hidden:99999",
        "http://[::1",
        "http://me:hid#den@proxy:3128",
        "http://me:hid/den@proxy:3128",
        "http://proxy:3128/hidden",
        "http://proxy:3128/?hidden",
        "http://my hidden proxy:3128",
        "http://me:hidden\u043f@proxy:3128",
        "http://m%3Ae:hidden@proxy:3128",
        "hidden, but no address",
    ],
)
@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY"])
def test_one_that_cannot_be_used_is_told_in_a_sentence_without_its_password(
    monkeypatch: pytest.MonkeyPatch, name: str, written: str
) -> None:
    monkeypatch.setenv(name, written)
    with pytest.raises(ConfigurationError, match=name) as told:
        find_proxy(_DISCORD)
    assert "NO_PROXY" in str(told.value)
    assert "\n" not in str(told.value)
    assert "hid" not in str(told.value)


def test_the_second_judge_says_so_when_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked later, every question would fail for the same reason."""
    monkeypatch.setenv("HTTP_PROXY", "http://proxy:port")
    with pytest.raises(ConfigurationError, match="HTTP_PROXY"):
        Completions("http://models.example.org/v1", "some-model")


@pytest.mark.parametrize("scheme", ["http://", ""])
def test_the_doctor_asks_discord_through_it(scheme: str) -> None:
    with stand_between() as proxy:
        address = f"{scheme}{NAME}:{quote(PASSWORD)}@{proxy.place}"
        result = run("doctor", DISCORD_TOKEN=_TOKEN, HTTPS_PROXY=address)
        assert proxy.passed[:1] == ["CONNECT discord.com:443"]
        assert "MEND: Discord cannot be reached (the proxy answers with status 502)" in result.stdout
        result = run("doctor", DISCORD_TOKEN=_TOKEN, HTTPS_PROXY=f"{scheme}{NAME}:wrong-one@{proxy.place}")
        assert proxy.refused[:1] == ["CONNECT discord.com:443"]
    assert "the proxy refuses its name and password with status 407" in result.stdout
    assert "wrong-one" not in result.stdout + result.stderr


def test_the_doctor_names_a_bad_one_and_looks_at_everything_else() -> None:
    result = run("doctor", DISCORD_TOKEN=_TOKEN, HTTPS_PROXY="socks5://proxy:1080", GLASSBOX_DATA="nowhere",
        GLASSBOX_JUDGE_URL="https://models.example.org/v1", GLASSBOX_JUDGE_MODEL="some-model",
    )  # fmt: skip
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == [
        "token", "discord", "judge", "disk", "database", "encoder", "index", "answer",
    ]  # fmt: skip
    assert all("HTTPS_PROXY" in line for line in lines[1:3])


def test_a_bot_does_not_start_with_a_bad_one() -> None:
    result = run("run", DISCORD_TOKEN=_TOKEN, HTTPS_PROXY="http://proxy:port")
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("glassbox: The proxy of HTTPS_PROXY")
    assert "Traceback" not in result.stderr
