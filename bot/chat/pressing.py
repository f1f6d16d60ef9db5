"""A button that is pressed: acknowledged at once, looked up then, done by those who may.

Discord waits three seconds for an acknowledgement. The store may take longer: a slow disk, a backup, another process.
So nothing is asked of it before. Only the form behind Wrong? is an acknowledgement of its own; it needs no look-up.
"""

import re
from typing import Any, get_args

import discord

from bot.chat.buttons import PREFIX
from bot.chat.choosing import CHOOSING
from bot.chat.deeds import DEEDS, remove
from bot.chat.faults import attempt, tell, tell_if_slow
from bot.chat.forms import open_form
from bot.chat.removal import may_remove
from bot.chat.repeating import acknowledge
from bot.chat.services import Services, find_services
from bot.store.records import Button, Reply

TOO_OLD = "This reply is too old for its buttons: ask again for a fresh one."
_NOT_YOURS = "Only the person who asked can do that with this reply."
_NO_THUMBS = "Thumbs are no longer counted. If something is wrong with this answer, press Wrong? and say what."
_ASKERS_ONLY: frozenset[Button] = frozenset({"back", "share", "remove", "previous", "next"})
_IN_PLACE: frozenset[Button] = frozenset({"details", *_ASKERS_ONLY, *CHOOSING})
"""These change the reply where it stands, at least for whoever asked; all others answer whoever pressed, alone."""

_RENAMED: dict[str, Button] = {"evidence": "sources", "deeper": "details", "shorter": "back"}
_THUMBS = ("useful", "useless")
"""Buttons that stand under replies of earlier versions."""


class ReplyButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=rf"{PREFIX}(?P<name>{'|'.join((*get_args(Button), *_RENAMED, *_THUMBS))})",
):
    """Stands for every button of every reply, old ones included. Register it with the client once."""

    def __init__(self, name: str) -> None:
        super().__init__(discord.ui.Button(custom_id=f"{PREFIX}{name}"))
        self.name = name

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "ReplyButton":
        return cls(match["name"])

    async def callback(self, interaction: discord.Interaction) -> None:
        if self.name in _THUMBS:
            await attempt(interaction, tell(interaction, _NO_THUMBS))
            return
        name: Button = _RENAMED.get(self.name, self.name)  # type: ignore[arg-type]
        await attempt(interaction, press(interaction, name))


async def press(interaction: discord.Interaction, name: Button) -> None:
    """Do what a button says, for those who may."""
    message = interaction.message
    if message is None:
        return
    if name == "wrong":
        await open_form(interaction, message.id)
        return
    await acknowledge(interaction, thinking=name not in _IN_PLACE, ephemeral=True)
    services = find_services(interaction)
    async with services.turns.take(message.id):
        reply = await tell_if_slow(interaction, services.store.find_reply(message.id))
        await _do(services, interaction, reply, name)


async def _do(services: Services, interaction: discord.Interaction, reply: Reply | None, name: Button) -> None:
    if name == "remove" and await may_remove(interaction, reply):
        await remove(services, interaction, reply)
    elif reply is None:
        await tell(interaction, TOO_OLD)
    elif name in _ASKERS_ONLY and interaction.user.id != reply.asker:
        await tell(interaction, _NOT_YOURS)
    else:
        await DEEDS[name](services, interaction, reply)
