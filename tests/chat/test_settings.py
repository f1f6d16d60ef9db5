"""/settings: who may use it, what each option changes, what is refused, and that it is kept."""

import pytest

from bot.store import records
from bot.store.records import Limits, ServerSettings
from tests.chat.scene import CLAIM, UNKNOWN, Scene, heard, read


async def _read(scene: Scene) -> ServerSettings:
    return await scene.store.read_settings(scene.guild.id)


async def test_without_options_the_settings_are_shown_privately(scene: Scene) -> None:
    result = await scene.maya.slash(scene.channel, "settings")
    text = heard(result)
    assert result.ephemeral
    assert "request" in text
    assert "Saved" not in text
    assert await _read(scene) == ServerSettings()


async def test_discord_hides_moderation_from_those_who_may_not_use_it(scene: Scene) -> None:
    for person, sees in ((scene.alice, False), (scene.mod, False), (scene.maya, True)):
        shown = set(person.available_commands(scene.channel))
        assert "ask" in shown
        assert ({"settings", "review"} <= shown) is sees
        assert sees or not {"settings", "review"} & shown


@pytest.mark.parametrize("command", ["settings", "review"])
async def test_others_are_refused_where_a_server_shows_it_to_them(scene: Scene, command: str) -> None:
    for person in (scene.alice, scene.mod):
        scene.show_command(command, person)
        result = await person.slash(scene.channel, command)
        assert result.ephemeral
        assert "Only those who manage the server" in heard(result)


async def test_others_change_nothing(scene: Scene) -> None:
    scene.show_command("settings", scene.alice)
    await scene.alice.slash(scene.channel, "settings", mode="off")
    assert await _read(scene) == ServerSettings()


async def test_a_role_of_their_choice_may_manage(scene: Scene) -> None:
    """Once whoever manages the server lets Discord show them the commands, as they are told to."""
    role = scene.guild.create_role("keepers")
    keeper = scene.guild.add_member(scene.env.create_user("keeper"), roles=[role])
    for command in ("settings", "review"):
        scene.show_command(command, role)
    assert "Only those" in heard(await keeper.slash(scene.channel, "settings", depth="deep"))
    told = await scene.set(manager_role=role)
    assert role.mention in told
    assert "Integrations" in told
    assert "Integrations" not in await scene.set(depth="standard")
    assert "Saved" in heard(await keeper.slash(scene.channel, "settings", depth="deep"))
    assert "No report" in heard(await keeper.slash(scene.channel, "review"))
    assert (await _read(scene)).depth == "deep"


async def test_each_option_is_kept_and_shown(scene: Scene) -> None:
    text = await scene.set(mode="off", visibility="private", depth="short", locale="en-US", timezone="Europe/Berlin",
        quiet_hours="22:00-07:00", confidence=75, per_user=3, per_channel=4, per_server=5, per_day=6,
        expert=scene.bob, keep_questions=True,
    )  # fmt: skip
    kept = await _read(scene)
    assert kept.mode == "off"
    assert kept.limits == Limits(user=3, channel=4, server=5, day=6)
    assert kept.auto_confidence == 0.75
    assert kept.experts == (scene.bob.id,)
    for words in (
        "off", "private", "short", "en-US", "22:00 to 07:00 (Europe/Berlin)", "75%", "3 a person, 4 a channel, 5 in",
        "6", scene.bob.mention, "kept",
    ):  # fmt: skip
        assert words in text


async def test_one_option_leaves_the_others_alone(scene: Scene) -> None:
    await scene.set(depth="deep", per_user=3)
    await scene.set(per_day=9)
    kept = await _read(scene)
    assert kept.depth == "deep"
    assert kept.limits == Limits(user=3, day=9)


async def test_visibility(scene: Scene) -> None:
    await scene.set(visibility="private")
    assert (await scene.alice.slash(scene.channel, "ask", text=CLAIM)).ephemeral
    assert not (await scene.alice.slash(scene.channel, "ask", text=CLAIM, private=False)).ephemeral
    assert await scene.mention() is not None


async def test_depth(scene: Scene) -> None:
    assert (await _read(scene)).depth == "short"
    short = read(await scene.ask())
    await scene.set(depth="standard")
    standard = read(await scene.ask())
    assert len(standard) > len(short)
    await scene.set(depth="deep")
    assert len(heard(await scene.alice.slash(scene.channel, "ask", text=CLAIM))) > len(standard)


async def test_locale(scene: Scene) -> None:
    british = heard(await scene.alice.slash(scene.channel, "source", name="seed-a"))
    assert "30 June 2026" in british
    await scene.set(locale="en-US")
    american = heard(await scene.alice.slash(scene.channel, "source", name="seed-a"))
    assert "June 30, 2026" in american
    assert "30 June 2026" not in american


async def test_a_mode_of_one_channel(scene: Scene) -> None:
    text = await scene.set(mode="off", channel=scene.channel)
    assert f"{scene.channel.mention} off" in text
    assert await scene.mention() is None
    assert await scene.mention(channel=scene.guild.create_text_channel("other")) is not None


