"""The one entry of this room: a normalised line and its vectors become a Reading."""

import re

from bot.records.language import Intent, ModelMention, Reading
from bot.retrieval.encoders import Question
from bot.understanding.names import NameFinder
from bot.understanding.recogniser import Recogniser, Scores

_SIDE_BY_SIDE = re.compile(
    r"\b(vs\.?|versus|compared?|comparison|difference|between|than|against|or|and)\b", re.IGNORECASE
)
_DEFINES = re.compile(
    r"^(what(?:'s| is| are| does|s)?|define|definition of|meaning of|explain|eli5|whats)\b|"
    r"\b(mean|means|meaning|definition|stand for|stands for)\b",
    re.IGNORECASE,
)
_CONTRASTS = re.compile(
    r"\b(?:differences?|distinctions?) between\b|\bdiffers? from\b|"
    r"^\W*(?:[\w.-]+ ){1,4}(?:vs\.?|versus)(?: [\w.-]+){1,4}\W*$",
    re.IGNORECASE,
)
"""Two things set side by side, and not much said about them."""

_SILENT: tuple[Intent, ...] = ("adjacent", "offtopic", "chitchat")


class Reader:
    """Reads lines with the names that a bank knows and a trained recogniser."""

    def __init__(self, names: NameFinder, recogniser: Recogniser) -> None:
        self._names = names
        self._recogniser = recogniser

    def read(self, text: str, question: Question) -> Reading:
        """Read a normalised line with its vectors."""
        scores = self._recogniser.score(text, question)
        names = self._names.find_models(text)
        contrast = _CONTRASTS.search(text) is not None and not names.models
        terms = self._names.find_terms(text) if contrast or _DEFINES.search(text) else ()
        licenses = self._names.find_licenses(text)
        intent, confidence = ("lookup", 1.0) if names.alone else _decide_intent(text, scores, names.models, terms)
        claim = scores.claim_reading
        return Reading(
            text=text,
            intent=intent,
            intent_confidence=confidence,
            claim=claim,
            candidates=tuple(scores.claims),
            models=names.models,
            unknown_models=names.unknown,
            licenses=licenses,
            definitions=terms,
            is_name=names.alone,
            is_contrast=contrast and len(terms) + len(licenses) > 1,
            on_topic=1 - sum(scores.intents[silent] for silent in _SILENT),
        )


def _decide_intent(
    text: str, scores: Scores, models: tuple[ModelMention, ...], terms: tuple[str, ...]
) -> tuple[Intent, float]:
    """The likeliest intent, corrected where names in the line rule it out or settle it."""
    for intent, probability in scores.intents.items():
        if intent == "compare" and len(models) < 2:
            continue
        if intent == "define" and not terms and probability < 0.5:
            continue
        if intent == "lookup" and len(models) > 1 and _SIDE_BY_SIDE.search(text):
            return "compare", probability
        return intent, probability
    return "offtopic", 1.0
