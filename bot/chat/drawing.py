"""From an answer to a reply: what is noted of it, which buttons it has, its pages. Nothing is sent here."""

import datetime as dt
import json

import discord

from bot.chat.buttons import choose_buttons
from bot.chat.quoting import found_nothing, leave_out_typed
from bot.chat.render import render_answer
from bot.chat.services import Services
from bot.records.answers import Answer
from bot.records.claims import Claim
from bot.records.language import Depth
from bot.store.records import CHOICES_KEPT, MODELS_KEPT, Locale, Reply


def describe_reply(
    answer: Answer,
    pages: list[discord.Embed],
    depth: Depth,
    *,
    asker: int,
    private: bool,
    aside: bool = False,
    opened: bool = False,
) -> Reply:
    """What is noted of an answer before Discord gives it a number. `opened` says that Details were asked for."""
    reply = Reply(
        id=0,
        channel=0,
        asker=asker,
        kind=answer.kind,
        claim=answer.claim,
        stance=None if answer.offers else answer.stance,  # what is offered is chosen, no side is asked for
        models=answer.models[:MODELS_KEPT],
        depth=depth,
        confidence=answer.confidence,
        private=private,
        pages=tuple(json.dumps(page.to_dict()) for page in pages) if len(pages) > 1 else (),
        choices=_list_choices(answer),
        created=dt.datetime.now(tz=dt.UTC),
    )
    first = depth == "short" and not (aside or answer.parts or found_nothing(answer))
    buttons = choose_buttons(reply, aside=aside, first=first, cites=bool(answer.citations), opened=opened)
    if found_nothing(answer):
        buttons = tuple(button for button in buttons if button != "share")
    return reply.model_copy(update={"buttons": buttons})


def _list_choices(answer: Answer) -> tuple[str, ...]:
    """What a question back lets one choose from."""
    if answer.kind != "clarify":
        return ()
    return tuple(dict.fromkeys(choice for choice in answer.suggestions if choice.strip()))[:CHOICES_KEPT]


def render_page(reply: Reply) -> discord.Embed:
    """The page of a long answer that a reply shows."""
    return discord.Embed.from_dict(json.loads(reply.pages[reply.page]))


def redraw(
    services: Services, reply: Reply, answer: Answer, depth: Depth, locale: Locale, *, opened: bool = False
) -> tuple[Reply, discord.Embed]:
    """A reply that shows another answer from now on, and its first page."""
    shown = answer if reply.private or reply.server is None else leave_out_typed(answer)
    pages = render_answer(shown, locale, find_claim(services, answer), of_other=reply.of_other)
    fresh = describe_reply(answer, pages, depth, asker=reply.asker, private=reply.private, opened=opened)
    kept = {name: getattr(reply, name) for name in ("id", "question", "channel", "server", "author", "of_other")}
    return fresh.model_copy(update=kept), pages[0]


def find_claim(services: Services, answer: Answer) -> Claim | None:
    """The card that an answer is about, where the bank still has it: it may have been exchanged meanwhile."""
    return services.assistant.bank.claim.get(answer.claim) if answer.claim else None
