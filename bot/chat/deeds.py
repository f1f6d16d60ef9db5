"""What each button does with its reply. Every press was acknowledged before; who may do it was looked at too."""

from collections.abc import Awaitable, Callable
from typing import get_args

import discord

from bot.chat.addressing import is_off
from bot.chat.buttons import build_view
from bot.chat.delivery import NOBODY, redraw, render_page, respond, share
from bot.chat.faults import tell
from bot.chat.repeating import send_surely
from bot.chat.services import Services
from bot.errors import QuestionError
from bot.records.answers import Answer
from bot.records.base import Stance
from bot.records.claims import Claim
from bot.records.language import Depth
from bot.store.records import Button, Reply, Vote

Deed = Callable[[Services, discord.Interaction, Reply], Awaitable[None]]

_GONE = "The card behind this reply is no longer in the knowledge: ask again for a fresh answer."
_GONE_ALREADY = 10008
"""Discord's code for a message that is not there."""


def _show_aside(compose: Callable[[Services, Reply], Answer]) -> Deed:
    """A private answer beside the reply."""

    async def show(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        await respond(services, interaction, compose(services, reply), private=True, aside=True)

    return show


def _compose_other_side(services: Services, reply: Reply) -> Answer:
    return services.catalogue.show_other_side(_find_claim(services, reply).id)


def _compose_evidence(services: Services, reply: Reply) -> Answer:
    return services.catalogue.show_evidence(_find_claim(services, reply).id)


def _compose_comparison(services: Services, reply: Reply) -> Answer:
    known = _list_known(services, reply)
    if len(known) < 2:
        raise QuestionError(_GONE)
    return services.catalogue.compare_known(known)


def _find_claim(services: Services, reply: Reply) -> Claim:
    """The card of a reply. Raises QuestionError where the knowledge was exchanged and holds it no more."""
    claim = services.assistant.bank.claim.get(reply.claim or "")
    if claim is None:
        raise QuestionError(_GONE)
    return claim


def _list_known(services: Services, reply: Reply) -> tuple[str, ...]:
    return tuple(model for model in reply.models if model in services.assistant.bank.model)


def _change_depth(step: int) -> Deed:
    """The same answer, longer or shorter, in place."""

    async def change(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        depths: tuple[Depth, ...] = get_args(Depth)
        depth = depths[min(max(depths.index(reply.depth) + step, 0), len(depths) - 1)]
        changed, page = await _compose_again(services, interaction, reply, reply.stance or "asks", depth)
        await _edit(services, interaction, changed, page)

    return change


def _take_stance(stance: Stance) -> Deed:
    """The answer to somebody who has said which of two things they hold. A correction was about the question back."""

    async def take(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        changed, page = await _compose_again(services, interaction, reply, stance, reply.depth)
        await _edit(services, interaction, changed, page, content=None)

    return take


async def _compose_again(
    services: Services, interaction: discord.Interaction, reply: Reply, stance: Stance, depth: Depth
) -> tuple[Reply, discord.Embed]:
    claim = _find_claim(services, reply)
    models = _list_known(services, reply)
    named = () if claim.models[: len(models)] == models else models
    answer = services.catalogue.answer_claim(claim.id, stance, named, depth, reply.confidence)
    settings = await services.servers.read(interaction.guild_id)
    return redraw(services, reply, answer, depth, settings.locale)


def _turn(step: int) -> Deed:
    """Another page of a long answer."""

    async def turn(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        page = min(max(reply.page + step, 0), len(reply.pages) - 1)
        turned = reply.model_copy(update={"page": page})
        await _edit(services, interaction, turned, render_page(turned))

    return turn


async def _edit(
    services: Services,
    interaction: discord.Interaction,
    reply: Reply,
    page: discord.Embed,
    *,
    content: str | None = discord.utils.MISSING,
) -> None:
    view = build_view(reply)
    await send_surely(
        lambda: interaction.edit_original_response(content=content, embed=page, view=view, allowed_mentions=NOBODY)
    )
    await services.store.save_reply(reply)


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


def _vote(*, useful: bool) -> Deed:
    async def vote(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        await services.store.vote(
            Vote(
                reply=reply.id,
                user=interaction.user.id,
                kind=reply.kind,
                claim=reply.claim,
                useful=useful,
                created=services.clock.now(),
            )
        )
        await tell(interaction, "Counted, thank you. You can change it by pressing the other thumb.")

    return vote


DEEDS: dict[Button, Deed] = {
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
    "useful": _vote(useful=True),
    "useless": _vote(useful=False),
}
"""All but Wrong?, whose form is its acknowledgement, and Remove, which others than the asker may do."""
