"""The one entry to all thinking: an Utterance goes in, an Answer comes out. Knows no surface.

The way of a line: message and focus -> statements -> candidates -> judgement -> answer.
"""

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from bot.catalogue import Catalogue
from bot.desks.house import DeskHouse
from bot.errors import TooBusy
from bot.judge.answering import answer_judgement
from bot.judge.deliberation import Deliberation
from bot.judge.foreign import ForeignLines
from bot.judge.judgement import Judge, Judgement
from bot.judge.ranker import Ranker
from bot.judge.second import Adviser, SecondJudge
from bot.later import Later
from bot.recent import Recent
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.entries import Hit
from bot.records.focus import Focus, Subject, move_focus
from bot.records.language import Utterance
from bot.records.lines import LAST
from bot.replies.again import say_more
from bot.replies.asking import compose_correction
from bot.replies.breath import fit_one_breath
from bot.replies.facts import compose_sentence
from bot.replies.plain import compose_error, compose_nothing_more
from bot.retrieval.caching import QuestionCache
from bot.retrieval.encoders import QuestionEncoder
from bot.retrieval.searching import Retriever
from bot.understanding.heads import Heads
from bot.understanding.reading import Reader
from bot.understanding.text import has_words, is_latin, normalise
from bot.worker import Worker

log = logging.getLogger(__name__)

_SESSIONS_KEPT = 10_000
"""Conversations, of all servers of a process."""
_DEPTH_OF_BASELINE = 60
_BESIDE = 2
"""Things that are named to whoever would get word for word what was just told."""
_PASSING = frozenset({"smalltalk", "error", "abstain"})
"""Kinds of answers that do not change what a conversation is about."""


