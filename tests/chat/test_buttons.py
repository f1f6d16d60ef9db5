"""Every button: what it does, who may press it, and that it goes on working with a new client on the same database."""

import pytest
from simcord.results import InteractionResult

from tests.chat.scene import CLAIM, Scene, heard, is_private, list_buttons, read


@pytest.fixture(params=["same client", "after a restart"])
async def scene(scene: Scene, request: pytest.FixtureRequest) -> Scene:
    """Every test of this file runs twice; in the second run the client is a new one before each button."""
    scene.restarts = request.param == "after a restart"
    return scene


async def test_a_claim_has_its_buttons(scene: Scene) -> None:
    buttons = list_buttons(await scene.ask())
    assert list(buttons) == ["details", "other-side", "sources", "compare", "wrong", "remove"]


@pytest.mark.parametrize(("name", "words"), [("other-side", "best case"), ("sources", "[4]"), ("compare", "OLMo 3")])
async def test_everybody_may_look_aside_and_alone_sees_it(scene: Scene, name: str, words: str) -> None:
    reply = await scene.ask()
    result = await scene.press(scene.bob, reply, name)
    assert result.ephemeral
    assert words.casefold() in heard(result).casefold()
    assert len(scene.list_own()) == 1
    assert result.response is not None
    assert "share" in list_buttons(result.response)
    assert "other-side" not in list_buttons(result.response)


@pytest.mark.parametrize("name", ["back", "remove"])
async def test_only_the_asker_changes_a_reply(scene: Scene, name: str) -> None:
    reply = await scene.ask()
    await scene.press(scene.alice, reply, "details")
    before = read(scene.find(reply))
    result = await scene.press(scene.bob, reply, name)
    assert is_private(result)
    assert "Only the person who asked" in heard(result)
    assert read(scene.find(reply)) == before


async def test_share_makes_a_private_answer_public_once(scene: Scene) -> None:
    private = await scene.alice.slash(scene.channel, "ask", text=CLAIM, private=True)
    assert private.response is not None
    await scene.press(scene.alice, private.response, "share")
    (shared,) = scene.list_own()
    assert read(shared) == heard(private)
    assert "remove" in list_buttons(shared)
    assert "share" not in list_buttons(shared)
    assert private.response is not None
    assert "share" not in list_buttons(private.response)


async def test_a_shared_answer_has_live_buttons_and_belongs_to_whoever_shared_it(scene: Scene) -> None:
    private = await scene.alice.slash(scene.channel, "ask", text=CLAIM, private=True)
    assert private.response is not None
    await scene.press(scene.alice, private.response, "share")
    (shared,) = scene.list_own()
    assert "Only the person" in heard(await scene.press(scene.bob, shared, "remove"))
    assert heard(await scene.press(scene.bob, shared, "sources"))
    await scene.press(scene.alice, shared, "remove")
    assert not scene.list_own()


async def test_an_aside_can_be_shared_by_whoever_called_it_up(scene: Scene) -> None:
    reply = await scene.ask()
    aside = await scene.press(scene.bob, reply, "sources")
    assert aside.response is not None
    await scene.press(scene.bob, aside.response, "share")
    assert read(scene.list_own()[-1]) == heard(aside)


async def test_nothing_is_shared_where_the_bot_is_off(scene: Scene) -> None:
    await scene.maya.slash(scene.channel, "settings", mode="off", channel=scene.channel)
    private = await scene.alice.slash(scene.channel, "ask", text=CLAIM)
    assert private.ephemeral
    assert private.response is not None
    assert "off in this channel" in heard(await scene.press(scene.alice, private.response, "share"))
    assert not scene.list_own()


async def test_nothing_is_shared_in_a_thread_of_a_channel_that_is_off(scene: Scene) -> None:
    await scene.maya.slash(scene.channel, "settings", mode="off", channel=scene.channel)
    thread = scene.open_thread()
    private = await scene.alice.slash(thread, "ask", text=CLAIM)
    assert private.ephemeral
    assert private.response is not None
    assert "off in this channel" in heard(await scene.press(scene.alice, private.response, "share"))
    assert not scene.list_own(thread)


