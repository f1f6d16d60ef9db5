"""Sends answers to Discord and keeps a note of each, so that its buttons, edits and deletions work later.

An answer too long for one message is paged. Nobody is ever pinged. What could not be stored is sent all the same.
"""

import datetime as dt
import json
import logging
import secrets
from typing import Any

import discord

from bot.chat.addressing import find_server
from bot.chat.buttons import build_view, choose_buttons
from bot.chat.plain import may_embed, shape
from bot.chat.quoting import found_nothing, leave_out_typed
from bot.chat.render import render_answer
from bot.chat.repeating import send_surely
from bot.chat.services import Services
from bot.errors import StoreError
from bot.records.answers import Answer
from bot.records.claims import Claim
from bot.records.language import Depth
from bot.store.records import CHOICES_KEPT, Gap, Locale, Reply

log = logging.getLogger(__name__)

_NO_HISTORY = 160002
"""Discord's code for a reply without the permission to read the message history."""

_NO_PERMISSION = 50013

NOBODY = discord.AllowedMentions.none()


async def reply_to_message(
    services: Services,
    message: discord.Message,
    answer: Answer,
    *,
    note: str | None = None,
    asker: int | None = None,
    of_other: bool = False,
) -> discord.Message:
    """Send an answer as a reply to a message. `note` is one line above it; `asker` is its author unless given;
    `of_other` says that somebody else than the asker said what is answered."""
    server = find_server(message)
    settings = await services.servers.read(server)
    shown = answer if server is None else leave_out_typed(answer)
    pages = render_answer(shown, settings.locale, find_claim(services, answer), of_other=of_other)
    reply = describe_reply(answer, pages, settings.depth, asker=asker or message.author.id, private=False)
    author = message.author.id if reply.asker != message.author.id else None
    reply = reply.model_copy(update={"author": author, "of_other": of_other})
    sent = await _send_reply(message, note, pages[0], build_view(reply))
    await _keep(services, reply, sent, server, question=message.id)
    await _note_gap(services, answer, server)
    return sent


async def _send_reply(
    message: discord.Message, note: str | None, page: discord.Embed, view: discord.ui.View
) -> discord.Message:
    """Send under the question; plainly where the bot may not read the history that a reply needs, as text where it
    may not embed."""
    nonce = secrets.randbits(63)
    reference: dict[str, Any] = {"reference": message.to_reference(fail_if_not_exists=False)}
    embeds = may_embed(message.channel)

    async def send() -> discord.Message:
        return await message.channel.send(
            **shape(page, note, embed=embeds),
            **reference,
            view=view,
            nonce=nonce,
            mention_author=False,
            allowed_mentions=NOBODY,
        )

    while True:
        try:
            return await send_surely(send)
        except discord.Forbidden as error:
            if error.code == _NO_HISTORY and reference:
                reference = {}
            elif error.code == _NO_PERMISSION and embeds:
                embeds = False
            else:
                raise


async def respond(
    services: Services,
    interaction: discord.Interaction,
    answer: Answer,
    *,
    private: bool,
    aside: bool = False,
    of_other: bool = False,
) -> None:
    """Send an answer behind a deferred interaction. An `aside` is one that a button called up: it has few buttons."""
    settings = await services.servers.read(interaction.guild_id)
    shown = answer if private else leave_out_typed(answer)
    pages = render_answer(shown, settings.locale, find_claim(services, answer), of_other=of_other)
    reply = describe_reply(answer, pages, settings.depth, asker=interaction.user.id, private=private, aside=aside)
    reply = reply.model_copy(update={"of_other": of_other})
    view = build_view(reply)
    # An edit of the acknowledgement, not a message of its own: however often it comes, it shows the answer once.
    sent = await send_surely(
        lambda: interaction.edit_original_response(embed=pages[0], view=view, allowed_mentions=NOBODY)
    )
    await _keep(services, reply, sent, interaction.guild_id)
    if not aside:
        await _note_gap(services, answer, interaction.guild_id)


async def send_copy(services: Services, interaction: discord.Interaction, reply: Reply, page: discord.Embed) -> None:
    """Send what a button makes of somebody else's reply to whoever pressed it, alone. `reply` is private already."""
    copy = reply.model_copy(update={"asker": interaction.user.id, "author": None, "question": None})
    sent = await interaction.followup.send(
        embed=page, view=build_view(copy), allowed_mentions=NOBODY, wait=True, ephemeral=True
    )
    await _keep(services, copy, sent, interaction.guild_id)


