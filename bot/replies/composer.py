"""Chooses the reply: one Reading and what retrieval found become one Answer, or an honest abstention."""

import re
from collections.abc import Sequence
from itertools import chain

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.entries import Hit
from bot.records.language import Depth, ModelMention, Reading
from bot.replies.claims import choose_kind, compose_claim, find_verdict
from bot.replies.data import DataDesk
from bot.replies.documents import put_document_first
from bot.replies.facts import add_passage, compose_definition, compose_license, compose_passages, compose_terms
from bot.replies.models import compose_comparison, compose_model
from bot.replies.plain import (
    compose_abstention,
    compose_clarification,
    compose_model_choice,
    compose_smalltalk,
    compose_unknown_model,
)
from bot.replies.relevance import (
    FACTS,
    LOOKED_UP,
    NEIGHBOUR,
    NEXT_PASSAGE,
    SAME_QUESTION,
    SURE_PASSAGE,
    find_best_cosine,
    gives_orders,
    is_far_off,
    is_rather_a_fact,
    is_the_very_question,
    least_cosine,
    names_a_model,
    prefer_passage,
)
from bot.replies.tables import compose_cells
from bot.understanding.documents import name_document, quotes_article
from bot.understanding.followups import Asked, read_component
from bot.understanding.names import NameFinder
from bot.understanding.tables import CellQuestion

_STATES_TIER = re.compile(
    r"^\W*[\w.-]+( [\w.-]+){0,3} (is|are|r|isn'?t|aren'?t|ain'?t) (not )?(just |only |totally |really |clearly )?"
    r"(open[ -]weights?|fully[ -]open|closed|proprietary)( model)?s?\W*$",
    re.IGNORECASE,
)
"""A plain statement of a model's tier, which its own record answers best."""

_STATES_OPENNESS = re.compile(
    r"^\W*[\w.-]+( [\w.-]+){0,3} (is|are|r|isn'?t|aren'?t|ain'?t|aint) (not )?(\w+ )?open([ -]source)?( at all)?\W*$",
    re.IGNORECASE,
)
"""The same for 'X is open source', where no card is about that model."""


_INVENTED = re.compile(
    r"\b[A-Za-z][A-Za-z]+(?:[- ]\d+(?:\.\d+)?(?:x\d+)?[bB]\b|-?\d+(?:\.\d+)?[bB]\b|[- ][\dvV][\d.]*\b)"
)
"""A word with a size or a version behind it: what the name of a model looks like."""


_UNSURE_CLAIM = 0.28

_MAYBE_AN_ALLY = 0.2
"""Above this probability that the speaker holds the opposite, the bot asks instead of rebutting."""


_SILENT = frozenset({"adjacent", "offtopic", "followup"})

_ODD = 0.1
_BOLDNESS = 0.8
"""The product of three probabilities is too modest; to this power it is calibrated (error 0.05 on 440 lines)."""


