"""What each button does, and who may press it: the asker alone changes a reply, everybody may look and report."""

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from typing import Any, get_args

import discord

from bot.chat.addressing import is_off
from bot.chat.buttons import PREFIX, build_view
from bot.chat.delivery import redraw, render_page, respond, share
from bot.chat.faults import attempt, tell
from bot.chat.forms import WrongForm
from bot.chat.repeating import acknowledge
from bot.chat.services import Services, find_services
from bot.records.answers import Answer
from bot.records.base import Stance
from bot.records.language import Depth
from bot.store.records import Button, Reply, Vote

_TOO_OLD = "This reply is too old for its buttons: ask again for a fresh one."
_NOT_YOURS = "Only the person who asked can do that with this reply."
_ASKERS_ONLY: frozenset[Button] = frozenset(
    {"deeper", "shorter", "share", "remove", "previous", "next", "is-so", "is-not-so"}
)


class ReplyButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=rf"{PREFIX}(?P<name>{'|'.join(get_args(Button))})",
):
    """Stands for every button of every reply, old ones included. Register it with the client once."""

    def __init__(self, name: Button) -> None:
        super().__init__(discord.ui.Button(custom_id=f"{PREFIX}{name}"))
        self.name: Button = name

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "ReplyButton":
        return cls(match["name"])  # type: ignore[arg-type]

    async def callback(self, interaction: discord.Interaction) -> None:
        await attempt(interaction, press(interaction, self.name))


async def press(interaction: discord.Interaction, name: Button) -> None:
    """Do what a button says, for those who may."""
    services = find_services(interaction)
    reply = await services.store.find_reply(interaction.message.id) if interaction.message else None
    if reply is None:
        await tell(interaction, _TOO_OLD)
    elif name in _ASKERS_ONLY and interaction.user.id != reply.asker and not _may_remove(interaction, name):
        await tell(interaction, _NOT_YOURS)
    else:
        await _DEEDS[name](services, interaction, reply)


def _may_remove(interaction: discord.Interaction, name: Button) -> bool:
    """Moderators may take a reply away, whoever asked."""
    return name == "remove" and interaction.guild_id is not None and interaction.permissions.manage_messages


Deed = Callable[[Services, discord.Interaction, Reply], Awaitable[None]]


def _show_aside(compose: Callable[[Services, Reply], Answer]) -> Deed:
    """A private answer beside the reply."""

    async def show(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        await acknowledge(interaction, ephemeral=True)
        await respond(services, interaction, compose(services, reply), private=True, aside=True)

    return show


def _compose_other_side(services: Services, reply: Reply) -> Answer:
    return services.catalogue.show_other_side(reply.claim or "")


def _compose_evidence(services: Services, reply: Reply) -> Answer:
    return services.catalogue.show_evidence(reply.claim or "")


def _compose_comparison(services: Services, reply: Reply) -> Answer:
    return services.catalogue.compare_known(reply.models)


def _change_depth(step: int) -> Deed:
    """The same answer, longer or shorter, in place."""

    async def change(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        depths: tuple[Depth, ...] = get_args(Depth)
        depth = depths[min(max(depths.index(reply.depth) + step, 0), len(depths) - 1)]
        await _show_instead(services, interaction, reply, reply.stance or "asks", depth)

    return change


def _take_stance(stance: Stance) -> Deed:
    """The answer to somebody who has said which of two things they hold."""

    async def take(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        await _show_instead(services, interaction, reply, stance, reply.depth)

    return take


async def _show_instead(
    services: Services, interaction: discord.Interaction, reply: Reply, stance: Stance, depth: Depth
) -> None:
    claim = services.assistant.bank.claim[reply.claim or ""]
    named = () if claim.models[: len(reply.models)] == reply.models else reply.models
    answer = services.catalogue.answer_claim(claim.id, stance, named, depth, reply.confidence)
    settings = await services.servers.read(interaction.guild_id)
    changed, page = redraw(services, reply, answer, depth, settings.locale)
    await _edit(services, interaction, changed, page)


def _turn(step: int) -> Deed:
    """Another page of a long answer."""

    async def turn(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        page = min(max(reply.page + step, 0), len(reply.pages) - 1)
        turned = reply.model_copy(update={"page": page})
        await _edit(services, interaction, turned, render_page(turned))

    return turn


async def _edit(services: Services, interaction: discord.Interaction, reply: Reply, page: discord.Embed) -> None:
    await interaction.response.edit_message(embed=page, view=build_view(reply))
    await services.store.save_reply(reply)


async def _share(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    settings = await services.servers.read(interaction.guild_id)
    if is_off(interaction, settings):
        await tell(interaction, "Glassbox is off in this channel, so nothing is shared here.")
    else:
        await share(services, interaction, reply)


async def _remove(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    await acknowledge(interaction, thinking=False)
    await interaction.delete_original_response()
    await services.store.delete_reply(reply.id)


async def _report(_services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    await interaction.response.send_modal(WrongForm(reply))


def _vote(*, useful: bool) -> Deed:
    async def vote(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        now = dt.datetime.now(tz=dt.UTC)
        await services.store.vote(
            Vote(
                reply=reply.id,
                user=interaction.user.id,
                kind=reply.kind,
                claim=reply.claim,
                useful=useful,
                created=now,
            )
        )
        await tell(interaction, "Counted, thank you. You can change it by pressing the other thumb.")

    return vote


_DEEDS: dict[Button, Deed] = {
    "other-side": _show_aside(_compose_other_side),
    "evidence": _show_aside(_compose_evidence),
    "compare": _show_aside(_compose_comparison),
    "deeper": _change_depth(1),
    "shorter": _change_depth(-1),
    "is-so": _take_stance("asserts"),
    "is-not-so": _take_stance("denies"),
    "previous": _turn(-1),
    "next": _turn(1),
    "share": _share,
    "remove": _remove,
    "wrong": _report,
    "useful": _vote(useful=True),
    "useless": _vote(useful=False),
}