class Assistant:
    """Answers utterances in order, off the event loop; one is read while the one before it is answered.

    Keeps the focus of recent conversations.
    """

    def __init__(
        self,
        bank: Bank,
        encoder: QuestionEncoder,
        retriever: Retriever,
        heads: Heads,
        ranker: Ranker,
        adviser: Adviser | None = None,
    ) -> None:
        self.bank = bank
        self.catalogue = Catalogue(bank)
        self._encoder = QuestionCache(encoder)
        self._retriever = retriever
        reader = Reader(self._encoder, heads, retriever, self.catalogue.names)
        judge = Judge(DeskHouse(bank, self.catalogue.names), ranker)
        self._deliberation = Deliberation(bank, reader, judge)
        self._foreign = ForeignLines(bank, self.catalogue.names, self._deliberation)
        self._foci: Recent[str, Focus] = Recent(_SESSIONS_KEPT)
        self._adviser = adviser
        self._second = SecondJudge(adviser) if adviser else None
        self._worker: Worker[Utterance, Answer] = Worker(self._begin, self._read_ahead, lambda one: one.session)

    @property
    def adviser(self) -> str | None:
        """Who gets lines put to the bot where it is unsure of them; None where nobody does."""
        return self._adviser.name if self._adviser else None

    async def answer(self, utterance: Utterance) -> Answer:
        """Answer without blocking the event loop. Never raises for anything that a person typed."""
        try:
            return await self._worker.do(utterance)
        except TooBusy as error:
            return compose_error(utterance.text, str(error)).model_copy(update={"id": utterance.id})

    def submit(self, utterance: Utterance) -> "Future[Answer]":
        """Hand in an utterance, for callers without an event loop; answers come in order. Raises TooBusy."""
        return self._worker.submit(utterance)

    def forget(self, beginning: str) -> None:
        """Drop the conversations whose names begin so, once what is asked is answered."""
        self._worker.do_between(lambda: self._foci.forget(lambda session, _: session.startswith(beginning)))

    def close(self) -> None:
        """Finish the answer in flight and stop the worker. What waits for the second judge goes without it."""
        if self._adviser:
            self._adviser.close()
        self._worker.close()

    def answer_now(self, utterance: Utterance) -> Answer:
        """Answer in the calling thread. A fault of ours costs one answer; the log has it under the number said."""
        answer = self._begin(utterance)
        return answer.wait() if isinstance(answer, Later) else answer

    def judge(self, text: str, session: str | None = None) -> tuple[Judgement, ...]:
        """How a line is judged: the whole first, then its parts."""
        return self._judge(normalise(text), session)

    def reconsider(self, judgement: Judgement) -> Judgement:
        """The judgement as the second judge has it; waits for it. Without one, or where all is sure, as it is."""
        later = self._second.reconsider(judgement) if self._second else None
        return judgement if later is None else later.wait()

    def find_nearest_claim(self, text: str) -> Hit | None:
        """The claim whose sentences are nearest to a line by cosine alone: the baseline to beat."""
        vector = self._encoder.encode_question(normalise(text) or "?")
        claims = [hit for hit in self._retriever.search("", vector, _DEPTH_OF_BASELINE) if hit.kind == "claim"]
        return claims[0] if claims else None

    def _read_ahead(self, utterance: Utterance) -> None:
        """Encode a question, and its parts, while the one before it is answered; the answer finds them in the cache."""
        text = normalise(utterance.text)
        if utterance.verb == "ask" and has_words(text) and is_latin(text):
            for part in (text, *self._deliberation.split(text)):
                self._encoder.encode_both(part)

    def _begin(self, utterance: Utterance) -> Answer | Later[Answer]:
        """The answer, or what waits for the second judge to become one. Never raises."""
        text = normalise(utterance.text)
        thought = _guard(text, partial(self._think, text, utterance))
        label = {"id": utterance.id}
        if isinstance(thought, Later):
            return Later(thought.awaited, lambda: _guard(text, thought.finish).model_copy(update=label))
        return thought.model_copy(update=label)

    def _think(self, text: str, utterance: Utterance) -> Answer | Later[Answer]:
        if not text:
            return compose_error("", "There is nothing to answer: write a claim, a question or a model's name.")
        if utterance.verb == "model":
            return self._remember(utterance, text, self.catalogue.show_model(text, utterance.depth), Subject())
        foreign = self._foreign.answer(text)
        if foreign:
            return foreign
        judgement, *_parts = self._judge(text, utterance.session)
        later = self._second.reconsider(judgement) if self._second and utterance.asked else None
        finish = partial(self._finish, text, utterance)
        return finish(judgement) if later is None else later.then(finish)

    def _judge(self, line: str, session: str | None) -> tuple[Judgement, ...]:
        return self._deliberation.judge(line, self._foci.get(session) if session else None)

    def _finish(self, text: str, utterance: Utterance, judgement: Judgement) -> Answer:
        answer, subject = answer_judgement(self.bank, judgement, utterance.depth)
        before = self._foci.get(utterance.session) if utterance.session else None
        is_known = before and (_tells_again(before, answer, judgement) or _is_told_card(before, answer, judgement))
        if before and text != before.text and is_known:
            answer, subject = self._avoid_echo(text, before, answer, judgement)
        is_apology = judgement.corrects or judgement.best.candidate.key == "misread"
        if before and is_apology and before.answer.headline in answer.text:
            answer = compose_correction(text, None, answer.confidence)  # no apology goes with the same words again
        return self._remember(utterance, text, answer, subject)

    def _avoid_echo(self, text: str, before: Focus, answer: Answer, judgement: Judgement) -> tuple[Answer, Subject]:
        """What is next about a model that the line names, where a card was not surely meant; more on a claim than was
        just told; of a passage the sentence that the line is about; else that there is no more, and what lies beside it
        where the line may want that. Who wants the last answer once more gets it, and who surely asks for it again."""
        subject, named = judgement.best.candidate.subject, judgement.on_named
        if answer.claim and not answer.offers and not (named and judgement.is_unsure):
            return say_more(self.bank, text, before._replace(subject=subject), answer), subject
        if judgement.best.candidate.desk == LAST or not judgement.is_unsure:
            return answer, subject
        if named:
            return fit_one_breath(named.answer("short", is_sure=True)), named.candidate.subject
        weights = judgement.reading.weigh(judgement.reading.words)
        for passage in subject.passages[:1]:
            closest = compose_sentence(self.bank, text, passage, weights, answer.confidence)
            if closest:
                return fit_one_breath(closest), subject
        beside = tuple(dict.fromkeys(weighed.candidate.label for weighed in judgement.beside))
        return compose_nothing_more(text, beside[:_BESIDE], answer.confidence), subject

    def _remember(self, utterance: Utterance, text: str, answer: Answer, subject: Subject) -> Answer:
        """Small talk leaves the subject, and so does a line that nothing is known about or that is not surely read:
        what was offered with it can be taken up, at the beginning too."""
        if not utterance.session:
            return answer
        before = self._foci.get(utterance.session)
        is_offer = answer.kind == "clarify" and subject == Subject()
        begins = before is None and bool(answer.suggestions)
        if begins or (answer.kind not in _PASSING and not is_offer):
            self._foci[utterance.session] = move_focus(before, text, answer, subject)
        elif before:
            self._foci[utterance.session] = before._replace(offered=answer.suggestions, agreed=answer.agreed)
        return answer


def _is_told_card(before: Focus, answer: Answer, judgement: Judgement) -> bool:
    """Whether the reply to a claim stood word for word some turns ago."""
    return judgement.best.candidate.desk == "claims" and answer.text in before.told


def _tells_again(before: Focus, answer: Answer, judgement: Judgement) -> bool:
    """Whether an answer would say what was just told, word for word, or the same card or passage unsurely read."""
    if answer.text == before.answer.text:
        return True
    best = judgement.best.candidate
    is_same_passage = best.subject.passages != () and best.subject.passages == before.subject.passages
    card = before.subject.claim.claim if before.subject.claim else None
    is_same_card = best.desk == "claims" and card is not None and answer.claim == card
    return judgement.decision == "answer" and judgement.is_unsure and (is_same_passage or is_same_card)


_Thought = TypeVar("_Thought", bound=Answer | Later[Answer])


def _guard(text: str, think: Callable[[], _Thought]) -> _Thought | Answer:
    """What `think` gives; where it fails, the answer that says so."""
    try:
        return think()
    except Exception:
        number = secrets.token_hex(4)
        log.exception("Failure %s", number)
        return compose_error(text, f"That did not work. The failure is logged as {number}.")
