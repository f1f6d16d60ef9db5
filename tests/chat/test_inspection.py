"""What `glassbox doctor` asks Discord and what it makes of the answers, over real sockets."""

import base64
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiohttp import web
from discord.http import Route
from pydantic import SecretStr

from bot.chat.inspection import read_application, write_invitations
from bot.chat.permissions import PERMISSIONS
from bot.config import Settings
from bot.doctor.account import examine_account
from bot.doctor.findings import Finding

APPLICATION = 123456789012345678
TOKEN = f"{base64.urlsafe_b64encode(str(APPLICATION).encode()).decode().rstrip('=')}.abcdef.{'x' * 38}"
MESSAGE_CONTENT = 1 << 19


class AccountHere:
    """The three pages of Discord that the doctor reads."""

    def __init__(self) -> None:
        self.flags = 0
        self.servers: list[dict[str, Any]] = []
        self.status = 200
        self.date = ""
        self.asked: list[str] = []

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return web.json_response({"message": "401: Unauthorized", "code": 0}, status=401)
        pages: dict[str, Any] = {
            "/users/@me": {"id": str(APPLICATION), "username": "glassbox"},
            "/oauth2/applications/@me": {"id": str(APPLICATION), "flags": self.flags},
            "/users/@me/guilds": self._list_page(request.query),
        }
        headers = {"Date": self.date} if self.date else {}
        return web.json_response(pages[request.path], status=self.status, headers=headers)

    def _list_page(self, query: Mapping[str, str]) -> list[dict[str, Any]]:
        """As Discord does: at most so many servers behind an id, in the order of their ids."""
        behind = [server for server in self.servers if int(server["id"]) > int(query.get("after", "0"))]
        return sorted(behind, key=lambda server: int(server["id"]))[: int(query.get("limit", "200"))]


@pytest.fixture
async def account_here(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AccountHere]:
    account = AccountHere()
    application = web.Application()
    application.router.add_get("/{rest:.*}", account.serve)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    monkeypatch.setattr(Route, "BASE", f"http://{host}:{port}")
    yield account
    await runner.cleanup()


async def examine(token: str = TOKEN, *, message_content: bool = False) -> dict[str, Finding]:
    settings = Settings(discord_token=SecretStr(token), message_content=message_content)
    return {finding.subject: finding for finding in await examine_account(settings)}


async def test_all_is_well(account_here: AccountHere) -> None:
    account_here.servers = [{"id": "1", "name": "Home", "permissions": str(PERMISSIONS.value)}]
    findings = await examine()
    assert all(finding.fine for finding in findings.values())
    assert list(findings) == ["token", "discord", "intents", "permissions", "clock"]
    assert str(APPLICATION) in findings["token"].text
    assert "glassbox" in findings["discord"].text
    assert "complete in 1 of 1" in findings["permissions"].text
    assert all(TOKEN not in str(finding) for finding in findings.values())


async def test_every_server_is_looked_at(account_here: AccountHere) -> None:
    whole, lacking = str(PERMISSIONS.value), str(PERMISSIONS.value & ~(1 << 14))
    account_here.servers = [
        {"id": str(number), "name": f"Server {number}", "permissions": lacking if number == 401 else whole}
        for number in range(1, 402)
    ]
    settings = Settings(discord_token=SecretStr(TOKEN))
    found = [finding.text for finding in await examine_account(settings) if finding.subject == "permissions"]
    assert found == ["Server 401 lacks Embed Links: grant it to the role.", "complete in 400 of 401 servers"]


async def test_a_missing_permission_is_named_with_its_server(account_here: AccountHere) -> None:
    lacking = PERMISSIONS.value & ~(1 << 14)
    account_here.servers = [
        {"id": "1", "name": "Narrow", "permissions": str(lacking)},
        {"id": "2", "name": "Owned", "permissions": str(1 << 3)},
    ]
    settings = Settings(discord_token=SecretStr(TOKEN))
    found = [finding for finding in await examine_account(settings) if finding.subject == "permissions"]
    assert [(finding.fine, finding.text) for finding in found] == [
        (False, "Narrow lacks Embed Links: grant it to the role."),
        (True, "complete in 1 of 2 servers"),
    ]


@pytest.mark.parametrize(
    ("flags", "wanted", "fine"),
    [(0, False, True), (0, True, False), (MESSAGE_CONTENT, True, True), (MESSAGE_CONTENT, False, True)],
)
async def test_intents_are_held_against_the_settings(
    account_here: AccountHere, flags: int, wanted: bool, fine: bool
) -> None:
    account_here.flags = flags
    findings = await examine(message_content=wanted)
    assert findings["intents"].fine == fine


async def test_a_wrong_clock_is_told(account_here: AccountHere) -> None:
    account_here.date = "Mon, 23 Nov 2020 10:00:00 GMT"
    finding = (await examine())["clock"]
    assert not finding.fine
    assert "ahead of Discord's" in finding.text


async def test_a_refused_token_is_told(account_here: AccountHere) -> None:
    findings = await examine(TOKEN[:-1] + "y")
    assert findings["token"].fine
    assert "refused the token" in findings["discord"].text
    assert account_here.asked == ["/users/@me"]


async def test_a_fault_of_discord_is_told(account_here: AccountHere) -> None:
    account_here.status = 503
    assert "status 503" in (await examine())["discord"].text


async def test_no_network_is_one_sentence(monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int) -> None:
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{unused_tcp_port}")
    findings = await examine()
    assert list(findings) == ["token", "discord"]
    assert "cannot be reached" in findings["discord"].text


async def test_no_token_is_no_fault() -> None:
    (finding,) = await examine_account(Settings(discord_token=None))
    assert finding.fine
    assert "set DISCORD_TOKEN" in finding.text


@pytest.mark.parametrize("token", ["very-secret", "a" * 64, "bm90LWEtbnVtYmVyLWF0LWFsbA.abcdef." + "x" * 38])
async def test_what_is_no_token_is_never_sent(account_here: AccountHere, token: str) -> None:
    findings = await examine(token)
    assert list(findings) == ["token"]
    assert not findings["token"].fine
    assert token not in str(findings["token"])
    assert account_here.asked == []


def test_a_token_begins_with_its_application() -> None:
    assert read_application(TOKEN) == APPLICATION
    assert read_application("") is None


def test_the_invitations_ask_for_what_the_bot_needs() -> None:
    server, person = write_invitations(APPLICATION)
    assert f"client_id={APPLICATION}&scope=bot%20applications.commands&permissions={PERMISSIONS.value}" in server
    assert person.endswith("integration_type=1&scope=applications.commands")
