"""The one entry to all thinking: an Utterance goes in, an Answer comes out. Knows no surface."""

import logging
import re
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.errors import TooBusy
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.entries import Hit
from bot.records.language import ClaimReading, Depth, ModelMention, Reading, Utterance
from bot.replies.claims import compose_claim, compose_other_side, compose_reasons
from bot.replies.composer import Composer
from bot.replies.plain import compose_abstention, compose_error, compose_unreadable
from bot.replies.sources import compose_sources
from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import QuestionReader
from bot.retrieval.searching import Retriever
from bot.understanding.followups import FollowUp, read_followup, read_version, swap_figure, swap_model
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

_SHORT = 2
_SURE_TURN = 0.8
"""From this probability on a line that seems to point back is taken for what it says."""


class _Turn(NamedTuple):
    """The last answer of a conversation, how its question was read, and the models lately spoken of."""

    answer: Answer
    reading: Reading | None
    models: tuple[str, ...] = ()


class Assistant:
    """Answers utterances in order, off the event loop; what waits together is read together.

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
        self._turns: OrderedDict[str, _Turn] = OrderedDict()
        self._worker: Worker[Utterance, Answer] = Worker(self.answer_now, self._read_ahead)

    async def answer(self, utterance: Utterance) -> Answer:
        """Answer without blocking the event loop. Never raises for anything that a person typed."""
        try:
            return await self._worker.do(utterance)
        except TooBusy as error:
            return compose_error(utterance.text, str(error)).model_copy(update={"id": utterance.id})

    def close(self) -> None:
        """Finish the answer in flight and stop the worker."""
        self._worker.close()

    def answer_now(self, utterance: Utterance) -> Answer:
        """Answer in the calling thread."""
        text = normalise(utterance.text)
        turn = self._think_safely(text, utterance)
        if utterance.session and turn.answer.kind not in _PASSING:
            self._remember(utterance.session, turn)
        return turn.answer.model_copy(update={"id": utterance.id})

    def find_nearest_claim(self, text: str) -> Hit | None:
        """The claim whose sentences are nearest to a line by cosine alone: the baseline to beat."""
        vector = self._questions.read_question(normalise(text) or "?").embedding
        claims = [hit for hit in self._retriever.search("", vector, _DEPTH_OF_BASELINE) if hit.kind == "claim"]
        return claims[0] if claims else None

    def _read_ahead(self, utterances: Sequence[Utterance]) -> None:
        """Read the questions that wait together in one pass of the encoder."""
        texts = [normalise(utterance.text) for utterance in utterances if utterance.verb == "ask"]
        self._questions.read_ahead([text for text in texts if has_words(text) and is_latin(text)])

    def _think_safely(self, text: str, utterance: Utterance) -> _Turn:
        """A fault of ours costs one answer, not the conversation; the log has it under the number that is said."""
        try:
            return self._think(text, utterance)
        except Exception:
            number = secrets.token_hex(4)
            log.exception("Failure %s", number)
            return _Turn(compose_error(text, f"That did not work. The failure is logged as {number}."), None)

    def _think(self, text: str, utterance: Utterance) -> _Turn:
        if not text:
            return _Turn(
                compose_error("", "There is nothing to answer: write a claim, a question or a model's name."),
                None,
            )
        if utterance.verb == "model":
            answer = self.catalogue.show_model(text)
            return _Turn(answer, None, answer.models)
        points_at_source = text.strip("[]? ").isdigit()
        if not (has_words(text) or points_at_source) or not is_latin(text):
            return _Turn(compose_unreadable(text), None)
        last = self._turns.get(utterance.session) if utterance.session else None
        return self._follow_up(text, last) or self._read_and_answer(text, utterance.depth)

    def _read_and_answer(self, text: str, depth: Depth = "standard") -> _Turn:
        question = self._questions.read_question(text)
        reading = self._reader.read(text, question)
        hits = self._retriever.search(text, question.embedding, _HITS)
        answer = self._composer.compose(reading, hits, depth)
        named = tuple(mention.model for mention in reading.models)
        return _Turn(answer, reading, answer.models or named)

    def _follow_up(self, text: str, last: _Turn | None) -> _Turn | None:
        """The answer to a line that points back, or None where it stands alone."""
        if last is None:
            return None
        mentions = self._names.find_models(text).models or self._name_by_version(text, last)
        follow_up = read_followup(text, mentions)
        if follow_up is None:
            return None
        if follow_up.kind == "correction":
            return self._correct(follow_up.rest, last)
        if follow_up.kind == "model":
            return self._switch_model(text, follow_up, mentions, last)
        if len(text.split()) > _SHORT and self._stands_alone(text):
            return None
        answer = self._answer_follow_up(text, follow_up, last)
        recent = tuple(dict.fromkeys((*last.models, *(answer.models if answer else ()))))[:4]
        return last._replace(answer=answer, models=recent) if answer else None

    def _name_by_version(self, text: str, last: _Turn) -> tuple[ModelMention, ...]:
        """The model of the family last spoken of that a bare version or size names."""
        version = read_version(text)
        if not version or not last.models or text.strip("[]? ").isdigit():
            return ()
        family = self.bank.model[last.models[0]].family
        return tuple(
            mention for mention in self._names.find_models(f"{family} {version}").models if mention.family is None
        )

    def _answer_follow_up(self, text: str, follow_up: FollowUp, last: _Turn) -> Answer | None:
        claim = last.answer.claim
        if follow_up.kind == "source" and last.answer.citations:
            return compose_sources(text, last.answer, follow_up.number)
        if follow_up.kind == "other-side" and claim:
            return compose_other_side(self.bank, text, claim)
        if follow_up.kind in {"reason", "more"} and claim:
            return compose_reasons(self.bank, text, claim)
        if follow_up.kind in {"component", "pair"}:
            return self._answer_pointer(text, follow_up, last)
        if follow_up.kind in {"source", "reason", "more", "other-side"}:
            return compose_abstention(text, last.answer.suggestions, 0.5)
        return None

    def _answer_pointer(self, text: str, follow_up: FollowUp, last: _Turn) -> Answer | None:
        """A line about 'it', 'the other one' or 'which of the two'. None if it is a claim of its own."""
        if last.reading is None and not last.models:
            return None
        if not last.models or (last.answer.claim is not None and follow_up.component is None):
            return self._answer_in_context(text, last)
        if follow_up.kind == "pair" and len(last.models) > 1:
            if "other" in text.casefold():
                return self._composer.answer_about(text, _other_than(last), follow_up.component)
            return self._composer.data.answer_among(text, last.models[:2])
        return self._composer.answer_about(text, last.models[0], follow_up.component)

    def _stands_alone(self, text: str) -> bool:
        """Whether a longer line that seems to point back is surely a claim, a term or a look-up of its own."""
        reading = self._reader.read(text, self._questions.read_question(text))
        return reading.intent in {"claim", "define"} and reading.intent_confidence > _SURE_TURN

    def _answer_in_context(self, text: str, last: _Turn) -> Answer | None:
        """A question of fact about what was last spoken of: 'when was it published?'"""
        if last.reading is None:
            return None
        both = f"{last.reading.text} {text}"
        question = self._questions.read_question(both)
        reading = self._reader.read(both, question)
        return self._composer.answer_in_context(reading, self._retriever.search(both, question.embedding, _HITS))

    def _switch_model(self, text: str, follow_up: FollowUp, mentions: tuple[ModelMention, ...], last: _Turn) -> _Turn:
        """The last question over again for another model; after a claim, the model's card."""
        reading = last.reading
        recent = tuple(dict.fromkeys((mentions[0].model, *last.models)))[:4]
        if reading and reading.models and last.answer.claim is None and follow_up.component is None:
            asked = swap_model(reading.text, reading.models[0], mentions[0].name)
            return self._read_and_answer(asked)._replace(models=recent)
        answer = self._composer.answer_about(text, mentions[0].model, follow_up.component)
        return _Turn(answer, reading, recent)

    def _correct(self, rest: str, last: _Turn) -> _Turn:
        """What was meant instead: another figure, another model, another claim, or the other stance on this one."""
        if re.fullmatch(r"\d+(?:\.\d+)*\W*", rest) and last.reading:
            return self._read_and_answer(swap_figure(last.reading.text, rest.strip(" .!?")))
        mentions = self._names.find_models(rest).models
        if mentions and len(rest.split()) <= len(mentions) + 2:
            return self._switch_model(rest, FollowUp(kind="model"), mentions, last)
        turn = self._read_and_answer(rest)
        stance, claim = last.answer.stance, last.answer.claim
        same = turn.answer.claim == claim or turn.answer.kind == "abstain"
        if claim is None or stance not in {"asserts", "denies"} or not same:
            return turn
        meant: Stance = "denies" if stance == "asserts" else "asserts"
        sure = ClaimReading(claim=claim, stance=meant, claim_confidence=1, stance_confidence=_SURE_TURN)
        answer = compose_claim(self.bank, rest, sure, (), _SURE_TURN)
        return _Turn(answer, turn.reading, answer.models)

    def _remember(self, session: str, turn: _Turn) -> None:
        self._turns[session] = turn
        self._turns.move_to_end(session)
        while len(self._turns) > _SESSIONS_KEPT:
            self._turns.popitem(last=False)


def _other_than(last: _Turn) -> str:
    """Of the models lately spoken of, the one that the last answer was not about."""
    answered = last.answer.models[:1]
    return next((model for model in last.models if model not in answered), last.models[0])
