"""Pictures on the wire: the file, its description in the body, and an answer where files are not allowed."""

import pytest

from tests.wire.conftest import Build
from tests.wire.rates import Fault
from tests.wire.stand_in import StandIn

_EDIT = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
_PAIR = {"first": "Olmo 3", "second": "GPT-4o"}


async def test_the_body_carries_the_file_and_says_what_it_shows(discord_here: StandIn, build: Build) -> None:
    async with discord_here.run(build()):
        shown = await discord_here.wait_for_shown(discord_here.people.use("compare", _PAIR))
    (call,) = [call for call in discord_here.rest.calls if call.files]
    (described,) = call.body["attachments"]
    assert call.files == ("spectrum.png",)
    assert described["filename"] == "spectrum.png"
    assert all(name in described["description"] for name in ("Olmo 3 / 3.1: ", "GPT-4o: "))
    assert shown["attachments"][0]["description"] == described["description"]
    assert call.body["allowed_mentions"]["parse"] == []


async def test_the_picture_stays_when_a_page_is_turned(discord_here: StandIn, build: Build) -> None:
    async with discord_here.run(build()):
        shown = await discord_here.wait_for_shown(discord_here.people.use("spectrum", {"tier": "closed"}))
        before = list(shown["attachments"])
        turned = await discord_here.wait_for_shown(discord_here.people.press(shown, "glassbox:next"))
        await discord_here.settle()
    assert turned["embeds"] != []
    assert turned["attachments"] == before != []


@pytest.mark.parametrize("fault", [Fault(502), Fault(502, afterwards=True), Fault(0)], ids=["502", "done", "cut"])
async def test_a_picture_is_sent_once_more_where_the_line_fails(
    discord_here: StandIn, build: Build, fault: Fault
) -> None:
    async with discord_here.run(build()):
        discord_here.rest.faults.inject(_EDIT, fault)
        shown = await discord_here.wait_for_shown(discord_here.people.use("compare", _PAIR))
        await discord_here.settle()
    assert [one["filename"] for one in shown["attachments"]] == ["spectrum.png"]


async def test_an_answer_comes_where_files_are_not_allowed(discord_here: StandIn, build: Build) -> None:
    async with discord_here.run(build()):
        discord_here.rest.faults.inject(_EDIT, Fault(403))
        shown = await discord_here.wait_for_shown(discord_here.people.use("compare", _PAIR))
    assert shown["attachments"] == []
    assert shown["embeds"]
