"""What each button does with its reply. Every press was acknowledged before; who may do it was looked at too."""

from collections.abc import Callable

import discord

from bot.chat.addressing import is_off
from bot.chat.choosing import CHOOSING, GONE, Deed, find_claim, list_known, put_in_place
from bot.chat.delivery import respond, share
from bot.chat.drawing import render_page
from bot.chat.faults import tell
from bot.chat.opening import OPENING
from bot.chat.repeating import send_surely
from bot.chat.services import Services
from bot.errors import QuestionError
from bot.records.answers import Answer
from bot.store.records import Button, Reply

_GONE_ALREADY = 10008
"""Discord's code for a message that is not there."""


def _show_aside(compose: Callable[[Services, Reply], Answer], *, illustrated: bool = False) -> Deed:
    """A private answer beside the reply."""

    async def show(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        answer = compose(services, reply)
        await respond(services, interaction, answer, private=True, aside=True, illustrated=illustrated)

    return show


def _compose_other_side(services: Services, reply: Reply) -> Answer:
    return services.catalogue.show_other_side(find_claim(services, reply).id)


def _compose_comparison(services: Services, reply: Reply) -> Answer:
    known = list_known(services, reply)
    if len(known) < 2:
        raise QuestionError(GONE)
    return services.catalogue.compare_known(known)


def _turn(step: int) -> Deed:
    """Another page of a long answer."""

    async def turn(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        page = min(max(reply.page + step, 0), len(reply.pages) - 1)
        turned = reply.model_copy(update={"page": page})
        await put_in_place(services, interaction, turned, render_page(turned))

    return turn


async def _share(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    settings = await services.servers.read(interaction.guild_id)
    if is_off(interaction, settings):
        await tell(interaction, "Glassbox is off in this channel, so nothing is shared here.")
    elif "share" in reply.buttons:  # pressed twice before the button went, it is shared once
        await share(services, interaction, reply)


async def remove(services: Services, interaction: discord.Interaction, reply: Reply | None) -> None:
    """Take a reply away, and what is kept of it; one that is gone already is none the worse."""
    try:
        await send_surely(interaction.delete_original_response)
    except discord.NotFound as error:
        if error.code != _GONE_ALREADY:
            raise
    if reply is not None:
        services.turns.note_removal(reply.question)
        await services.store.delete_reply(reply.id)


DEEDS: dict[Button, Deed] = {
    "other-side": _show_aside(_compose_other_side),
    "compare": _show_aside(_compose_comparison, illustrated=True),
    **CHOOSING,
    **OPENING,
    "previous": _turn(-1),
    "next": _turn(1),
    "share": _share,
}
"""All but Wrong?, whose form is its acknowledgement, and Remove, which others than the asker may do."""