class Composer:
    """Writes answers from a bank. Pure: same reading and hits, same answer."""

    def __init__(self, bank: Bank, names: NameFinder) -> None:
        self._bank = bank
        self._names = names
        self.data = DataDesk(bank, names)

    def compose(self, reading: Reading, hits: Sequence[Hit], depth: Depth = "standard") -> Answer:
        """Answer a reading; `hits` are the records found for its text, best first."""
        if reading.is_contrast:
            return compose_terms(self._bank, reading.text, reading.definitions[:2], reading.licenses[:2])
        if reading.intent == "chitchat":
            return compose_smalltalk(reading.text)
        if reading.intent == "claim" and gives_orders(reading.text):
            return self._answer_odd(reading, hits)
        plain = self.data.answer_plain(reading)
        if plain:
            return plain
        if reading.intent in _SILENT and not names_a_model(reading):
            return self._answer_odd(reading, hits)
        if reading.intent == "claim" and is_far_off(reading, hits):
            return self._abstain(reading, hits)
        if reading.unknown_models and reading.intent != "claim":
            name = reading.unknown_models[0]
            return compose_unknown_model(reading.text, name, self._names.suggest(name))
        if reading.intent == "claim" and not is_rather_a_fact(reading, hits):
            return self._answer_claim(reading, hits, depth)
        return {
            "compare": self._answer_comparison,
            "lookup": self._answer_lookup,
            "define": self._answer_definition,
            "table": self._answer_table,
            "fact": self._answer_fact,
            "claim": self._answer_fact,
        }.get(reading.intent, self._answer_lookup)(reading, hits)

    def answer_about(self, text: str, model_id: str, asked: Asked | None) -> Answer:
        """The card of a model, for a line that points back to an earlier one."""
        mention = ModelMention(name=self._bank.model[model_id].name, candidates=(model_id,))
        return compose_model(self._bank, text, mention, 0.9, asked)

    def answer_in_context(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        """A line that points at the last question, answered as one of fact; `hits` were found for both lines."""
        return self._answer_fact(reading.model_copy(update={"models": ()}), hits)

    def _answer_claim(self, reading: Reading, hits: Sequence[Hit], depth: Depth) -> Answer:
        claim = reading.claim
        if claim is None or claim.claim_confidence * reading.intent_confidence < _UNSURE_CLAIM:
            return self._answer_odd(reading, hits)
        if reading.models and self._is_about_the_model(reading):
            return self._answer_lookup(reading, hits)
        confidence = (reading.intent_confidence * claim.claim_confidence * claim.stance_confidence) ** _BOLDNESS
        verdict = find_verdict(self._bank, self._bank.claim[claim.claim], reading.models)
        kind = choose_kind(verdict, claim.stance)
        if kind == "rebuttal" and claim.opposite_confidence > _MAYBE_AN_ALLY:
            return compose_clarification(self._bank, reading.text, claim, confidence)
        answer = compose_claim(self._bank, reading.text, claim, reading.models, confidence, depth)
        return self._add_record(answer, hits) if claim.stance == "asks" and depth != "short" else answer

    def _is_about_the_model(self, reading: Reading) -> bool:
        """Whether a model's own record answers a line better than a card.

        So it is where the line plainly states its tier, and where the card is about certain families and the line
        names another.
        """
        card = self._bank.claim[reading.claim.claim] if reading.claim else None
        families = set(card.families) if card else set()
        named = {self._bank.model[mention.model].family for mention in reading.models}
        if families:
            return not named & families or bool(_STATES_TIER.search(reading.text))
        return bool(_STATES_TIER.search(reading.text) or _STATES_OPENNESS.search(reading.text))

    def _add_record(self, answer: Answer, hits: Sequence[Hit]) -> Answer:
        """A card with the passage behind it that speaks to the very question, if one does."""
        best = next((hit for hit in hits if hit.kind in FACTS), None)
        if best and best.kind == "passage" and best.similarity >= SAME_QUESTION:
            return add_passage(self._bank, answer, best.ref)
        return answer

    def _answer_odd(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        """A line that looks off topic is answered only where a passage was written for that very question."""
        if find_best_cosine(hits) >= SAME_QUESTION + 0.05 and reading.on_topic > _ODD:
            return self._answer_fact(reading, hits)
        return self._abstain(reading, hits)

    def _answer_comparison(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        data = self.data.answer_cells(reading)
        if data:
            return data
        if len(reading.models) < 2:
            return self._answer_lookup(reading, hits)
        models = tuple(mention.model for mention in reading.models)
        return compose_comparison(self._bank, reading.text, models, reading.intent_confidence)

    def _answer_lookup(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        data = self.data.answer_cells(reading)
        if data:
            return data
        if not reading.models:
            invented = _INVENTED.search(reading.text)
            if invented:
                name = invented.group()
                return compose_unknown_model(reading.text, name, self._names.suggest(name))
            if reading.licenses:
                return compose_license(self._bank, reading.text, reading.licenses[0], reading.intent_confidence)
            if find_best_cosine(hits) < LOOKED_UP:
                return self._abstain(reading, hits)
            return self._answer_fact(reading, hits)
        mention = reading.models[0]
        if mention.is_ambiguous:
            return compose_model_choice(self._bank, reading.text, mention.name, mention.candidates)
        asked = read_component(reading.text.casefold())
        card = compose_model(self._bank, reading.text, mention, reading.intent_confidence, asked)
        return card if reading.is_name else self._add_record(card, hits)

    def _answer_definition(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        near = (hit.ref for hit in hits if hit.kind == "definition" and hit.similarity >= SURE_PASSAGE)
        chosen = next(chain(reading.definitions, near), None)
        if chosen:
            return compose_definition(self._bank, reading.text, chosen, reading.intent_confidence)
        return self._answer_fact(reading, hits)

    def _answer_table(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        return self.data.answer_cells(reading) or self.data.answer_models(reading) or self._answer_fact(reading, hits)

    def _answer_fact(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        found = put_document_first(self._bank, reading.text, [hit for hit in hits if hit.kind in FACTS])
        if not is_the_very_question(reading, found) or self.data.asks_for_figures(reading):
            data = self.data.answer_cells(reading)
            if data:
                return data
        exact = [mention for mention in reading.models if mention.family is None and len(mention.candidates) == 1]
        off_record = not found or found[0].similarity < SAME_QUESTION
        if exact and off_record and not quotes_article(reading.text):
            return compose_model(self._bank, reading.text, exact[0], reading.intent_confidence * 0.8)
        if not found or max(hit.similarity for hit in found[:2]) < least_cosine(reading):
            return self._abstain(reading, hits)
        best = prefer_passage(found)
        confidence = min(1.0, best.similarity + 0.15)
        if best.kind == "definition":
            return compose_definition(self._bank, reading.text, best.ref, confidence)
        if best.kind in {"cell", "row"}:
            return compose_cells(self._bank, reading.text, _locate_cells(best.ref), confidence)
        shown = 3 if name_document(reading.text) else 2
        near = [hit for hit in found[: shown + 1] if hit.kind == "passage" and hit.score >= best.score * NEXT_PASSAGE]
        chosen = dict.fromkeys([best.ref, *(hit.ref for hit in near)])
        return compose_passages(self._bank, reading.text, tuple(chosen)[:shown], confidence)

    def _abstain(self, reading: Reading, hits: Sequence[Hit]) -> Answer:
        return compose_abstention(reading.text, self._name_nearest(hits), 1 - reading.on_topic * 0.5)

    def _name_nearest(self, hits: Sequence[Hit]) -> tuple[str, ...]:
        names = (self._name_hit(hit) for hit in hits if hit.similarity >= NEIGHBOUR)
        return tuple(dict.fromkeys(name for name in names if name))[:3]

    def _name_hit(self, hit: Hit) -> str:
        if hit.kind == "claim":
            return self._bank.claim[hit.ref].statement.rstrip(".")
        if hit.kind == "passage":
            return self._bank.passage[hit.ref].title
        return self._bank.definition[hit.ref].term if hit.kind == "definition" else ""


def _locate_cells(ref: str) -> CellQuestion:
    """The cells that an index entry stands for: `table/row` or `table/row/column`."""
    table, row, *column = ref.split("/")
    return CellQuestion(table=table, rows=(row,), columns=tuple(column))
