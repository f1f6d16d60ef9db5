"""Details, Back and Sources: the rest of an answer whose first reply says the least.

What a reply is about stands in its note; the words of a question do not, so for all but claims they are looked for in
memory, then in the message that was answered, and what comes of them must be the same answer.
"""

import discord

from bot.chat.choosing import Deed, answer_claim, ask, put_in_place
from bot.chat.delivery import respond, send_copy
from bot.chat.drawing import redraw
from bot.chat.faults import tell
from bot.chat.render import render_sources
from bot.chat.services import Services
from bot.chat.words import read_words
from bot.errors import QuestionError
from bot.records.answers import Answer
from bot.records.language import Depth
from bot.store.records import Button, Reply

_FORGOTTEN = "I no longer have the question in mind: ask again for a fresh answer."
_NO_MORE = "There is no more to it: that is the whole answer."
_NO_SOURCES = "This answer rests on no document."


async def _compose_again(
    services: Services, interaction: discord.Interaction, reply: Reply, depth: Depth
) -> tuple[Answer, str]:
    """The answer of a reply at another depth, and the words that it answers. Raises QuestionError where they are
    forgotten."""
    if reply.claim is not None:
        answer = answer_claim(services, reply, reply.stance or "asks", depth)
        return answer, services.recall(reply.id)
    words = services.recall(reply.id) or await _read_question(interaction, reply)
    if not words.strip():
        raise QuestionError(_FORGOTTEN)
    answer = await ask(services, interaction, words, depth)
    if answer.kind != reply.kind or answer.models[: len(reply.models)] != reply.models:
        raise QuestionError(_FORGOTTEN)
    return answer, words


async def _read_question(interaction: discord.Interaction, reply: Reply) -> str:
    """The words of the message that was answered, if it is still there; a command leaves none."""
    if reply.question is None:
        return ""
    channel = interaction.client.get_partial_messageable(reply.channel)
    try:
        return read_words(await channel.fetch_message(reply.question))
    except discord.HTTPException:
        return ""


async def _show_details(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    """In place for the asker, as a private copy for others."""
    answer, words = await _compose_again(services, interaction, reply, "standard")
    settings = await services.servers.read(interaction.guild_id)
    own = interaction.user.id == reply.asker
    before = reply if own else reply.model_copy(update={"private": True})
    changed, page = redraw(services, before, answer, "standard", settings.locale, opened=own)
    if _is_shown(interaction, page):
        await tell(interaction, _NO_MORE)
    elif own:
        await put_in_place(services, interaction, changed, page, words=words)
    else:
        await send_copy(services, interaction, changed, page, words)


def _is_shown(interaction: discord.Interaction, page: discord.Embed) -> bool:
    shown = interaction.message.embeds if interaction.message else []
    return bool(shown) and shown[0].description == page.description and len(shown[0].fields) == len(page.fields)


async def _go_back(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    """The first reply again."""
    answer, words = await _compose_again(services, interaction, reply, "short")
    settings = await services.servers.read(interaction.guild_id)
    changed, page = redraw(services, reply, answer, "short", settings.locale)
    await put_in_place(services, interaction, changed, page, words=words)


async def _show_sources(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
    """All sources of the details, for whoever presses."""
    answer, _words = await _compose_again(services, interaction, reply, "standard")
    settings = await services.servers.read(interaction.guild_id)
    pages = render_sources(answer.citations, settings.locale)
    if pages:
        await respond(services, interaction, answer, private=True, aside=True, pages=pages)
    else:
        await tell(interaction, _NO_SOURCES)


OPENING: dict[Button, Deed] = {"details": _show_details, "back": _go_back, "sources": _show_sources}
