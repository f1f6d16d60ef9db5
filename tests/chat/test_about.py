"""/help, /about, and where each command may be used."""

from typing import Any

from bot.records.bank import Bank
from tests.chat.scene import Scene, heard

_EVERYWHERE = {
    "ask", "model", "compare", "spectrum", "claim", "define", "license", "source", "timeline", "help", "about",
    "privacy", "Check this claim", "Other side", "Explain the terms",
}  # fmt: skip
_SERVERS_ONLY = {"settings", "review"}
_SERVER, _PERSON = 0, 1
_IN_SERVERS, _IN_DIRECT_MESSAGES, _IN_PRIVATE_CHANNELS = 0, 1, 2


def _list_declared(scene: Scene) -> dict[str, Any]:
    tree = scene.client.tree
    return {command.name: command.to_dict(tree) for command in tree.get_commands()}


async def test_every_command_says_where_it_works(scene: Scene) -> None:
    declared = _list_declared(scene)
    assert set(declared) == _EVERYWHERE | _SERVERS_ONLY
    for name in _EVERYWHERE:
        assert declared[name]["integration_types"] == [_SERVER, _PERSON]
        assert declared[name]["contexts"] == [_IN_SERVERS, _IN_DIRECT_MESSAGES, _IN_PRIVATE_CHANNELS]
    for name in _SERVERS_ONLY:
        assert declared[name]["integration_types"] == [_SERVER]
        assert declared[name]["contexts"] == [_IN_SERVERS]


async def test_commands_stay_within_the_limits_of_discord(scene: Scene) -> None:
    for command in _list_declared(scene).values():
        assert 1 <= len(command["name"]) <= 32
        assert len(command.get("description", "")) <= 100
        assert len(command.get("options", [])) <= 25
        for option in command.get("options", []):
            assert 1 <= len(option["description"]) <= 100
            assert len(option.get("choices", [])) <= 25


async def test_a_channel_to_set_is_one_where_people_talk(scene: Scene) -> None:
    """Type 16, which discord.py adds to forums, is not in Discord's description and would be refused."""
    options = _list_declared(scene)["settings"]["options"]
    (channel,) = (option for option in options if option["name"] == "channel")
    assert set(channel["channel_types"]) == {0, 2, 5, 10, 11, 12, 15}


async def test_moderation_is_not_offered_in_direct_messages(scene: Scene) -> None:
    offered = set(scene.alice.user.available_commands())
    assert "ask" in offered
    assert not offered & _SERVERS_ONLY


async def test_help_names_every_command(scene: Scene) -> None:
    result = await scene.alice.slash(scene.channel, "help")
    text = heard(result)
    assert result.ephemeral
    assert all(name in text for name in (_EVERYWHERE | _SERVERS_ONLY) - {"help", "about"})


async def test_help_says_what_a_reply_needs(scene: Scene) -> None:
    """Without the mention Discord sends nothing of it."""
    assert "reply to me with the mention left on" in heard(await scene.alice.slash(scene.channel, "help"))


async def test_about_counts_the_bank(scene: Scene, bank: Bank) -> None:
    text = heard(await scene.alice.slash(scene.channel, "about"))
    assert f"{len(bank.claims)} claims" in text
    assert f"{len(bank.models)} models" in text


async def test_about_works_in_direct_messages(scene: Scene) -> None:
    assert "claims" in heard(await scene.alice.user.slash("about"))