async def share(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    """Send a private answer once more for everybody to see."""
    embeds = interaction.message.embeds if interaction.message else []
    public = reply.model_copy(
        update={
            "private": False,
            "asker": interaction.user.id,
            "buttons": tuple({"share": "remove"}.get(button, button) for button in reply.buttons),
        }
    )
    shared = reply.model_copy(update={"buttons": tuple(button for button in reply.buttons if button != "share")})
    await send_surely(lambda: interaction.edit_original_response(view=build_view(shared), allowed_mentions=NOBODY))
    await services.store.save_reply(shared)
    sent = await interaction.followup.send(
        embeds=embeds, view=build_view(public), allowed_mentions=NOBODY, wait=True, ephemeral=False
    )
    await _keep(services, public, sent, interaction.guild_id)


def describe_reply(
    answer: Answer,
    pages: list[discord.Embed],
    depth: Depth,
    *,
    asker: int,
    private: bool,
    aside: bool = False,
) -> Reply:
    """What is noted of an answer before Discord gives it a number."""
    reply = Reply(
        id=0,
        channel=0,
        asker=asker,
        kind=answer.kind,
        claim=answer.claim,
        stance=answer.stance,
        models=answer.models[:_MODELS_KEPT],
        depth=depth,
        confidence=answer.confidence,
        private=private,
        pages=tuple(json.dumps(page.to_dict()) for page in pages) if len(pages) > 1 else (),
        choices=_list_choices(answer),
        created=dt.datetime.now(tz=dt.UTC),
    )
    buttons = choose_buttons(reply, aside=aside)
    if found_nothing(answer):
        buttons = tuple(button for button in buttons if button != "share")
    return reply.model_copy(update={"buttons": buttons})


_MODELS_KEPT = 4


def _list_choices(answer: Answer) -> tuple[str, ...]:
    """What a question back lets one choose from."""
    if answer.kind != "clarify":
        return ()
    return tuple(dict.fromkeys(choice for choice in answer.suggestions if choice.strip()))[:CHOICES_KEPT]


def render_page(reply: Reply) -> discord.Embed:
    """The page of a long answer that a reply shows."""
    return discord.Embed.from_dict(json.loads(reply.pages[reply.page]))


def redraw(
    services: Services, reply: Reply, answer: Answer, depth: Depth, locale: Locale
) -> tuple[Reply, discord.Embed]:
    """A reply that shows another answer from now on, and its first page."""
    shown = answer if reply.private or reply.server is None else leave_out_typed(answer)
    pages = render_answer(shown, locale, find_claim(services, answer), of_other=reply.of_other)
    fresh = describe_reply(answer, pages, depth, asker=reply.asker, private=reply.private)
    kept = {name: getattr(reply, name) for name in ("id", "question", "channel", "server", "author", "of_other")}
    return fresh.model_copy(update=kept), pages[0]


def find_claim(services: Services, answer: Answer) -> Claim | None:
    """The card that an answer is about, where the bank still has it: it may have been exchanged meanwhile."""
    return services.assistant.bank.claim.get(answer.claim) if answer.claim else None


async def _keep(
    services: Services,
    reply: Reply,
    sent: discord.Message | discord.WebhookMessage | discord.InteractionMessage,
    server: int | None,
    question: int | None = None,
) -> None:
    """Note a reply that was sent. A store that fails costs the buttons, not the answer."""
    where = {"id": sent.id, "channel": sent.channel.id, "server": server, "question": question}
    update = {**where, "created": services.clock.now()}
    try:
        await services.store.save_reply(reply.model_copy(update=update))
    except StoreError:
        log.exception("A reply could not be noted; its buttons will not work.")


async def _note_gap(services: Services, answer: Answer, server: int | None) -> None:
    """Count a question that found no answer; its text is kept only where the server chose that."""
    if answer.kind != "abstain":
        return
    settings = await services.servers.read(server)
    text = answer.query if settings.keep_questions else None
    gap = Gap(server=server, nearest=answer.suggestions, text=text, created=services.clock.now())
    try:
        await services.store.add_gap(gap)
    except StoreError:
        log.exception("A gap could not be noted.")
