"""The buttons of a question back: which side of a claim somebody takes, or which of the things on offer they mean.

What is chosen is answered in place for whoever asked; others get the answer as a copy of their own.
"""

from collections.abc import Awaitable, Callable
from typing import Literal

import discord

from bot.chat.addressing import name_session
from bot.chat.buttons import CHOICES, STANCES, build_view, find_choice
from bot.chat.delivery import NOBODY, send_copy
from bot.chat.drawing import redraw
from bot.chat.limits import say_wait
from bot.chat.repeating import send_surely
from bot.chat.services import Question, Services
from bot.errors import QuestionError
from bot.records.answers import Answer
from bot.records.base import Stance
from bot.records.claims import Claim
from bot.records.language import Depth, Utterance
from bot.replies.breath import fit_one_breath
from bot.store.records import MODELS_KEPT, Button, Reply

Deed = Callable[[Services, discord.Interaction, Reply], Awaitable[None]]

GONE = "The card behind this reply is no longer in the knowledge: ask again for a fresh answer."
_STANCES: dict[Button, Stance] = dict(zip(STANCES, ("asserts", "denies"), strict=True))


def find_claim(services: Services, reply: Reply) -> Claim:
    """The card of a reply. Raises QuestionError where the knowledge was exchanged and holds it no more."""
    claim = services.assistant.bank.claim.get(reply.claim or "")
    if claim is None:
        raise QuestionError(GONE)
    return claim


def list_known(services: Services, reply: Reply) -> tuple[str, ...]:
    """The models of a reply that the knowledge still holds."""
    return tuple(model for model in reply.models if model in services.assistant.bank.model)


def answer_claim(services: Services, reply: Reply, stance: Stance, depth: Depth) -> Answer:
    """The answer to a reply's claim for a stance and at a depth, from the bank alone. Raises QuestionError."""
    claim = find_claim(services, reply)
    models = list_known(services, reply)
    named = () if claim.models[:MODELS_KEPT] == models else models
    answer = services.catalogue.answer_claim(claim.id, stance, named, depth, reply.confidence)
    return fit_one_breath(answer) if depth == "short" else answer


async def ask(
    services: Services, interaction: discord.Interaction, text: str, depth: Depth, verb: Literal["ask", "model"] = "ask"
) -> Answer:
    """Ask on behalf of whoever pressed, which counts as a question. Raises QuestionError where that finds no answer,
    or a limit is reached."""
    settings = await services.servers.read(interaction.guild_id)
    channel = interaction.channel_id or interaction.user.id
    wait = services.limiter.admit(settings.limits, interaction.user.id, channel, interaction.guild_id)
    if wait is not None:
        raise QuestionError(say_wait(wait))
    session = name_session(interaction.guild_id, interaction.channel_id, interaction.user.id)
    answer = await services.assistant.answer(Utterance(text=text, session=session, verb=verb, depth=depth))
    if answer.kind == "error":
        raise QuestionError(answer.headline)
    return answer


async def put_in_place(
    services: Services,
    interaction: discord.Interaction,
    reply: Reply,
    page: discord.Embed,
    *,
    words: str | None = None,
    content: str | None = discord.utils.MISSING,
) -> None:
    """Show another page or answer in a reply, and note it. `words` are what another answer answers."""
    if words is not None:
        services.questions[reply.id] = Question(words, reply.server)
    view = build_view(reply)
    await send_surely(
        lambda: interaction.edit_original_response(content=content, embed=page, view=view, allowed_mentions=NOBODY)
    )
    await services.store.save_reply(reply)


async def _show(services: Services, interaction: discord.Interaction, reply: Reply, answer: Answer) -> None:
    """In place for the asker, where a correction was about the question back; as a private copy for others."""
    settings = await services.servers.read(interaction.guild_id)
    if interaction.user.id == reply.asker:
        changed, page = redraw(services, reply, answer, reply.depth, settings.locale)
        await put_in_place(services, interaction, changed, page, words=answer.query, content=None)
    else:
        mine = reply.model_copy(update={"private": True})
        copy, page = redraw(services, mine, answer, reply.depth, settings.locale)
        await send_copy(services, interaction, copy, page, answer.query)


def _take_stance(name: Button) -> Deed:
    """The answer to somebody who has said which of two things they hold."""

    async def take(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        if name in reply.buttons:  # pressed twice, it is settled once
            answer = answer_claim(services, reply, _STANCES[name], reply.depth)
            await _show(services, interaction, reply, answer)

    return take


def _take_choice(name: Button) -> Deed:
    """The answer to what was offered, asked for by its name."""

    async def take(services: Services, interaction: discord.Interaction, reply: Reply) -> None:
        choice = find_choice(reply, name)
        if choice is None:
            return
        is_name = any(model.name == choice for model in services.assistant.bank.models)
        answer = await ask(services, interaction, choice, reply.depth, "model" if is_name else "ask")
        if answer.kind == "abstain" or (answer.kind == "clarify" and (answer.offers or answer.stance is None)):
            raise QuestionError(GONE)
        await _show(services, interaction, reply, answer)

    return take


CHOOSING: dict[Button, Deed] = {
    **{name: _take_stance(name) for name in STANCES},
    **{name: _take_choice(name) for name in CHOICES},
}
