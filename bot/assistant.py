"""The one entry to all thinking: an Utterance goes in, an Answer comes out. Knows no surface."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, NamedTuple

from bot.catalogue import Catalogue
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.language import Reading, Utterance
from bot.records.models import ComponentName
from bot.replies.claims import compose_other_side, compose_reasons
from bot.replies.composer import Composer
from bot.replies.plain import compose_abstention, compose_error, compose_unreadable
from bot.replies.sources import compose_sources
from bot.retrieval.encoders import QuestionReader
from bot.retrieval.searching import Retriever
from bot.understanding.followups import FollowUp, read_component, read_followup
from bot.understanding.reader import Reader
from bot.understanding.recogniser import Recogniser
from bot.understanding.text import has_words, is_latin, normalise

_SESSIONS_KEPT = 1000
_HITS = 12


class _Turn(NamedTuple):
    """The last answer of a conversation and how its question was read."""

    answer: Answer
    reading: Reading | None


class Assistant:
    """Answers utterances, one at a time, off the event loop. Keeps the last turn of recent conversations."""

    def __init__(self, bank: Bank, encoder: QuestionReader, retriever: Retriever, recogniser: Recogniser) -> None:
        self.bank = bank
        self._encoder = encoder
        self._retriever = retriever
        self.catalogue = Catalogue(bank)
        self._names = self.catalogue.names
        self._reader = Reader(self._names, recogniser)
        self._composer = Composer(bank, self._names)
        self._turns: OrderedDict[str, _Turn] = OrderedDict()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thinking")

    async def answer(self, utterance: Utterance) -> Answer:
        """Answer without blocking the event loop. Never raises for anything that a person typed."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, self.answer_now, utterance)

    def close(self) -> None:
        """Finish the answer in flight and stop the worker."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def answer_now(self, utterance: Utterance) -> Answer:
        """Answer in the calling thread."""
        text = normalise(utterance.text)
        turn = self._think(text, utterance)
        if utterance.session:
            self._remember(utterance.session, turn)
        return turn.answer.model_copy(update={"id": utterance.id})

    def _think(self, text: str, utterance: Utterance) -> _Turn:
        if not text:
            return _Turn(
                compose_error("", "There is nothing to answer: write a claim, a question or a model's name."),
                None,
            )
        if utterance.verb == "model":
            return _Turn(self.catalogue.show_model(text), None)
        points_at_source = text.strip("[]? ").isdigit()
        if not (has_words(text) or points_at_source) or not is_latin(text):
            return _Turn(compose_unreadable(text), None)
        last = self._turns.get(utterance.session) if utterance.session else None
        return self._follow_up(text, last) or self._read_and_answer(text)

    def _read_and_answer(self, text: str) -> _Turn:
        question = self._encoder.read_question(text)
        reading = self._reader.read(text, question)
        hits = self._retriever.search(text, question.embedding, _HITS)
        return _Turn(self._composer.compose(reading, hits), reading)

    def _follow_up(self, text: str, last: _Turn | None) -> _Turn | None:
        """The answer to a line that points back, or None where it stands alone."""
        mentions = self._names.find_models(text).models
        follow_up = read_followup(text, mentions)
        if follow_up is None or last is None:
            return None
        answer = self._answer_follow_up(text, follow_up, last)
        return _Turn(answer, last.reading) if answer else None

    def _answer_follow_up(self, text: str, follow_up: FollowUp, last: _Turn) -> Answer | None:
        claim = last.answer.claim
        if follow_up.kind == "source" and last.answer.citations:
            return compose_sources(text, last.answer, follow_up.number)
        if follow_up.kind == "other-side" and claim:
            return compose_other_side(self.bank, text, claim)
        if follow_up.kind in {"reason", "more"} and claim:
            return compose_reasons(self.bank, text, claim)
        if follow_up.kind in {"model", "component"}:
            return self._switch_model(text, follow_up, last)
        if follow_up.kind in {"source", "reason", "more", "other-side"}:
            return compose_abstention(text, last.answer.suggestions, 0.5)
        return None

    def _switch_model(self, text: str, follow_up: FollowUp, last: _Turn) -> Answer | None:
        mentions = self._names.find_models(text).models
        model = mentions[0].model if mentions else next(iter(last.answer.models), None)
        if model is None or (last.answer.claim and not mentions and follow_up.component is None):
            return None
        return self._composer.answer_about(text, model, follow_up.component or _component_of(last))

    def _remember(self, session: str, turn: _Turn) -> None:
        self._turns[session] = turn
        self._turns.move_to_end(session)
        while len(self._turns) > _SESSIONS_KEPT:
            self._turns.popitem(last=False)


def _component_of(last: _Turn) -> ComponentName | Literal["license"] | None:
    """The component that the last question was about, so that 'and Mistral?' asks for the same."""
    return read_component(last.reading.text.casefold()) if last.reading else None
