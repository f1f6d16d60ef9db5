"""The desk of lists: models by a filter, counted, named, ranked; the last list with another filter."""

import math
import re
from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues, list_words
from bot.desks.comparisons import sets_licenses_side_by_side
from bot.desks.kin import find_pair
from bot.desks.license_names import LicenseNames
from bot.desks.lists.carried import list_of_opposite, list_of_sentence, list_under_license
from bot.desks.lists.filters import asks_for_models, read_named_filter
from bot.desks.lists.labs import asks_for_labs
from bot.desks.lists.modalities import KIND_WORDS
from bot.desks.lists.named import widen_to_kin
from bot.desks.lists.narrowing import WORDS_OF_NARROWING, WORDS_OF_WIDENING, wants_narrower
from bot.desks.lists.onward import go_on, list_onward
from bot.desks.lists.wanted import read_wanted
from bot.desks.lists.whole import wants_whole
from bot.desks.lists.widening import wants_back
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.records.questions import Asked, ModelFilter
from bot.replies.holdings import compose_holdings
from bot.replies.lists import compose_filter
from bot.replies.openness import rate_openness
from bot.replies.selecting import UNFILTERED, say_filter, select_models
from bot.replies.wording import join_words
from bot.retrieval.lexical import split_words
from bot.understanding.operations import NUMBERS
from bot.understanding.reading import Reading

_VOCABULARY = frozenset(
    split_words(
        "models model list name releases labs ones any many count rank order biggest smallest newest oldest latest "
        "largest commercially commercial use released parameters weights data code open source closed licence"
    )
)
_OF_SCORES = (
    "score win winner beat better best top higher highest lower lowest bottom worst lead leading ahead second third "
    "number point versus vs"
)
_NAMED = 4
"""Models named one by one that are told."""

_KEPT = 40
"""Models of a list that are kept to be pointed at."""

_FEW = 12
"""Models of a list that fit into a reply: "which of those" means them."""

_THOSE = re.compile(
    r"\b(?:of|from|in|among) (?:those|these|them|that list|your list)\b|"
    rf"\b(?:those|these|the) (?:\d+|{'|'.join(NUMBERS)})\b"
)
"""Words by which the models of a long list are meant too."""

_THOSE_ALL = re.compile(
    r"\bhow many (?:is that|are (?:that|those|these|they|left))\b|\bthat list\b|\bof (?:them|those)\b"
)
"""Words that mean the models of a list told before the last answer."""

_OF_TWO = re.compile(r"\b(?:two|both|either|which (?:one|is|are|was|has|have|came|of))\b")
"""Words by which one of the two is asked for that were spoken of last."""

_COLUMN_WORDS: dict[Asked, str] = {
    "released": "year date release came out when",
    "parameters": "size parameters big large",
    "license": "licence terms",
    "developer": "maker developer lab company who made",
    "country": "country origin where",
}


