"""The desk of comparisons: two to four models side by side, named here or just before; terms that are contrasted."""

import re
from collections.abc import Iterable
from functools import partial

from bot.desks.candidates import Candidate, Clues
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.focus import Focus, Subject
from bot.records.language import Depth
from bot.replies.cards import compose_short_comparison
from bot.replies.facts import compose_terms
from bot.replies.licenses import compose_licenses
from bot.replies.models import compose_comparison
from bot.retrieval.lexical import split_words
from bot.understanding.reading import Reading

_SIDE_BY_SIDE = re.compile(
    r"\b(vs\.?|versus|compared?|comparison|differences?|between|than|against|or|and|both|two|them|those|other)\b"
)
_ABOUT_TERMS = re.compile(r"\b(licen[cs]\w*|terms|conditions|restrict\w*|strict\w*|free(?:r|st)?)\b")
_MOST = 4
_VOCABULARY = frozenset(split_words("versus vs compare comparison difference between side better which open openness"))


class ComparisonsDesk:
    """Proposes what a line sets side by side."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def propose(self, reading: Reading, focus: Focus | None, /) -> Iterable[Candidate]:
        """See Desk."""
        named = tuple(dict.fromkeys(mention.model for mention in reading.models))[:_MOST]
        if len(named) > 1:
            yield self._propose(reading, named, filled=0)
        elif focus:
            others = tuple(model for model in (focus.group or focus.models) if model not in named)
            group = (*others[: 1 if named else _MOST], *named)
            if len(group) > 1:
                yield self._propose(reading, group, filled=1)
        terms, licenses = reading.terms[:2], reading.licenses[:2]
        if not named and len(terms) + len(licenses) > 1:
            yield self._propose_terms(reading, terms, licenses)

    def _propose(self, reading: Reading, models: tuple[str, ...], filled: int) -> Candidate:
        names = [self._bank.model[model].name for model in models]
        return Candidate(
            desk="comparisons",
            key="+".join(models),
            topic="compare",
            label=f"{' and '.join(names)} side by side",
            presumes=f"How do {' and '.join(names)} compare?",
            compose=partial(self._compose, reading, models),
            about=models,
            words=_VOCABULARY | frozenset(split_words(" ".join(mention.name for mention in reading.models))),
            clues=Clues(fit=float(bool(_SIDE_BY_SIDE.search(reading.lowered))), filled=filled),
            subject=Subject(models=models, group=models),
        )

    def _compose(self, reading: Reading, models: tuple[str, ...], confidence: float, depth: Depth) -> Answer:
        if len(models) == 2 and _ABOUT_TERMS.search(reading.lowered):
            return compose_licenses(self._bank, reading.text, models, confidence)
        if depth == "short":
            return compose_short_comparison(self._bank, reading.text, models, confidence)
        return compose_comparison(self._bank, reading.text, models, confidence)

    def _propose_terms(self, reading: Reading, terms: tuple[str, ...], licenses: tuple[str, ...]) -> Candidate:
        names = [self._bank.definition[term].term for term in terms]
        names += [self._bank.license[one].name for one in licenses]
        return Candidate(
            desk="comparisons",
            key="+".join((*terms, *licenses)),
            topic="define",
            label=f"what {' and '.join(names)} mean",
            presumes=f"How do the terms {' and '.join(names)} differ?",
            compose=partial(self._compose_terms, reading, terms, licenses),
            words=_VOCABULARY | frozenset(split_words(" ".join(names))),
            clues=Clues(fit=float(bool(_SIDE_BY_SIDE.search(reading.lowered)))),
        )

    def _compose_terms(
        self, reading: Reading, terms: tuple[str, ...], licenses: tuple[str, ...], confidence: float, _depth: Depth
    ) -> Answer:
        answer = compose_terms(self._bank, reading.text, terms, licenses)
        return answer.model_copy(update={"confidence": round(confidence, 3)})
