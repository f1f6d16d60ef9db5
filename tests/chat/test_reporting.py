"""The form behind Wrong?, which goes on working with a new client on the same database."""

import pytest
from simcord.results import InteractionResult

from tests.chat.scene import Scene, heard


@pytest.fixture(params=["same client", "after a restart"])
async def scene(scene: Scene, request: pytest.FixtureRequest) -> Scene:
    """Every test of this file runs twice; in the second run the client is a new one before each button."""
    scene.restarts = request.param == "after a restart"
    return scene


async def test_wrong_opens_a_form_and_files_a_report(scene: Scene) -> None:
    reply = await scene.ask()
    shown = await scene.press(scene.bob, reply, "wrong")
    result = await _fill(scene, shown, "The date is off.", "https://example.org/paper")
    assert "report 1" in heard(result)
    (report,) = await scene.store.list_reports(scene.guild.id)
    assert (report.wrong, report.source, report.reporter) == (
        "The date is off.", "https://example.org/paper", scene.bob.id,
    )  # fmt: skip
    assert report.reply == reply.id
    assert report.claim == "cant-see-inside"


async def test_the_source_in_the_form_may_be_left_out(scene: Scene) -> None:
    shown = await scene.press(scene.bob, await scene.ask(), "wrong")
    await _fill(scene, shown, "No.", "")
    (report,) = await scene.store.list_reports(scene.guild.id)
    assert report.source is None


async def test_a_form_that_is_sent_late_is_kept(scene: Scene) -> None:
    """Nothing in memory waits for it."""
    shown = await scene.press(scene.bob, await scene.ask(), "wrong")
    await scene.env.advance_time(3600)
    if scene.restarts:
        await scene.restart()
    assert "report 1" in heard(await _fill(scene, shown, "No.", ""))
    (report,) = await scene.store.list_reports(scene.guild.id)
    assert report.wrong == "No."


async def test_a_form_about_a_reply_that_is_no_longer_known_is_kept(scene: Scene) -> None:
    reply = await scene.ask()
    shown = await scene.press(scene.bob, reply, "wrong")
    await scene.store.delete_reply(reply.id)
    assert "report 1" in heard(await _fill(scene, shown, "No.", ""))
    (report,) = await scene.store.list_reports(scene.guild.id)
    assert (report.channel, report.reply, report.claim) == (scene.channel.id, reply.id, None)


async def _fill(scene: Scene, shown: InteractionResult, wrong: str, source: str) -> InteractionResult:
    assert shown.modal is not None
    controls = [row["components"][0]["custom_id"] for row in shown.modal["components"]]
    return await scene.bob.submit_modal(shown, dict(zip(controls, (wrong, source), strict=True)))
