"""Messages: which ones are answered, edited questions, deleted questions."""

import datetime as dt
import logging
from collections.abc import Awaitable, Callable

import discord

from bot.chat.addressing import find_parent, find_server, is_addressed, is_from_person
from bot.chat.buttons import build_view
from bot.chat.delivery import NOBODY, reply_to_message
from bot.chat.drawing import redraw
from bot.chat.faults import describe_failure
from bot.chat.limits import say_wait
from bot.chat.notices import Notices, delete_quietly, say_quietly
from bot.chat.plain import may_embed, shape
from bot.chat.pointing import is_for_others
from bot.chat.refusals import Place, describe_refusal, explain_refusal
from bot.chat.services import Question, Services
from bot.chat.taking import number_message, take_up
from bot.chat.talks import Talks
from bot.chat.thinking import Thought, think
from bot.chat.unprompted import Unprompted
from bot.recent import Recent
from bot.store.records import Mode, Reply, ServerSettings

log = logging.getLogger(__name__)

_HEARD = 5000
_HEARD_A_SERVER = 2
"""Messages that may come twice still, as a mean over all servers."""

_EDIT_PAUSE = dt.timedelta(minutes=10)

Work = Callable[[discord.Message, discord.ClientUser], Awaitable[None]]


class Listener:
    """Answers a message when it mentions the bot, is a direct message, or replies to the bot; else leaves it alone."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._unprompted = Unprompted(services)
        self._talks = Talks()
        self._heard: Recent[tuple[int, dt.datetime | None], None] = Recent(_HEARD)
        self._notices = Notices()

    def widen(self, servers: int) -> None:
        """Make room for what is going on in so many servers."""
        self._talks.widen(servers)
        self._heard.widen(servers * _HEARD_A_SERVER)

    def forget(self, server: int) -> None:
        """Drop what is going on in a server."""
        self._talks.forget(server)
        self._unprompted.forget(server)

    async def hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Reply to a message that is meant for the bot; what a channel's mode says decides on all others."""
        if is_from_person(message, me) and _may_matter(message, me) and self._is_new(message):
            await self._work_on(message, me, self._hear)

    async def hear_edit(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer an edited question again, in place; one that becomes a question by the edit is answered now. What was
        answered unasked and is no sure thing any more loses its answer."""
        if message.edited_at is not None and is_from_person(message, me) and self._is_new(message):
            await self._work_on(message, me, self._hear_edit)

    async def accept_offer(self, message: discord.Message, me: discord.ClientUser, asker: discord.Member) -> None:
        """Answer a message that the bot had offered to answer, once, for whoever took the offer."""

        async def accept(message: discord.Message, me: discord.ClientUser) -> None:
            settings = await self._read_settings(message)
            if _choose_mode(message, settings) != "off" and not await self._find_replies(message):
                await self._answer(message, me, settings, asker=asker)

        await self._work_on(message, me, accept)

    async def hear_deletion(self, message: int, channel: discord.abc.Messageable | None) -> None:
        """Withdraw the replies to a question that was deleted; forget a reply that was."""
        async with self._services.turns.take(message):
            await self._withdraw(message, channel)
            removed = await self._services.store.find_reply(message)
            if removed is not None:
                self._services.turns.note_removal(removed.question)
                await self._services.store.delete_reply(message)

    async def _work_on(self, message: discord.Message, me: discord.ClientUser, work: Work) -> None:
        """Do one thing about a message. A failure costs this one alone, and whoever asked reads a sentence."""
        try:
            async with self._services.turns.take(message.id):
                await work(message, me)
        except discord.HTTPException as error:
            await self._tell_refusal(error, message, me)
        except Exception as error:  # noqa: BLE001  (whoever asked reads one sentence)
            sentence = describe_failure(error)
            if is_addressed(message, me):
                await say_quietly(message.channel, sentence)

    async def _tell_refusal(
        self, error: discord.HTTPException, message: discord.Message, me: discord.ClientUser
    ) -> None:
        """The host reads where and why; whoever asked reads privately why no answer came."""
        place = Place(message.channel)
        log.warning("%s", describe_refusal(error, place))
        sentence = explain_refusal(error, place)
        if sentence is not None and is_addressed(message, me):
            await self._notices.tell(message.author, sentence)

    async def _hear(self, message: discord.Message, me: discord.ClientUser) -> None:
        settings = await self._read_settings(message)
        mode = _choose_mode(message, settings)
        if mode == "off":
            return
        if is_addressed(message, me):
            await self._answer(message, me, settings)
        elif self._talks.goes_on(message) and not is_for_others(message, me):
            await self._answer(message, me, settings, unasked=True)
        else:
            await self._unprompted.consider(message, settings, mode)

    async def _hear_edit(self, message: discord.Message, me: discord.ClientUser) -> None:
        settings = await self._read_settings(message)
        if _choose_mode(message, settings) == "off":
            return
        replies = await self._find_replies(message)
        if replies and message.content:
            if await self._may_ask(message, settings, message.author):
                thought = await self._think(message, me, settings, asked=is_addressed(message, me))
                fits = thought.is_sure or is_addressed(message, me)
                if fits:
                    await self._replace(message, replies[-1], thought, settings)
                else:
                    await self._withdraw(message.id, message.channel)
        elif not replies and is_addressed(message, me) and _is_fresh(message) and not self._was_removed(message):
            await self._answer(message, me, settings)

    async def _answer(
        self,
        message: discord.Message,
        me: discord.ClientUser,
        settings: ServerSettings,
        *,
        unasked: bool = False,
        asker: discord.Member | None = None,
    ) -> None:
        """Answer a message. What was `unasked`, or offered and taken up by an `asker`, gets a sure answer or none."""
        person = asker or message.author
        if not await take_up(self._services, number_message(message, person.id)):
            return
        if not await self._may_ask(message, settings, person, tell=not unasked):
            return
        session = self._talks.note_question(message)
        thought = await self._think(message, me, settings, asked=not unasked)
        if (unasked or asker is not None) and not thought.is_sure:
            return
        other = thought.of_other or asker is not None
        sent = await reply_to_message(self._services, message, thought.answer, asker=person.id, of_other=other)
        self._talks.note_answer(message, sent.id, session)

    async def _may_ask(
        self,
        message: discord.Message,
        settings: ServerSettings,
        person: discord.User | discord.Member,
        *,
        tell: bool = True,
    ) -> bool:
        """Whether no limit is reached; whoever asked is told privately if one is."""
        server = find_server(message)
        wait = self._services.limiter.admit(settings.limits, person.id, message.channel.id, server)
        if wait is not None and tell:
            await self._notices.tell(person, say_wait(wait))
        return wait is None

    async def _think(
        self, message: discord.Message, me: discord.ClientUser, settings: ServerSettings, *, asked: bool
    ) -> Thought:
        session = self._talks.choose_session(message)
        return await think(self._services, message, me, session, settings.depth, asked=asked)

    async def _replace(
        self, message: discord.Message, reply: Reply, thought: Thought, settings: ServerSettings
    ) -> None:
        before = reply.model_copy(update={"of_other": thought.of_other or reply.author is not None})
        changed, page = redraw(self._services, before, thought.answer, settings.depth, settings.locale)
        self._services.questions[reply.id] = Question(thought.answer.query, reply.server)
        standing = message.channel.get_partial_message(reply.id)  # type: ignore[union-attr]
        try:
            # A correction above the reply was about the answer that it replaces.
            shaped = {"embed": None, **shape(page, embed=may_embed(message.channel))}
            await standing.edit(**shaped, view=build_view(changed), allowed_mentions=NOBODY)
        except discord.NotFound:
            self._services.turns.note_removal(message.id)
            await self._services.store.delete_reply(reply.id)
        else:
            await self._services.store.save_reply(changed)

    async def _withdraw(self, question: int, channel: discord.abc.Messageable | None) -> None:
        """Take the replies to a message away."""
        for reply in await self._services.store.find_replies_to(question):
            if isinstance(channel, discord.abc.Messageable):
                await delete_quietly(channel, reply.id)
            await self._services.store.delete_reply(reply.id)

    async def _read_settings(self, message: discord.Message) -> ServerSettings:
        return await self._services.servers.read(find_server(message))

    async def _find_replies(self, message: discord.Message) -> list[Reply]:
        return await self._services.store.find_replies_to(message.id)

    def _was_removed(self, message: discord.Message) -> bool:
        return self._services.turns.was_removed(message.id)

    def _is_new(self, message: discord.Message) -> bool:
        """Discord may deliver an event twice; each version of a message is heard once."""
        key = (message.id, message.edited_at)
        if key in self._heard:
            return False
        self._heard[key] = None
        return True


def _may_matter(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether there may be something to do: of most messages Discord shows nothing but that they were written."""
    return bool(message.content) or is_addressed(message, me)


def _choose_mode(message: discord.Message, settings: ServerSettings) -> Mode:
    """The mode of the channel; whoever writes to the bot directly always asks."""
    if message.guild is None:
        return "request"
    return settings.choose_mode(message.channel.id, find_parent(message.channel))


def _is_fresh(message: discord.Message) -> bool:
    """Whether a message was edited soon after it was written. Both times are Discord's own."""
    return message.edited_at is not None and message.edited_at - message.created_at < _EDIT_PAUSE
