"""How near a line is to what the bank holds: the thresholds by which a reply is chosen, and where they come from."""

import re
from collections.abc import Sequence

from bot.records.entries import Hit
from bot.records.language import Reading
from bot.understanding.documents import name_document, quotes_article

FACTS = frozenset({"passage", "definition", "cell", "row"})

SURE_PASSAGE = 0.45
"""Least cosine at which the best passage counts as an answer rather than a neighbour."""

_CLOSE_PASSAGE = 0.57
_SURE_INTENT = 0.9
"""A line whose intent is less sure than this is answered only from a passage at least that close. Of 50 such lines by
other writers the two about something else had passages at 0.50 and 0.56, the rest at 0.61 or more."""

NEIGHBOUR = 0.35
"""Least cosine at which a record is named to somebody whose question the bank does not cover."""

NEXT_PASSAGE = 0.75
"""A second passage is given too when it scores this share of the best."""

SAME_QUESTION = 0.66
"""From this cosine on a passage is taken to speak to the very question that was asked."""

LOOKED_UP = 0.58
"""Least cosine of a passage that answers a look-up of something that is no model of the bank."""

_NEARER = 0.15
"""How much nearer than the card's own sentences a passage must be to be answered instead."""

_FAR = 0.5
_FIRM_INTENT = 0.9
"""Measured on 770 lines about claims and 124 about something else: below both, all were about something else."""

_OPEN_QUESTION = 0.1
"""A line that names a model is answered although it looks off topic, when it is on topic with this probability."""


_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules|prompts?|guidelines)\b|"
    r"\b(?:system|developer|admin|debug|god) (?:prompt|mode|override)\b|\byou are (?:now )?dan\b|\bjailbreak\b|"
    r"\b(?:begin|start|end|prefix|sign) (?:every|each|all|your) (?:repl|answer|message|response|sentence)",
    re.IGNORECASE,
)


def gives_orders(text: str) -> bool:
    """Whether a line tells the bot how to behave: it states nothing about models, whatever it resembles."""
    return bool(_ORDERS.search(text))


def prefer_passage(found: list[Hit]) -> Hit:
    """The best hit, or the passage close behind a definition: who asks for a fact knows the word."""
    if found[0].kind != "definition":
        return found[0]
    near = [hit for hit in found[1:4] if hit.kind == "passage" and hit.score >= found[0].score * NEXT_PASSAGE]
    return near[0] if near else found[0]


def find_best_cosine(hits: Sequence[Hit]) -> float:
    """The cosine of the best passage, definition or cell."""
    return max((hit.similarity for hit in hits if hit.kind in FACTS), default=0.0)


def least_cosine(reading: Reading) -> float:
    """How near a passage must be to answer a line: nearer where it is less sure that the line asks for one."""
    sure = reading.intent_confidence >= _SURE_INTENT or name_document(reading.text) is not None
    return SURE_PASSAGE if sure else _CLOSE_PASSAGE


def is_firm_claim(reading: Reading) -> bool:
    """Whether a line is a claim beyond reasonable doubt."""
    return reading.intent == "claim" and reading.intent_confidence > _FIRM_INTENT


def is_rather_a_fact(reading: Reading, hits: Sequence[Hit]) -> bool:
    """Whether a line read as a claim asks for what a document says: it names the article, or a passage is nearer."""
    if quotes_article(reading.text):
        return find_best_cosine(hits) >= SURE_PASSAGE
    if reading.claim is None or reading.claim.stance == "asks" or is_firm_claim(reading):
        return False
    own = max((hit.similarity for hit in hits if hit.ref == reading.claim.claim), default=0.0)
    return find_best_cosine(hits) >= max(SAME_QUESTION + 0.04, own + _NEARER)


def is_the_very_question(reading: Reading, found: Sequence[Hit]) -> bool:
    """Whether the best hit is a passage on just what was asked, so that cells of a table would be beside it."""
    if reading.intent != "fact" or len(reading.models) > 1 or not found or found[0].kind != "passage":
        return False
    cells = max((hit.similarity for hit in found if hit.kind in {"cell", "row"}), default=0.0)
    return found[0].similarity >= SAME_QUESTION + 0.04 and found[0].similarity > cells


def is_far_off(reading: Reading, hits: Sequence[Hit]) -> bool:
    """A claim that nothing in the bank resembles is none of ours, however sure the recogniser is of which it is."""
    if reading.intent_confidence >= _FIRM_INTENT:
        return False
    return max((hit.similarity for hit in hits), default=0.0) < _FAR


def names_a_model(reading: Reading) -> bool:
    """Whether an odd line still asks about a particular model, known or not."""
    exact = any(mention.family is None and len(mention.candidates) == 1 for mention in reading.models)
    return (exact or bool(reading.unknown_models)) and reading.on_topic > _OPEN_QUESTION
