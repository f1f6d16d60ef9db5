"""In which order passages lie near a line: by their texts, and by what people asked who meant them."""

import math
from collections.abc import Callable
from heapq import nlargest

from bot.desks.context import keep_kind, list_licenses
from bot.records.bank import Bank
from bot.records.focus import Focus
from bot.understanding.documents import name_document
from bot.understanding.nearby import Found
from bot.understanding.reading import Reading

Fit = Callable[[str], float]
"""How well a passage, by its id, fits what is spoken of: 0 to 1."""

_LIKELY = 8
"""Passages that the trained head may bring where retrieval does not."""

_RECALL = 0.05
"""How much the logarithm of the trained head's probability counts beside a score of retrieval. Of 520 questions of fact
(development) the right passage comes first by retrieval for 0.74, with this for 0.82; of 411 lines that go on from a
reply (half of the training pile, which neither had seen) for 0.22, with this for 0.40."""

_FAR = 0.2
"""The score of a passage that only the head brings."""

_FIT = 0.1
"""How much it counts that a passage is of the document or licence spoken of."""

_UNLIKELY = 1e-6


def rank_passages(found: Found, fit: Fit) -> list[str]:
    """The passages that retrieval or the head brings, the likeliest first."""
    scores = {hit.ref: hit.score for hit in keep_kind(found.hits, "passage")}
    likely = nlargest(_LIKELY, found.chances, key=found.chances.__getitem__)

    def weigh(ref: str) -> float:
        chance = math.log(found.chances.get(ref, 0.0) + _UNLIKELY)
        return scores.get(ref, _FAR) + _RECALL * chance + _FIT * fit(ref)

    return sorted(dict.fromkeys((*scores, *likely)), key=weigh, reverse=True)


def measure_fit(bank: Bank, reading: Reading, focus: Focus | None) -> Fit:
    """1 for passages of the document or licence that a line speaks of, 0 for those of others, else between."""
    document, licenses = name_document(reading.text), frozenset(_name_licenses(bank, reading, focus))

    def fit(ref: str) -> float:
        passage = bank.passage[ref]
        if document is not None:
            return float(any(cite.source == document for cite in passage.cites))
        if licenses and passage.licenses:
            return float(not licenses.isdisjoint(passage.licenses))
        return 0.5

    return fit


def _name_licenses(bank: Bank, reading: Reading, focus: Focus | None) -> tuple[str, ...]:
    """The licences that a line speaks of, by themselves or by their models, else those spoken of before it."""
    named = list_licenses(bank, tuple(mention.model for mention in reading.models), reading.licenses)
    if named or focus is None:
        return named
    return list_licenses(bank, focus.models[:1], focus.subject.licenses)
