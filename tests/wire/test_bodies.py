"""Everything that the bot offers is used once, and every body that it sends is one that Discord accepts."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.wire.callbacks import MODAL, Interaction
from tests.wire.components import TEXT_INPUT, walk
from tests.wire.conftest import Build
from tests.wire.description import DESCRIPTION, load_description
from tests.wire.payloads import Payload
from tests.wire.people import CHAT_INPUT, ON_MESSAGE
from tests.wire.stand_in import StandIn

_SUBCOMMANDS = frozenset({1, 2})
_BUTTON, _TEXT_MENU = 2, 3


async def _finish(discord_here: StandIn, interaction: Interaction) -> None:
    """Wait until an interaction is answered, and fill in the form if it asks for one."""
    await discord_here.until(lambda: interaction.acknowledged, f"an answer to {interaction.payload['data']}")
    await discord_here.until(lambda: len(interaction.shown) == len(interaction.messages), "the whole answer")
    if interaction.callback is not None and interaction.callback["type"] == MODAL:
        fields = [part["custom_id"] for part in walk(interaction.callback["data"]["components"]) if _is_field(part)]
        sent = discord_here.people.submit(interaction, dict.fromkeys(fields, "A number is wrong"))
        await discord_here.until(lambda: sent.acknowledged, "an answer to a form")


def _is_field(part: Payload) -> bool:
    return bool(part["type"] == TEXT_INPUT)


def _use_commands(discord_here: StandIn) -> Iterator[Interaction]:
    """Every slash command with what it needs, and every option that completes."""
    for command in discord_here.world.commands:
        if command["type"] == CHAT_INPUT:
            for path, options in _list_paths(command):
                yield discord_here.people.use(path, _fill(discord_here, options))
                for option in options:
                    if option.get("autocomplete"):
                        yield discord_here.people.complete(path, option["name"], "o")


def _list_paths(command: Payload, before: str = "") -> Iterator[tuple[str, list[Payload]]]:
    """Every command that can be used, as 'group command', with its options."""
    path, options = f"{before} {command['name']}".strip(), command.get("options") or []
    inside = [option for option in options if option["type"] in _SUBCOMMANDS]
    for part in inside:
        yield from _list_paths(part, path)
    if not inside:
        yield path, options


def _fill(discord_here: StandIn, options: list[Payload]) -> dict[str, Any]:
    values = {4: 1, 5: True, 6: discord_here.world.people[1], 7: discord_here.world.channel, 10: 1.0}
    return {
        option["name"]: option["choices"][0]["value"] if option.get("choices") else values.get(option["type"], "Olmo 3")
        for option in options
        if option.get("required")
    }


def _use_menus(discord_here: StandIn, message: Payload) -> Iterator[Interaction]:
    for command in discord_here.world.commands:
        if command["type"] == ON_MESSAGE:
            yield discord_here.people.use_on(command["name"], message)


def _find_untouched(message: Payload, touched: set[str]) -> Payload | None:
    """A button or menu of a message, as it stands now, that was not used yet; the one that takes it away comes last."""
    offered = [part for part in walk(list(message["components"])) if part["type"] in {_BUTTON, _TEXT_MENU}]
    left = [part for part in offered if part.get("custom_id") and part["custom_id"] not in touched]
    return min(left, key=lambda part: part["custom_id"].endswith(":remove"), default=None)


async def _touch_components(discord_here: StandIn, message: Payload) -> set[str]:
    """Use everything on a message once, with what comes onto it as its buttons are pressed; the names of all that."""
    touched: set[str] = set()
    while component := _find_untouched(message, touched):
        name = component["custom_id"]
        touched.add(name)
        if component["type"] == _BUTTON:
            used = discord_here.people.press(message, name)
        else:
            used = discord_here.people.choose(message, name, [component["options"][0]["value"]])
        await _finish(discord_here, used)
    return touched


async def test_everything_offered_is_answered(discord_here: StandIn, build: Build) -> None:
    async with discord_here.run(build()):
        message = discord_here.people.mention("you can't see inside open models")
        shown = [await discord_here.wait_for_reply(message)]
        shown.append(await discord_here.wait_for_reply(discord_here.people.write_directly("is llama open source?")))
        for interaction in [*_use_commands(discord_here), *_use_menus(discord_here, message)]:
            await _finish(discord_here, interaction)
            shown += interaction.messages
        touched = set().union(*[await _touch_components(discord_here, each) for each in shown])
    assert {"ask", "model", "compare", "spectrum"} <= {command["name"] for command in discord_here.world.commands}
    assert {"glassbox:details", "glassbox:back", "glassbox:sources", "glassbox:other-side"} <= touched


async def test_bodies_are_as_discord_describes_them(discord_here: StandIn, build: Build) -> None:
    """The fixture judges every body by the description where it is at hand; this test tells whether it is."""
    description = load_description()
    if description is None:
        pytest.skip(f"Discord's description is not at hand: {DESCRIPTION.name} in ../shared/reference")
    async with discord_here.run(build()):
        await discord_here.wait_for_reply(discord_here.people.mention("you can't see inside open models"))
        await _finish(discord_here, discord_here.people.use("ask", {"text": "is llama open source?"}))
    judged = {call.route: description.judge(call.route, call.body) for call in discord_here.rest.calls if call.body}
    assert len(judged) >= 4
    assert not any(judged.values())
