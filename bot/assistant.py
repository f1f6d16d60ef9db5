"""The one entry to all thinking: an Utterance goes in, an Answer comes out. Knows no surface."""

import logging
import secrets
from concurrent.futures import Future

from bot.catalogue import Catalogue
from bot.conversation.talking import Conversation
from bot.conversation.turns import Turn, hold_cells
from bot.errors import TooBusy
from bot.recent import Recent
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.entries import Hit
from bot.records.language import Depth, Reading, Utterance
from bot.replies.composer import Composer
from bot.replies.plain import compose_error, compose_unreadable
from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import QuestionReader
from bot.retrieval.searching import LateHits, Retriever
from bot.understanding.reader import Reader
from bot.understanding.recogniser import Recogniser
from bot.understanding.text import has_words, is_latin, normalise
from bot.worker import Worker

log = logging.getLogger(__name__)

_SESSIONS_KEPT = 1000
_HITS = 12
_DEPTH_OF_BASELINE = 60
_PASSING = frozenset({"smalltalk", "error"})
"""Kinds of answers that do not change what a conversation is about."""

_LISTS = frozenset({"comparison", "table", "clarify"})
_LISTED = 40
"""More models than this are no list that somebody points into."""


class Assistant:
    """Answers utterances in order, off the event loop; one is read while the one before it is answered.

    Keeps the last turn of recent conversations.
    """

    def __init__(self, bank: Bank, encoder: QuestionReader, retriever: Retriever, recogniser: Recogniser) -> None:
        self.bank = bank
        self._questions = QuestionCache(encoder)
        self._retriever = retriever
        self.catalogue = Catalogue(bank)
        self._names = self.catalogue.names
        self._reader = Reader(self._names, recogniser)
        self._composer = Composer(bank, self._names)
        self._conversation = Conversation(
            bank, self._names, self._composer, self._read_and_answer, self._read, self._answer_in_context
        )
        self._turns: Recent[str, Turn] = Recent(_SESSIONS_KEPT)
        self._worker: Worker[Utterance, Answer] = Worker(self.answer_now, self._read_ahead)

    async def answer(self, utterance: Utterance) -> Answer:
        """Answer without blocking the event loop. Never raises for anything that a person typed."""
        try:
            return await self._worker.do(utterance)
        except TooBusy as error:
            return compose_error(utterance.text, str(error)).model_copy(update={"id": utterance.id})

    def submit(self, utterance: Utterance) -> "Future[Answer]":
        """Hand in an utterance, for callers without an event loop; answers come in order. Raises TooBusy."""
        return self._worker.submit(utterance)

    def close(self) -> None:
        """Finish the answer in flight and stop the worker."""
        self._worker.close()

    def answer_now(self, utterance: Utterance) -> Answer:
        """Answer in the calling thread."""
        text = normalise(utterance.text)
        turn = self._think_safely(text, utterance)
        if utterance.session and self._changes_subject(turn, self._turns.get(utterance.session)):
            self._turns[utterance.session] = turn
        return turn.answer.model_copy(update={"id": utterance.id})

    def find_nearest_claim(self, text: str) -> Hit | None:
        """The claim whose sentences are nearest to a line by cosine alone: the baseline to beat."""
        vector = self._questions.embed(normalise(text) or "?")
        claims = [hit for hit in self._retriever.search("", vector, _DEPTH_OF_BASELINE) if hit.kind == "claim"]
        return claims[0] if claims else None

    def _read_ahead(self, utterance: Utterance) -> None:
        """Read a question while the one before it is answered; the answer then finds it in the cache."""
        text = normalise(utterance.text)
        if utterance.verb == "ask" and has_words(text) and is_latin(text):
            self._questions.read(text)

    def _think_safely(self, text: str, utterance: Utterance) -> Turn:
        """A fault of ours costs one answer, not the conversation; the log has it under the number that is said."""
        try:
            return self._think(text, utterance)
        except Exception:
            number = secrets.token_hex(4)
            log.exception("Failure %s", number)
            return Turn(compose_error(text, f"That did not work. The failure is logged as {number}."), None)

    def _think(self, text: str, utterance: Utterance) -> Turn:
        if not text:
            return Turn(
                compose_error("", "There is nothing to answer: write a claim, a question or a model's name."),
                None,
            )
        if utterance.verb == "model":
            answer = self.catalogue.show_model(text)
            return Turn(answer, None, answer.models)
        last = self._turns.get(utterance.session) if utterance.session else None
        has_figure = any(character.isdigit() for character in text)
        if not is_latin(text) or not (has_words(text) or has_figure):
            return Turn(compose_unreadable(text), None)
        follow_up = self._conversation.follow_up(text, last)
        if follow_up or has_words(text):
            return follow_up or self._read_and_answer(text, utterance.depth)
        return Turn(compose_unreadable(text), None)

    def _read_and_answer(self, text: str, depth: Depth = "standard") -> Turn:
        reading = self._read(text)
        answer = self._composer.compose(reading, self._search_late(text), depth)
        named = tuple(mention.model for mention in reading.models)
        listed = answer.models if answer.kind in _LISTS and 1 < len(answer.models) <= _LISTED else named
        said = reading.claim if reading.claim and answer.claim == reading.claim.claim else None
        recent = tuple(dict.fromkeys((*answer.models, *named)))
        turn = Turn(answer, reading, recent, listed if len(listed) > 1 else (), said=said)
        return hold_cells(turn, self._composer.data.read_cells(reading) if answer.kind == "table" else None)

    def _read(self, text: str) -> Reading:
        return self._reader.read(text, self._questions.read(text))

    def _search_late(self, text: str) -> LateHits:
        return LateHits(lambda: self._retriever.search(text, self._questions.embed(text), _HITS))

    def _answer_in_context(self, both: str) -> Answer:
        """A question of fact, read and looked for together with the line before it."""
        return self._composer.answer_in_context(self._read(both), self._search_late(both))

    @staticmethod
    def _changes_subject(turn: Turn, last: Turn | None) -> bool:
        """Small talk leaves the subject, and so does a line that nothing is known about, unless it names a model."""
        if turn.answer.kind in _PASSING:
            return False
        unknown = turn.reading is not None and bool(turn.reading.unknown_models)
        return turn.answer.kind != "abstain" or unknown or last is None