class ListsDesk:
    """Proposes the models that fit what a line asks for, and how many records there are."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._licenses = LicenseNames(bank)
        self._rates = {model.id: rate_openness(bank, model.id) for model in bank.models}

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        question = read_named_filter(self._bank, self._licenses, reading.text, reading.licenses, reading.models)
        foreign = int(sets_licenses_side_by_side(reading))
        fit = float(asks_for_models(reading.lowered)) * (not asks_for_labs(reading.lowered))
        kin = self._widen_to_kin(reading, question)
        if kin:
            yield self._propose(reading, kin, Clues(fit=fit, foreign=foreign))
        if not question.is_empty and _can_be_answered(question):
            own = question if len(question.models) > 1 else question.model_copy(update={"models": ()})
            if not (kin or own.measure) or not self._is_of_all(own):
                clues = Clues(fit=fit, foreign=max(foreign, int(kin is not None)), place=int(kin is not None))
                yield self._propose(reading, own, clues)
        for operation in read_wanted(reading.lowered)[1:]:
            if question.measure or operation == "count":
                also = question.model_copy(update={"operation": operation, "models": ()})
                yield self._propose(reading, also, Clues(fit=fit, foreign=foreign, place=1))
        before = _find_listed(focus, reading.lowered) if focus else None
        if focus and before:
            yield from self._propose_onward(reading, question, before, focus, fit)
        spoken = self._list_spoken(reading, focus) if focus else ()
        is_short = before is None or bool(before.models) or len(spoken) <= _FEW or bool(_THOSE.search(reading.lowered))
        asks_nothing = question.is_empty or _lacks_measure(question)
        if len(spoken) > 1 and not (reading.models or asks_nothing) and is_short:
            among = question.model_copy(update={"models": spoken})
            yield self._propose(reading, among, Clues(fit=fit, filled=1))
        if focus:
            yield from self._propose_carried(reading, question, focus)
        if question.operation == "count" or question.everything:
            yield from self._propose_holdings(reading, question)

    def _propose_onward(
        self, reading: Reading, question: ModelFilter, before: ModelFilter, focus: Focus, fit: float
    ) -> Iterable[Candidate]:
        """The last list as the line changes it, in every way in which it may be meant."""
        going_on = go_on(before, question)
        narrows = wants_narrower(reading.lowered) and going_on != before
        further = tuple(list_onward(self._bank, reading.lowered, question, before, focus))
        asks_anew = fit > 0 and not (narrows or question.is_empty or _THOSE.search(reading.lowered))
        leaves_none = (asks_anew or bool(further)) and not select_models(self._bank, going_on)
        if not (leaves_none or self._is_of_all(going_on) or _lacks_measure(going_on)):
            candidate = self._propose(reading, going_on, Clues(fit=max(fit, float(narrows)), filled=1))
            words = WORDS_OF_NARROWING if narrows else frozenset[str]()
            yield candidate._replace(words=candidate.words | words)
        for other in further:
            if other.listed != going_on and not (self._is_of_all(other.listed) or _lacks_measure(other.listed)):
                candidate = self._propose(reading, other.listed, Clues(fit=max(fit, other.fit), filled=1))
                yield candidate._replace(words=candidate.words | WORDS_OF_WIDENING)

    def _propose_carried(self, reading: Reading, question: ModelFilter, focus: Focus) -> Iterable[Candidate]:
        """The models of one verdict of the last sentence; those under the licence that was spoken of."""
        named = tuple(mention.model for mention in reading.models)
        of_sentence = () if named else list_of_sentence(self._bank, reading.lowered, focus)
        under = list_under_license(self._bank, reading.lowered, question, named, focus)
        opposite = () if named else list_of_opposite(reading.lowered, question, focus)
        for carried in (*of_sentence, *under, *opposite):
            clues = Clues(fit=carried.fit, filled=1, place=int(not carried.fit))
            yield self._propose(reading, carried.listed, clues)

    def _list_spoken(self, reading: Reading, focus: Focus) -> tuple[str, ...]:
        """The models that 'which of those' means: those listed, else those that a reply on no claim named; the two of
        the last turns where 'which one' is asked of no more."""
        told = focus.group or (() if focus.claim else focus.answer.models)
        return told if len(told) > 1 or not _OF_TWO.search(reading.lowered) else find_pair(self._bank, focus)

    def _widen_to_kin(self, reading: Reading, question: ModelFilter) -> ModelFilter | None:
        """The filter asked of the kin of the one model that a line names."""
        if len(question.models) != 1:
            return None
        name = next(mention.name for mention in reading.models if mention.model == question.models[0])
        return widen_to_kin(self._bank, reading.lowered, question, name)

    def _propose(self, reading: Reading, question: ModelFilter, clues: Clues) -> Candidate:
        told = self._say(question)
        found = tuple(model.id for model in select_models(self._bank, question))
        group = self._list_group(reading, question, found)
        contrasts = bool(question.measure) and len(question.models) > 1
        return Candidate(
            desk="lists",
            key=f"{question.operation.replace('value', 'list')}/{question.measure or ''}/{told}",
            topic="compare" if contrasts else "list",
            label=f"the models that {told}",
            presumes=self._presume(question, told),
            compose=partial(self._compose, reading, question),
            about=group,
            words=_VOCABULARY | list_words(f"{told} {_call(question)}") | self._list_words_of_scores(question),
            clues=clues._replace(score=math.log1p(len(found)) / math.log1p(len(self._bank.models))),
            subject=Subject(listed=question, group=question.models or group),
            at_length=_is_wanted_whole(reading, question),
        )

    def _presume(self, question: ModelFilter, told: str) -> str:
        """What the speaker asks; of dates that are set side by side, of nothing else."""
        if question.measure == "released" and len(question.models) > 1:
            names = join_words([self._bank.model[model].name for model in question.models[:_NAMED]])
            return f"When did {names} come out, and which came first?"
        return f"Which models {told}? ({question.operation} {question.measure or ''})"

    def _is_of_all(self, question: ModelFilter) -> bool:
        """Whether a filter lists all that there is: that tells nothing."""
        is_list = question.operation == "list" and not question.models and not question.skip
        return is_list and say_filter(self._bank, question) == UNFILTERED

    def _say(self, question: ModelFilter) -> str:
        """The filter in words; models that are named one by one are part of it."""
        told = say_filter(self._bank, question)
        names = [self._bank.model[model].name for model in question.models[:_NAMED]]
        return f"{told} among {join_words(names)}" if names else told

    @staticmethod
    def _list_words_of_scores(question: ModelFilter) -> frozenset[str]:
        return frozenset(split_words(f"{question.benchmark} {_OF_SCORES}")) if question.benchmark else frozenset()

    def _list_group(self, reading: Reading, question: ModelFilter, found: tuple[str, ...]) -> tuple[str, ...]:
        """The models that the answer tells of, in its order: of a ranking its top, else the most open first."""
        if question.measure and question.ranking.count > 1:
            return self._compose(reading, question, 1.0, "short").models
        return tuple(sorted(found, key=self._rates.__getitem__, reverse=True)[:_KEPT])

    def _compose(self, reading: Reading, question: ModelFilter, confidence: float, depth: Depth) -> Answer:
        wanted: Depth = "deep" if _is_wanted_whole(reading, question) else depth
        return compose_filter(self._bank, reading.text, question, confidence, wanted)

    def _propose_holdings(self, reading: Reading, question: ModelFilter) -> Iterable[Candidate]:
        """How much the bank holds, for lines that do not say of what."""
        if not question.model_copy(update={"everything": False}).is_empty:
            return
        yield Candidate(
            desk="lists",
            key="holdings",
            topic="list",
            label="how much the bank holds",
            presumes="How much does the bank hold?",
            compose=lambda _confidence, _depth: compose_holdings(self._bank, reading.text),
            words=list_words("bank models licences claims sources terms many hold know total have"),
            clues=Clues(fit=0.5, place=1),
        )


def _find_listed(focus: Focus, lowered: str) -> ModelFilter | None:
    """The last list; that before the last answer where a line narrows it, counts it or wants it back."""
    if focus.subject.listed or not (wants_narrower(lowered) or wants_back(lowered) or _THOSE_ALL.search(lowered)):
        return focus.subject.listed
    return next((subject.listed for subject in focus.subjects if subject.listed), None)


def _is_wanted_whole(reading: Reading, question: ModelFilter) -> bool:
    return question.operation in {"list", "value"} and wants_whole(reading.lowered)


def _call(question: ModelFilter) -> str:
    """The words by which a line asks for something of each model, and calls the kinds that it asks for."""
    kinds = (KIND_WORDS.get(kind, "") for kind in (*question.modalities, *question.other_modalities))
    told = f"each with their {' '.join(_COLUMN_WORDS[part] for part in question.columns)}" if question.columns else ""
    return " ".join((told, *kinds))


def _lacks_measure(question: ModelFilter) -> bool:
    """Whether the first or the last is asked for, and nothing by what: 'the first one' points at a model."""
    return question.operation in {"highest", "lowest"} and question.measure is None


def _can_be_answered(question: ModelFilter) -> bool:
    """Whether a filter asks for more than the one model that it names, whose own figures are no list, and has two where
    it contrasts."""
    if len(question.models) != 1:
        return True
    of_itself = {"measure": None} if question.operation in {"value", "list"} else {}
    rest = question.model_copy(update={"models": (), "families": (), **of_itself})
    return not rest.is_empty and question.operation not in {"difference", "ratio"}