async def test_a_mode_of_one_thread(scene: Scene) -> None:
    thread = scene.open_thread()
    await scene.set(mode="off", channel=thread)
    assert await scene.mention(channel=thread) is None
    assert await scene.mention() is not None


async def test_the_mode_of_a_forum_is_that_of_its_posts(scene: Scene) -> None:
    forum = scene.guild.create_forum_channel("questions")
    await scene.set(mode="off", channel=forum)
    assert (await _read(scene)).choose_mode(1, forum.id) == "off"


async def test_an_expert_is_taken_back_by_naming_them_again(scene: Scene) -> None:
    await scene.set(expert=scene.bob)
    await scene.set(expert=scene.bob)
    assert (await _read(scene)).experts == ()


async def test_a_managing_role_is_taken_back_by_naming_it_again(scene: Scene) -> None:
    role = scene.guild.create_role("keepers")
    await scene.set(manager_role=role)
    assert (await _read(scene)).manager_role == role.id
    await scene.set(manager_role=role)
    assert (await _read(scene)).manager_role is None


async def test_a_channel_goes_back_to_the_mode_of_all_others(scene: Scene) -> None:
    await scene.set(mode="off", channel=scene.channel)
    assert await scene.mention() is None
    assert "Name the channel" in await scene.set(mode="default")
    assert scene.env.errors
    await scene.set(mode="default", channel=scene.channel)
    assert (await _read(scene)).channels == {}
    assert await scene.mention() is not None


@pytest.mark.parametrize("mode", ["suggest", "auto"])
async def test_modes_that_read_along_are_refused_without_the_intent(scene: Scene, mode: str) -> None:
    text = await scene.set(mode=mode, depth="deep")
    assert "message content intent" in text
    assert "GLASSBOX_MESSAGE_CONTENT" in text
    assert await _read(scene) == ServerSettings()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("timezone", "Mars/Olympus"),
        ("timezone", "../../etc/passwd"),
        ("timezone", ""),
        ("timezone", "Europe"),
        ("quiet_hours", "at night"),
        ("quiet_hours", "22:00"),
        ("quiet_hours", "25:00-07:00"),
        ("quiet_hours", "22:00+02:00-07:00+02:00"),
        ("quiet_hours", "22:00Z-07:00Z"),
    ],
)
async def test_broken_values_give_one_sentence_and_change_nothing(scene: Scene, option: str, value: str) -> None:
    result = await scene.maya.slash(scene.channel, "settings", **{option: value, "depth": "deep"})
    text = heard(result).strip()
    assert result.ephemeral
    assert text
    assert "\n" not in text
    assert "logged as" not in text
    assert await _read(scene) == ServerSettings()
    assert scene.env.errors


async def test_too_many_experts_are_refused(scene: Scene) -> None:
    crowd = ServerSettings(experts=tuple(range(1, 21)))
    await scene.store.write_settings(scene.guild.id, crowd)
    assert "experts" in await scene.set(expert=scene.bob)
    assert await _read(scene) == crowd
    assert scene.env.errors


async def test_many_channels_are_shown_whole(scene: Scene) -> None:
    channels = {10**18 + number: "off" for number in range(120)}
    await scene.store.write_settings(scene.guild.id, ServerSettings.model_validate({"channels": channels}))
    text = heard(await scene.maya.slash(scene.channel, "settings"))
    assert all(f"<#{channel}>" in text for channel in channels)


async def test_settings_survive_a_restart(scene: Scene) -> None:
    await scene.set(visibility="private", mode="off", channel=scene.channel)
    kept = await _read(scene)
    await scene.restart()
    assert await _read(scene) == kept
    assert await scene.mention() is None


async def test_servers_have_settings_of_their_own(scene: Scene) -> None:
    await scene.set(mode="off")
    elsewhere = scene.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    member = elsewhere.add_member(scene.alice.user)
    result = await member.slash(channel, "ask", text=CLAIM)
    assert not result.ephemeral


async def test_keep_questions(scene: Scene) -> None:
    await scene.mention(UNKNOWN)
    await scene.set(keep_questions=True)
    await scene.mention(UNKNOWN)
    without, with_text = await scene.store.list_gaps(scene.guild.id)
    assert without.text is None
    assert with_text.text is not None
    assert "Zebulon" in with_text.text


async def test_time_zones_are_completed_and_taken_in_any_case(scene: Scene) -> None:
    choices = await scene.maya.autocomplete(scene.channel, "settings", "timezone", "berl")
    assert [choice["value"] for choice in choices] == ["Europe/Berlin"]
    await scene.set(timezone="europe/berlin")
    assert (await _read(scene)).timezone == "Europe/Berlin"


async def test_without_a_database_of_time_zones_everything_else_is_settled(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "list_timezones", dict)
    assert "Saved" in await scene.set(mode="off", quiet_hours="22:00-07:00")


async def test_one_expert_too_many_is_told_in_one_sentence(scene: Scene) -> None:
    people = tuple(range(1, 21))
    await scene.store.write_settings(scene.guild.id, ServerSettings(experts=people))
    assert "At most 20 people" in await scene.set(expert=scene.bob)
    scene.env.errors.clear()
