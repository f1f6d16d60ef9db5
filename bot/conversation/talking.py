"""Answers lines that only make sense after an answer: what they point at, and what is wanted of it."""

import re
from collections.abc import Callable

from bot.conversation.turns import RECENT, Turn, find_group, find_other, hold_cells
from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance
from bot.records.language import ClaimReading, Depth, ModelMention, Reading
from bot.replies.claims import compose_claim, compose_other_side, compose_reasons
from bot.replies.composer import Composer
from bot.replies.models import compose_placement
from bot.replies.plain import compose_abstention
from bot.replies.sources import compose_sources
from bot.understanding.continuation import continue_cells
from bot.understanding.documents import quotes_article
from bot.understanding.followups import FollowUp, read_followup, read_version, swap_figure, swap_model
from bot.understanding.names import NameFinder

_SHORT = 2
_SHORT_QUESTION = 9
_SURE_TURN = 0.8
"""From this probability on a line that seems to point back is taken for what it says."""

_DEPTHS: dict[str, Depth] = {"shorter": "short", "deeper": "deep"}


class Conversation:
    """Knows what follow-ups mean. `ask` answers a line that stands alone, `ask_in_context` one read with the last."""

    def __init__(
        self,
        bank: Bank,
        names: NameFinder,
        composer: Composer,
        ask: Callable[[str], Turn],
        read: Callable[[str], Reading],
        ask_in_context: Callable[[str], Answer],
    ) -> None:
        self._bank = bank
        self._names = names
        self._composer = composer
        self._ask = ask
        self._read = read
        self._ask_in_context = ask_in_context

    def follow_up(self, text: str, last: Turn | None) -> Turn | None:
        """The answer to a line that points back, or None where it stands alone."""
        if last is None:
            return None
        names = self._names.find_models(text)
        if names.alone and last.answer.kind == "comparison" and "?" not in text:
            return None
        mentions = names.models or self._name_by_version(text, last)
        follow_up = read_followup(text, mentions)
        if follow_up and follow_up.kind == "correction":
            return self._correct(follow_up.rest, last)
        goes_on = self._continue_data(text, follow_up, mentions, last)
        if goes_on:
            return goes_on
        if follow_up is None:
            return self._ask_of_article(text, mentions, last)
        if follow_up.kind == "model":
            return self._switch_model(text, follow_up, mentions, last)
        return self._point_back(text, follow_up, last)

    def _point_back(self, text: str, follow_up: FollowUp, last: Turn) -> Turn | None:
        """The answer to a line without a name in it, unless it is surely a line of its own."""
        if len(text.split()) > _SHORT and self._stands_alone(text, follow_up):
            return None
        answer = self._answer(text, follow_up, last)
        if answer is None:
            return None
        recent = tuple(dict.fromkeys((*answer.models[:1], *last.models)))[:RECENT]
        return last._replace(answer=answer, models=recent, follow_up=follow_up)

    def _name_by_version(self, text: str, last: Turn) -> tuple[ModelMention, ...]:
        """The model of the family last spoken of that a bare version or size names."""
        version = read_version(text)
        if not version or not last.models or text.strip("[]? ").isdigit():
            return ()
        family = self._bank.model[last.models[0]].family
        found = self._names.find_models(f"{family} {version}").models
        return tuple(mention for mention in found if mention.family is None)

    def _continue_data(
        self, text: str, follow_up: FollowUp | None, mentions: tuple[ModelMention, ...], last: Turn
    ) -> Turn | None:
        """The last question over a table with another column, row, condition or operation."""
        if last.cells is None or (
            follow_up and (follow_up.kind not in {"model", "pair", "component"} or follow_up.component)
        ):
            return None
        cells = continue_cells(self._bank, last.cells, last.rows, text)
        switches = follow_up is not None and follow_up.kind == "model"
        if cells is None or (mentions and not (switches and set(cells.rows) - set(last.cells.rows))):
            return None
        answer = self._composer.data.answer_read_cells(text, cells)
        return hold_cells(last._replace(answer=answer, said=None), cells)

    def _ask_of_article(self, text: str, mentions: tuple[ModelMention, ...], last: Turn) -> Turn | None:
        """'What number does the article give?' after a claim."""
        short = len(text.split()) <= _SHORT_QUESTION and not mentions
        if last.said is None or last.reading is None or not (short and quotes_article(text)):
            return None
        return last._replace(answer=self._ask_in_context(f"{last.reading.text} {text}"))

    def _stands_alone(self, text: str, follow_up: FollowUp) -> bool:
        """Whether a longer line that seems to point back is surely a claim, a term or a look-up of its own."""
        if follow_up.kind in {"shorter", "deeper", "objection", "ordinal", "share", "other-side"}:
            return False
        reading = self._read(text)
        own = {"claim"} if follow_up.component == "license" else {"claim", "define"}
        return reading.intent in own and reading.intent_confidence > _SURE_TURN

    def _answer(self, text: str, follow_up: FollowUp, last: Turn) -> Answer | None:
        if follow_up.kind == "source" and last.answer.citations:
            return compose_sources(text, last.answer, follow_up.number)
        if follow_up.kind in {"component", "pair", "ordinal", "share"}:
            return self._answer_pointer(text, follow_up, last)
        if last.said:
            return self._answer_about_claim(text, follow_up, last.said)
        if last.answer.models and follow_up.kind in {"reason", "more", "deeper", "shorter", "objection"}:
            return self._answer_about_model(text, follow_up, last.answer.models[0])
        if follow_up.kind in {"source", "reason", "more", "other-side", "objection"}:
            return compose_abstention(text, last.answer.suggestions, 0.5)
        return None

    def _answer_about_claim(self, text: str, follow_up: FollowUp, said: ClaimReading) -> Answer:
        """The card just given: its reasons, the other side, or the same at another depth."""
        if follow_up.kind in _DEPTHS:
            return compose_claim(self._bank, text, said, (), _SURE_TURN, _DEPTHS[follow_up.kind])
        if follow_up.kind in {"other-side", "objection"}:
            return compose_other_side(self._bank, text, said.claim, said.stance)
        return compose_reasons(self._bank, text, said.claim)

    def _answer_about_model(self, text: str, follow_up: FollowUp, model: str) -> Answer:
        """The model just spoken of: why it stands where it does, or its whole card."""
        if follow_up.kind in {"more", "deeper"}:
            return self._composer.answer_about(text, model, None)
        return compose_placement(self._bank, text, model)

    def _answer_pointer(self, text: str, follow_up: FollowUp, last: Turn) -> Answer | None:
        """A line about 'it', 'the other one', 'the first' or 'which of them'. None if it is a claim of its own."""
        if follow_up.kind == "ordinal":
            return self._answer_ordinal(text, follow_up, last)
        if last.reading is None and not last.models:
            return None
        if follow_up.kind == "share":
            return self._composer.data.answer_share_of(text, last.models[0]) if last.models else None
        if not last.models or (last.said is not None and follow_up.component is None):
            return self._answer_in_context(text, last)
        if follow_up.kind == "pair" and re.search(r"\bother\b", text.casefold()):
            asked = follow_up.component or (last.follow_up.component if last.follow_up else None)
            return self._composer.answer_about(text, find_other(last), asked)
        among = find_group(last, follow_up.number)
        if follow_up.kind == "pair" and len(among) > 1:
            return self._composer.data.answer_among(text, among)
        return self._composer.answer_about(text, last.models[0], follow_up.component)

    def _answer_ordinal(self, text: str, follow_up: FollowUp, last: Turn) -> Answer | None:
        """The first, second or last of what was listed; after a question back, the stance so chosen."""
        place = follow_up.number or 1
        claim = last.answer.claim
        if last.answer.kind == "clarify" and claim and last.said:
            stance: Stance = "asserts" if place == 1 else "denies"
            said = last.said.model_copy(update={"stance": stance})
            return compose_claim(self._bank, text, said, (), _SURE_TURN)
        group = last.group or tuple(reversed(last.models))
        if len(group) < 2 or place > len(group):
            return None
        return self._composer.answer_about(text, group[place if place < 0 else place - 1], follow_up.component)

    def _answer_in_context(self, text: str, last: Turn) -> Answer | None:
        """A question of fact about what was last spoken of: 'when was it published?'"""
        return self._ask_in_context(f"{last.reading.text} {text}") if last.reading else None

    def _switch_model(self, text: str, follow_up: FollowUp, mentions: tuple[ModelMention, ...], last: Turn) -> Turn:
        """The last question over again for another model; after a claim, the claim about that one, or its card."""
        reading = last.reading
        recent = tuple(dict.fromkeys((mentions[0].model, *last.models)))[:RECENT]
        sister = self._find_sister(mentions[0], last) if follow_up.component is None else None
        if sister:
            said = ClaimReading(claim=sister, stance="asks", claim_confidence=1, stance_confidence=1)
            answer = compose_claim(self._bank, text, said, mentions, _SURE_TURN)
            return Turn(answer, self._read(text), recent, said=said)
        if reading and reading.models and last.said is None and follow_up.component is None:
            asked = swap_model(reading.text, reading.models[0], mentions[0].name)
            return self._ask(asked)._replace(models=recent, rows=last.rows)
        answer = self._composer.answer_about(text, mentions[0].model, follow_up.component)
        return Turn(answer, reading, recent, follow_up=follow_up)

    def _find_sister(self, mention: ModelMention, last: Turn) -> str | None:
        """After a claim about certain families, the claim about the family now named; a related one first."""
        if last.said is None or not self._bank.claim[last.said.claim].families:
            return None
        family = mention.family or self._bank.model[mention.model].family
        claims = [claim.id for claim in self._bank.claims if family in claim.families]
        related = self._bank.claim[last.said.claim].related
        return next((claim for claim in (*related, *claims) if claim in claims), None)

    def _correct(self, rest: str, last: Turn) -> Turn:
        """What was meant instead: another figure, another model, another claim, or the other stance on this one."""
        if re.fullmatch(r"\d+(?:\.\d+)*\W*", rest) and last.reading:
            return self._ask(swap_figure(last.reading.text, rest.strip(" .!?")))
        mentions = self._names.find_models(rest).models
        if mentions and len(rest.split()) <= len(mentions) + 2:
            return self._switch_model(rest, FollowUp(kind="model"), mentions, last)
        turn = self._ask(rest)
        said = last.said
        same = said is not None and (turn.answer.claim == said.claim or turn.answer.kind == "abstain")
        if said is None or said.stance not in {"asserts", "denies"} or not same:
            return turn
        meant: Stance = "denies" if said.stance == "asserts" else "asserts"
        sure = ClaimReading(claim=said.claim, stance=meant, claim_confidence=1, stance_confidence=_SURE_TURN)
        answer = compose_claim(self._bank, rest, sure, (), _SURE_TURN)
        return Turn(answer, turn.reading, answer.models, said=sure)
