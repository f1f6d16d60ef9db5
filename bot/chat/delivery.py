"""Sends answers to Discord and keeps a note of each, so that its buttons, edits and deletions work later.

An answer too long for one message is paged. Nobody is ever pinged. What could not be stored is sent all the same.
"""

import logging
from collections.abc import Awaitable
from typing import Any

import discord

from bot.chat.addressing import find_server
from bot.chat.buttons import build_view
from bot.chat.drawing import describe_reply, find_claim
from bot.chat.illustrating import build_files
from bot.chat.plain import may_embed, shape
from bot.chat.quoting import leave_out_typed
from bot.chat.render import render_answer
from bot.chat.repeating import send_surely
from bot.chat.services import Question, Services
from bot.chat.taking import number_message
from bot.errors import StoreError
from bot.pictures.picture import Picture
from bot.records.answers import Answer
from bot.records.language import Depth
from bot.store.records import Gap, Reply

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
    depth: Depth | None = None,
) -> discord.Message:
    """Send an answer as a reply to a message. `note` is one line above it; `asker` is its author unless given;
    `of_other` says that somebody else than the asker said what is answered; `depth` is the server's unless given."""
    server = find_server(message)
    settings = await services.servers.read(server)
    shown = answer if server is None else leave_out_typed(answer)
    pages = render_answer(shown, settings.locale, find_claim(services, answer), of_other=of_other)
    reply = describe_reply(answer, pages, depth or settings.depth, asker=asker or message.author.id, private=False)
    author = message.author.id if reply.asker != message.author.id else None
    reply = reply.model_copy(update={"author": author, "of_other": of_other})
    sent = await _send_reply(message, note, pages[0], build_view(reply), number_message(message, reply.asker))
    await _keep(services, reply, sent, server, answer.query, question=message.id)
    await _note_gap(services, answer, server)
    return sent


async def _send_reply(
    message: discord.Message, note: str | None, page: discord.Embed, view: discord.ui.View, nonce: int
) -> discord.Message:
    """Send once, however often it is tried and by whichever process: Discord knows the nonce.

    Send under the question; plainly where the bot may not read the history that a reply needs, as text where it may
    not embed.
    """
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
    depth: Depth | None = None,
    pages: list[discord.Embed] | None = None,
    illustrated: bool = False,
) -> None:
    """Send an answer behind a deferred interaction. An `aside` is one that a button called up: it has few buttons.

    `depth` is the server's unless given; `pages` are drawn from the answer unless given. An answer that is
    `illustrated` has its spectrum above it as a picture.
    """
    settings = await services.servers.read(interaction.guild_id)
    shown = answer if private else leave_out_typed(answer)
    pages = pages or render_answer(shown, settings.locale, find_claim(services, answer), of_other=of_other)
    person = interaction.user.id
    reply = describe_reply(answer, pages, depth or settings.depth, asker=person, private=private, aside=aside)
    reply = reply.model_copy(update={"of_other": of_other})
    view = build_view(reply)
    picture = await services.illustrator.draw(answer, services.clock.now().date()) if illustrated else None
    sent = await _show_response(interaction, pages[0], view, picture)
    services.illustrator.keep(sent.id, picture)
    await _keep(services, reply, sent, interaction.guild_id, answer.query)
    if not aside:
        await _note_gap(services, answer, interaction.guild_id)


async def _show_response(
    interaction: discord.Interaction, page: discord.Embed, view: discord.ui.View, picture: Picture | None
) -> discord.InteractionMessage:
    """Show an answer, without its picture where files are not allowed.

    An edit of the acknowledgement, not a message of its own: however often it comes, it shows the answer once.
    """

    def show(attachments: list[discord.File]) -> Awaitable[discord.InteractionMessage]:
        files = attachments or discord.utils.MISSING
        return interaction.edit_original_response(embed=page, view=view, attachments=files, allowed_mentions=NOBODY)

    try:
        return await send_surely(lambda: show(build_files(picture)))
    except discord.Forbidden:
        if picture is None:
            raise
        return await send_surely(lambda: show([]))


async def send_copy(
    services: Services, interaction: discord.Interaction, reply: Reply, page: discord.Embed, words: str
) -> None:
    """Send what a button makes of somebody else's reply to whoever pressed it, alone. `reply` is private already;
    `words` are what it answers."""
    copy = reply.model_copy(update={"asker": interaction.user.id, "author": None, "question": None})
    sent = await interaction.followup.send(
        embed=page, view=build_view(copy), allowed_mentions=NOBODY, wait=True, ephemeral=True
    )
    await _keep(services, copy, sent, interaction.guild_id, words)


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
    picture = services.illustrator.recall(reply.id)
    files = build_files(picture) or discord.utils.MISSING
    sent = await interaction.followup.send(
        embeds=embeds, files=files, view=build_view(public), allowed_mentions=NOBODY, wait=True, ephemeral=False
    )
    services.illustrator.keep(sent.id, picture)
    await _keep(services, public, sent, interaction.guild_id, services.recall(reply.id))


async def _keep(
    services: Services,
    reply: Reply,
    sent: discord.Message | discord.WebhookMessage | discord.InteractionMessage,
    server: int | None,
    words: str,
    question: int | None = None,
) -> None:
    """Note a reply that was sent; `words`, what it answers, in memory alone. A store that fails costs the buttons, not
    the answer."""
    if "details" in reply.buttons and reply.claim is None:
        services.questions[sent.id] = Question(words, server)
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
