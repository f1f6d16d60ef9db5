"""From Wrong? to a corrected answer: the queue, the gap list, the export."""

import json

import discord

from bot.store.records import Report
from tests.chat.scene import CLAIM, UNKNOWN, Scene, heard, read


async def _review(scene: Scene, **options: object) -> str:
    result = await scene.maya.slash(scene.channel, "review", **options)
    assert result.ephemeral
    return heard(result)


async def _find(scene: Scene, number: int = 1) -> Report:
    report = await scene.store.find_report(scene.guild.id, number)
    assert report is not None
    return report


async def test_the_queue_is_empty_at_first(scene: Scene) -> None:
    assert "No report is open" in await _review(scene)
    assert "No question has gone" in await _review(scene, action="gaps")


async def test_reports_are_listed_with_a_link_and_nothing_in_them_pings_or_formats(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply, "**wrong** @everyone [x](https://evil.example)")
    text = await _review(scene)
    assert f"https://discord.com/channels/{scene.guild.id}/{scene.channel.id}/{reply.id}" in text
    assert "cant-see-inside" in text
    assert "@everyone" not in text
    assert "**wrong**" not in text
    assert " [x](" not in text


async def test_an_accepted_report_corrects_the_answer_in_place(scene: Scene) -> None:
    reply = await scene.ask()
    before = read(reply)
    await scene.report(reply)
    said = await _review(scene, action="accept", number=1, correction="It was 2025. @everyone")
    assert "marked as corrected" in said
    corrected = scene.find(reply)
    assert corrected.content.startswith("**Corrected on ")
    assert "It was 2025." in corrected.content
    assert before.strip() in read(corrected)
    assert len(scene.list_own()) == 1
    report = await _find(scene)
    assert (report.status, report.correction) == ("accepted", "It was 2025. @everyone")
    assert report.closed is not None


async def test_the_answer_to_a_command_is_corrected_too(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "ask", text=CLAIM)
    assert result.response is not None
    await scene.report(result.response)
    assert "marked as corrected" in await _review(scene, action="accept", number=1, correction="It was 2025.")
    assert "Corrected on" in scene.find(result.response).content


async def test_a_corrected_answer_keeps_its_buttons(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply)
    await _review(scene, action="accept", number=1, correction="It was 2025.")
    await scene.press(scene.alice, scene.find(reply), "details")
    assert "Corrected on" in scene.find(reply).content


async def test_a_report_on_an_answer_that_is_gone_is_accepted_all_the_same(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply)
    await scene.mod.delete(reply)
    assert "is gone" in await _review(scene, action="accept", number=1, correction="It was 2025.")
    assert (await _find(scene)).status == "accepted"


async def test_a_report_stays_open_where_discord_fails(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply)
    scene.env.inject_error("PATCH", "/channels/*/messages/*", status=500)
    assert "logged as" in await _review(scene, action="accept", number=1, correction="It was 2025.")
    assert scene.env.errors
    assert (await _find(scene)).status == "open"
    assert "marked as corrected" in await _review(scene, action="accept", number=1, correction="It was 2025.")


async def test_a_dismissed_report_changes_nothing(scene: Scene) -> None:
    reply = await scene.ask()
    await scene.report(reply)
    assert "dismissed" in await _review(scene, action="dismiss", number=1)
    assert read(scene.find(reply)) == read(reply)
    assert (await _find(scene)).status == "dismissed"
    assert "No report is open" in await _review(scene)


async def test_what_cannot_be_closed_is_told(scene: Scene) -> None:
    await scene.report(await scene.ask())
    assert "Name the number" in await _review(scene, action="accept", number=7, correction="x")
    assert "Name the number" in await _review(scene, action="dismiss")
    assert "option correction" in await _review(scene, action="accept", number=1)
    await _review(scene, action="dismiss", number=1)
    assert "Name the number" in await _review(scene, action="accept", number=1, correction="x")


async def test_another_server_cannot_close_a_report(scene: Scene) -> None:
    await scene.report(await scene.ask())
    elsewhere = scene.env.create_guild("Elsewhere")
    role = elsewhere.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    boss = elsewhere.add_member(scene.env.create_user("boss"), roles=[role])
    channel = elsewhere.create_text_channel("general")
    assert "Name the number" in heard(await boss.slash(channel, "review", action="dismiss", number=1))
    assert (await _find(scene)).status == "open"


async def test_a_long_queue_is_shown_in_several_messages(scene: Scene) -> None:
    reply = await scene.ask()
    for number in range(12):
        await scene.report(reply, f"{number} " + "word " * 60)
    text = await _review(scene)
    assert "The first 10 of 12" in text
    assert all(f"**{number}**" in text for number in range(1, 11))


async def test_gaps_are_counted(scene: Scene) -> None:
    await scene.maya.slash(scene.channel, "settings", keep_questions=True)
    await scene.mention(UNKNOWN)
    await scene.mention("is qwxz 9b open?")
    text = await _review(scene, action="gaps")
    assert "2 questions found no answer" in text
    assert "Zebulon" in text


async def test_the_export_is_json_lines(scene: Scene) -> None:
    await scene.mention(UNKNOWN)
    await scene.report(await scene.ask())
    result = await scene.maya.slash(scene.channel, "review", action="export")
    assert result.response is not None
    (file,) = result.response.attachments
    lines = (await file.read()).decode().splitlines()
    report, gap = (json.loads(line) for line in lines)
    assert (report["type"], report["wrong"]) == ("report", "The date is off.")
    assert gap["type"] == "gap"
    assert str(scene.bob.id) not in "".join(lines)
    assert "1 reports and 1 gaps" in heard(result)


async def test_the_export_holds_one_server_alone(scene: Scene) -> None:
    await scene.mention(UNKNOWN)
    elsewhere = scene.env.create_guild("Elsewhere")
    role = elsewhere.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    boss = elsewhere.add_member(scene.env.create_user("boss"), roles=[role])
    result = await boss.slash(elsewhere.create_text_channel("general"), "review", action="export")
    assert "0 reports and 0 gaps" in heard(result)
