"""The desk of claims: each near card, asserted, denied and asked."""

import re
from collections.abc import Iterable
from functools import lru_cache, partial

from bot.desks.candidates import Candidate, Clues
from bot.desks.carrying import carry_predicate, find_predicate, name_matter
from bot.desks.context import measure_after
from bot.desks.figures import has_other_figures
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.claims import Claim
from bot.records.focus import Focus, Subject
from bot.records.language import ClaimReading, Depth
from bot.replies.claims import Turned, Unsure, compose_claim
from bot.retrieval.lexical import split_words
from bot.understanding.heads import STANCES
from bot.understanding.polarity import count_negations, is_negated
from bot.understanding.reading import Reading

_BY_VECTOR, _BY_WORDS, _BY_HITS, _SISTERS, _AFTER, _JOINED = 4, 2, 3, 2, 2, 2
_AUXILIARY = r"(?:is|are|was|were|does|do|did|has|have|can|could|would|will|should)\b"
_CONCLUDES = re.compile(
    rf"^\W*(?:(?:ok|ah|well|hm+|fine|and|but)\W+)*(?:so|then|meaning|that means|which means|in other words)\W+"
    rf"(?!{_AUXILIARY})(?!.*\bor no)"
)
"""How a line begins that draws a conclusion instead of asking both ways."""

_PRESUMES = {
    "asserts": 'The speaker says: "{}"',
    "denies": 'The speaker rejects: "{}"',
    "asks": 'Is it true that "{}"?',
}


class ClaimsDesk:
    """Proposes the claims that heads or retrieval find near, in all three stances."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._list_words = lru_cache(len(bank.claims) or 1)(self._collect_words)

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        hits = {hit.ref: hit for hit in reading.find_hits("claim")}
        after = measure_after(self._bank, reading, focus, "claim")
        joined = self._find_near(reading.join(focus.text), [])[:_JOINED] if focus else []
        carried = [*self._find_carried(reading, focus), *list(after)[:_AFTER], *joined]
        named = self._name_families(reading)
        for place, claim in enumerate(dict.fromkeys((*self._find_near(reading, list(hits)), *carried))):
            hit = hits.get(claim)
            clues = Clues(
                cosine=hit.similarity if hit else 0.0,
                score=hit.score if hit else 0.0,
                place=place,
                filled=int(claim in carried),
                foreign=int(self._is_about_others(named, claim)),
                context=after.get(claim, 0.0),
                beside=self._count_beside(named, claim),
            )
            families = self._list_families(named, claim)
            for stance in STANCES:
                yield self._propose(reading, claim, stance, clues, families)

    def _find_near(self, reading: Reading, hits: list[str]) -> list[str]:
        opinion, known = reading.opinion, self._bank.claim
        by_vector = sorted(
            (topic for topic in opinion.by_vector if topic in known), key=lambda t: -opinion.by_vector[t]
        )
        by_words = sorted((topic for topic in opinion.by_words if topic in known), key=lambda t: -opinion.by_words[t])
        return list(dict.fromkeys([*by_vector[:_BY_VECTOR], *hits[:_BY_HITS], *by_words[:_BY_WORDS]]))

    def _find_carried(self, reading: Reading, focus: Focus | None) -> list[str]:
        """The claim that was just spoken of; after a verdict on certain models, the claims about the families now
        named, those that say the same first."""
        before = focus.subject.claim.claim if focus and focus.subject.claim else None
        predicate = carry_predicate(self._bank, focus)
        sisters: list[str] = []
        if predicate or (before and self._bank.claim[before].families):
            named = self._name_families(reading)
            sisters = [claim.id for claim in self._bank.claims if named & set(claim.families)]
        ranked = sorted(sisters, key=lambda claim: find_predicate(claim) != predicate)
        return [*ranked[:_SISTERS], *([before] if before else [])]

    def _propose(self, reading: Reading, claim: str, stance: Stance, clues: Clues, families: set[str]) -> Candidate:
        card = self._bank.claim[claim]
        said = ClaimReading(claim=claim, stance=stance)
        named = tuple(mention.model for mention in reading.models)
        return Candidate(
            desk="claims",
            key=claim,
            topic=claim,
            label=card.statement.rstrip("."),
            presumes=_PRESUMES[stance].format(card.statement.rstrip(".")),
            compose=partial(self._compose, reading, said),
            restate=partial(self._restate, reading, said, "reading"),
            leave_open=partial(self._restate, reading, said, "side"),
            stance=stance,
            about=named or card.models,
            words=self._list_words(claim),
            clues=clues,
            subject=Subject(models=named, claim=said),
            matter=name_matter(find_predicate(claim), families),
        )

    def _compose(self, reading: Reading, said: ClaimReading, confidence: float, depth: Depth) -> Answer:
        card = self._bank.claim[said.claim]
        restated = has_other_figures(reading.lowered, card)
        return compose_claim(
            self._bank,
            reading.text,
            said,
            reading.models,
            confidence,
            depth,
            unsure="reading" if restated else None,
            turned=None if restated else _find_turned(reading.lowered, card, said.stance),
        )

    def _restate(self, reading: Reading, said: ClaimReading, unsure: Unsure, confidence: float, depth: Depth) -> Answer:
        return compose_claim(self._bank, reading.text, said, reading.models, confidence, depth, unsure=unsure)

    def _list_families(self, named: set[str], claim: str) -> set[str]:
        """The families that a card is about, of several those that the line names: of Qwen a card on three families
        and the verdict from the records say the same."""
        families = set(self._bank.claim[claim].families)
        return families & named or families

    def _name_families(self, reading: Reading) -> set[str]:
        return {self._bank.model[mention.model].family for mention in reading.models}

    def _is_about_others(self, named: set[str], claim: str) -> bool:
        """Whether a card is about certain families and the line names others alone."""
        families = set(self._bank.claim[claim].families)
        return bool(families and named) and not families & named

    def _count_beside(self, named: set[str], claim: str) -> int:
        """Families that a card's sentence names beside those of them that the line names; 0 where it names none."""
        card = self._bank.claim[claim]
        said = {family for family in card.families if family in card.statement.casefold()}
        return len(said - named) if said & named else 0

    def _collect_words(self, claim: str) -> frozenset[str]:
        card = self._bank.claim[claim]
        texts = (card.statement, card.opposite, *card.keywords, card.headline.text)
        return frozenset(word for text in texts for word in split_words(text))


def _find_turned(lowered: str, card: Claim, stance: Stance) -> Turned | None:
    """How a lower-cased question is one for the opposite of a card's sentence; None where it is not."""
    if stance != "asks" or is_negated(lowered) == _is_negation(card):
        return None
    return "concluded" if _CONCLUDES.search(lowered) else "asked"


def _is_negation(card: Claim) -> bool:
    """Whether a card's sentence negates its opposite; 'they call models open that are not' negates nothing."""
    return count_negations(card.statement.casefold()) > count_negations(card.opposite.casefold())