async def test_pages_are_turned_by_the_asker(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "spectrum")
    assert result.response is not None
    first = read(scene.find(result.response))
    assert list_buttons(result.response)["next"]
    assert not list_buttons(result.response)["previous"]
    assert "Only the person" in heard(await scene.press(scene.bob, result.response, "next"))
    await scene.press(scene.alice, result.response, "next")
    assert read(scene.find(result.response)) != first
    await scene.press(scene.alice, result.response, "previous")
    assert read(scene.find(result.response)) == first


async def test_the_last_page_leads_nowhere(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "claim")
    assert result.response is not None
    pages = len((await scene.note(result.response)).pages)
    for _ in range(pages - 1):
        await scene.press(scene.alice, result.response, "next")
    assert not list_buttons(result.response)["next"]
    assert list_buttons(result.response)["previous"]


async def test_a_shared_page_is_the_one_that_was_shown(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "spectrum", private=True)
    assert result.response is not None
    await scene.press(scene.alice, result.response, "next")
    await scene.press(scene.alice, result.response, "share")
    (shared,) = scene.list_own()
    assert read(shared) == read(result.response)
    await scene.press(scene.alice, shared, "previous")
    assert read(scene.find(shared)) != read(result.response)


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


async def test_whoever_reports_a_reply_finds_it_of_no_use_once(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply)
    await scene.report(reply, "And the name too.")
    (vote,) = await scene.store.list_votes()
    assert (vote.user, vote.useful) == (scene.bob.id, False)


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


async def test_a_reply_that_is_no_longer_known_says_so_and_can_be_removed(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.store.delete_reply(reply.id)
    for name in set(list_buttons(reply)) - {"wrong", "remove"}:
        assert "too old" in heard(await scene.press(scene.alice, reply, name))
    assert "too old" in heard(await scene.press(scene.bob, reply, "remove"))
    assert scene.list_own()
    await scene.press(scene.alice, reply, "remove")
    assert not scene.list_own()


async def test_the_answer_to_a_command_that_is_no_longer_known_can_be_removed(scene: Scene) -> None:
    shown = (await scene.alice.slash(scene.channel, "ask", text=CLAIM)).response
    assert shown is not None
    await scene.store.delete_reply(shown.id)
    assert "too old" in heard(await scene.press(scene.bob, shown, "remove"))
    await scene.press(scene.alice, shown, "remove")
    assert not scene.list_own()


async def test_a_reply_that_is_gone_already_raises_no_alarm(scene: Scene) -> None:
    reply = await scene.ask()
    scene.env.inject_error("DELETE", "/webhooks/*", status=404, code=10008)
    assert "logged as" not in heard(await scene.press(scene.alice, reply, "remove"))
    assert await scene.store.find_reply(reply.id) is None


@pytest.mark.parametrize("name", ["other-side", "sources", "details", "compare"])
async def test_a_button_whose_card_is_gone_says_so(scene: Scene, name: str) -> None:
    reply = await scene.ask()
    note = await scene.note(reply)
    await scene.store.save_reply(note.model_copy(update={"claim": "gone-claim", "models": ("gone-model", "olmo-3")}))
    assert "no longer in the knowledge" in heard(await scene.press(scene.alice, reply, name))


async def test_buttons_work_in_direct_messages(scene: Scene) -> None:
    await scene.alice.send_dm(CLAIM)
    (reply,) = scene.list_notices(scene.alice)
    assert "[1]" in heard(await scene.press(scene.alice.user, reply, "sources"))
    await scene.press(scene.alice.user, reply, "remove")
    assert not scene.list_notices(scene.alice)


async def test_no_button_is_kept_in_memory(scene: Scene) -> None:
    for _ in range(3):
        await scene.ask()
    assert not scene.client.persistent_views


async def _fill(scene: Scene, shown: InteractionResult, wrong: str, source: str) -> InteractionResult:
    assert shown.modal is not None
    controls = [row["components"][0]["custom_id"] for row in shown.modal["components"]]
    return await scene.bob.submit_modal(shown, dict(zip(controls, (wrong, source), strict=True)))
