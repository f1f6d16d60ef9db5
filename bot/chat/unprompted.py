"""The two modes in which the bot speaks first: suggest (a reaction that offers an answer) and auto (an answer).

Both need the message content intent. Both keep quiet in quiet hours, after somebody whom the settings name as an
expert has spoken, and about a claim that was answered in the channel a short while ago.
"""

import datetime as dt
import logging
from typing import NamedTuple

import discord

from bot.chat.addressing import find_server
from bot.chat.delivery import reply_to_message
from bot.chat.refusals import Place, describe_refusal
from bot.chat.services import Services
from bot.chat.taking import number_message, take_up
from bot.recent import Recent
from bot.records.answers import Answer
from bot.records.language import Utterance
from bot.store.records import Mode, ServerSettings

log = logging.getLogger(__name__)

OFFER = "🔎"
_KEPT = 5000
_EXPERT_PAUSE = dt.timedelta(minutes=10)
_CLAIM_PAUSE = dt.timedelta(minutes=10)
_JUDGEMENTS = frozenset({"rebuttal", "agreement", "nuance"})
_NOTE = "This channel has Glassbox answer claims unasked; `/settings` changes that."


class _Place(NamedTuple):
    channel: int
    server: int | None


class Unprompted:
    """Decides on messages that nobody addressed to the bot."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._experts_spoke: Recent[_Place, dt.datetime] = Recent(_KEPT)
        self._answered: Recent[tuple[_Place, str], dt.datetime] = Recent(_KEPT)

    def forget(self, server: int) -> None:
        """Drop what is remembered of a server."""
        self._experts_spoke.forget(lambda place, _: place.server == server)
        self._answered.forget(lambda told, _: told[0].server == server)

    async def consider(self, message: discord.Message, settings: ServerSettings, mode: Mode) -> None:
        """Offer or answer where the mode, the moment and the claim allow it."""
        if mode not in {"suggest", "auto"} or not message.content:
            return
        now, place = message.created_at, _find_place(message)
        if message.author.id in settings.experts:
            self._experts_spoke[place] = now
            return
        if settings.is_quiet(now) or self._expert_spoke(place, now):
            return
        answer = await self._services.assistant.answer(Utterance(text=message.content, depth="short", asked=False))
        if not _is_sure(answer, settings) or self._answered_lately(place, answer, now):
            return
        await self._speak(message, answer, settings, mode)

    async def _speak(self, message: discord.Message, answer: Answer, settings: ServerSettings, mode: Mode) -> None:
        server = find_server(message)
        if self._services.limiter.admit(settings.limits, message.author.id, message.channel.id, server) is not None:
            return
        self._answered[_find_place(message), answer.claim or ""] = message.created_at
        if not await take_up(self._services, number_message(message, 0)):
            return
        try:
            if mode == "suggest":
                await message.add_reaction(OFFER)
            else:
                await reply_to_message(self._services, message, answer, note=_NOTE, depth="short")
        except discord.HTTPException as error:
            log.warning("%s", describe_refusal(error, Place(message.channel)))

    def _expert_spoke(self, place: _Place, now: dt.datetime) -> bool:
        spoke = self._experts_spoke.get(place)
        return spoke is not None and now - spoke < _EXPERT_PAUSE

    def _answered_lately(self, place: _Place, answer: Answer, now: dt.datetime) -> bool:
        last = self._answered.get((place, answer.claim or ""))
        return last is not None and now - last < _CLAIM_PAUSE


def _find_place(message: discord.Message) -> _Place:
    return _Place(message.channel.id, find_server(message))


def _is_sure(answer: Answer, settings: ServerSettings) -> bool:
    return answer.kind in _JUDGEMENTS and answer.confidence >= settings.auto_confidence
