"""Replies to lines about the last answer: its sources, reasons, figures, doubts, the other side, the rest of a list."""

import re
from collections.abc import Sequence

from bot.records.answers import Answer, Section
from bot.records.bank import Bank
from bot.records.base import read_numbers
from bot.records.claims import Claim
from bot.records.focus import Focus
from bot.records.language import ClaimReading
from bot.replies.breath import fit_one_breath
from bot.replies.claims import compose_claim, compose_other_side, compose_reasons
from bot.replies.countries import list_places
from bot.replies.draft import Draft, write_text
from bot.replies.facts import compose_passages, say_outcome
from bot.replies.lists import compose_filter
from bot.replies.models import compose_placement
from bot.replies.onward import find_list, find_series, holds_several, move_on, turn_page
from bot.replies.openness import rate_openness
from bot.replies.points import compose_point
from bot.replies.sources import compose_sources
from bot.replies.spectrum import build_rows, write_strip
from bot.replies.standing import name_subject
from bot.replies.statements import compose_statement
from bot.replies.verdicts import find_others
from bot.replies.wording import close_sentence, first_sentence
from bot.understanding.operations import NUMBERS, read_count
from bot.understanding.pointing import point_by_place

_IF_WRONG = "If a source says otherwise, press Wrong? and name it."
_EXAMPLES = 2
_SHORTER = 0.7
"""Of a text so much at most is left of what counts as its shorter form."""

_MOST_EXAMPLES = 4
_COUNT = re.compile(rf"\b([2-9]|{'|'.join(word for word, count in NUMBERS.items() if count > 1)})\b")


def say_reasons(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """Why the last answer says what it says."""
    subject = focus.subject
    if subject.claim:
        return compose_reasons(bank, query, subject.claim.claim)
    if subject.statement:
        return compose_statement(bank, query, subject.statement, confidence, "deep")
    if subject.models:
        return compose_placement(bank, query, subject.models[0])
    return compose_reasons(bank, query, subject.around.claim) if subject.around else None


def say_numbers(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The reasons of the last answer that hold figures."""
    told_before = [] if focus.subject.claim else list_figures(focus)
    draft, claim = Draft(bank, query), focus.claim
    if claim and not told_before:
        card = bank.claim[claim.claim]
        told = [one for one in (card.headline, card.fact, *card.reasons) if read_numbers(one.text)]
        lines = [draft.add_point(one.text, one.cites, one.as_of) for one in told[:3]]
    else:
        lines = told_before[:3]
    if not lines:
        return None
    draft.add_section("", "\n".join(f"- {line}" for line in lines))
    return draft.close("answer", first_sentence(lines[0]), confidence, **name_subject(focus))


def list_figures(focus: Focus) -> list[str]:
    """The points of the last answer that hold figures."""
    return [point.text for point in focus.answer.points if read_numbers(point.text)]


def say_objection(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The other side to whoever disagrees; where none is on record, that the last answer stands, and on what."""
    other = say_other_side(bank, query, focus, confidence)
    if other or not focus.answer.citations:
        return other
    grounds = compose_sources(bank, query, focus.answer, None)
    text = f"Nothing that I hold says otherwise. {grounds.headline} {_IF_WRONG}"
    return grounds.model_copy(update={"headline": text, "text": text, "sections": (Section(label="", text=text),)})


def say_other_side(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The strongest reply to the last answer; of a sentence about a model, what is right in the other view."""
    claim = focus.claim
    if claim:
        answer = compose_other_side(bank, query, claim.claim, claim.stance)
        return answer.model_copy(update={"stance": claim.stance, "confidence": round(confidence, 3)})
    if focus.answer.concession:
        section = Section(label="What speaks for the other view", text=focus.answer.concession)
        return _say_again(focus, query, section, focus.answer.concession)
    return None


def say_shorter(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The last answer in fewer words: a card's first reply, or the one sentence of whatever was as short before."""
    if focus.subject.claim:
        first = compose_claim(bank, query, focus.subject.claim, (), confidence, "short")
        if len(first.text) < _SHORTER * len(focus.answer.text):
            return first
    return _say_again(focus, query, Section(label="", text=close_sentence(focus.answer.headline)))


def say_deeper(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The whole card."""
    if focus.subject.claim:
        return compose_claim(bank, query, focus.subject.claim, (), confidence, "deep")
    if focus.subject.passages:
        return compose_passages(bank, query, focus.subject.passages, confidence)
    return say_reasons(bank, query, focus, confidence)


def say_more(bank: Bank, query: str, focus: Focus, answer: Answer) -> Answer:
    """The reasons behind an answer to a claim that another line got word for word before: nobody is told a thing twice
    without asking twice."""
    reasons = say_reasons(bank, query, focus, answer.confidence)
    told = fit_one_breath(reasons) if reasons else answer
    return told.model_copy(update={"stance": answer.stance, "confidence": answer.confidence})


def say_examples(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """Models that show what the last answer says, as many as are asked for, the most open first: who asks for one asks
    for one that does it. Of a claim those of its card, of a sentence about certain models the others of which it
    holds."""
    of_card = _list_shown(bank, bank.claim[focus.claim.claim]) if focus.claim else ()
    found = _find_others(bank, focus) or of_card or focus.answer.models or focus.models
    models = sorted(found, key=lambda model: rate_openness(bank, model), reverse=True)
    if not models:
        return None
    draft = Draft(bank, query)
    rows = build_rows(bank, models, limit=_count_examples(query))
    for row in rows:
        part = bank.model[row.model].components["weights"]
        draft.add_section(
            "", draft.add_point(f"For example {write_strip(row, named=True)}", part.cites[:1], part.as_of)
        )
    draft.show_spectrum(rows)
    return draft.close("answer", f"For example {rows[0].name}.", confidence, models=tuple(row.model for row in rows))


def _list_shown(bank: Bank, card: Claim) -> tuple[str, ...]:
    """The models of a card; where it is on a country's, only those of that country."""
    at_home = [one for one in card.models if not list_places(bank.model[one]).isdisjoint(card.keywords)]
    return tuple(at_home) or card.models


def _count_examples(query: str) -> int:
    said = _COUNT.search(query.casefold())
    count = read_count(said.group(1)) if said else _EXAMPLES
    return min(count, _MOST_EXAMPLES)


def _find_others(bank: Bank, focus: Focus) -> tuple[str, ...]:
    """The other models of which a sentence holds; for one on which of some is more open those that beat them all."""
    said = focus.subject.statement
    if said is None:
        return ()
    if said.predicate != "more-open-than":
        return find_others(bank, said)
    best = max(rate_openness(bank, model) for model in said.subjects)
    return tuple(model.id for model in bank.models if rate_openness(bank, model.id) > best)


def say_list(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The whole of the last list; of a sentence about several models all of them by what holds of each; else all models
    of which what was just told of one holds."""
    said = focus.subject.statement
    if said and holds_several(said):
        return compose_statement(bank, query, said, confidence, "deep")
    listed = find_list(focus)
    if listed:
        return compose_filter(bank, query, listed.model_copy(update={"operation": "list"}), confidence, "deep")
    return None


def say_next(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """The next place of the last ranking, the next model of the last list, the next passages of a numbered series, the
    next point of a card."""
    listed = focus.subject.listed
    if listed and listed.operation in {"highest", "lowest"}:
        return compose_filter(bank, query, move_on(listed), confidence)
    series = find_series(bank, query.casefold(), focus)
    if series:
        return compose_passages(bank, query, series, confidence)
    current = next((model for model in focus.models if model in focus.group), None)
    pointed = point_by_place(query.casefold(), focus.group, current)
    if listed and not pointed:
        return compose_filter(bank, query, turn_page(listed), confidence, "short")
    pointed = pointed or _find_next(focus.group, current)
    if pointed:
        return compose_placement(bank, query, pointed)
    return _tell_next_point(bank, query, focus, focus.claim, confidence) if focus.claim else None


def _tell_next_point(bank: Bank, query: str, focus: Focus, said: ClaimReading, confidence: float) -> Answer | None:
    """The first reason of a claim's card that the last answer did not tell."""
    points = bank.claim[said.claim].list_points()
    told = focus.answer.text
    name = next((one for one, point in points.items() if one.startswith("reasons.") and point.text not in told), None)
    return compose_point(bank, query, said, name, confidence) if name else None


def _find_next(group: Sequence[str], current: str | None) -> str | None:
    """The member of a group behind the one that was spoken of last."""
    place = group.index(current) + 1 if current in group else 1
    return group[place] if place < len(group) else None


def say_forecast(bank: Bank, query: str, focus: Focus, confidence: float) -> Answer | None:
    """What became of the forecast that was just quoted."""
    if not focus.subject.passages:
        return None
    return say_outcome(bank, query, focus.subject.passages[0], confidence)


def _say_again(focus: Focus, query: str, section: Section, headline: str | None = None) -> Answer:
    """A part of the last answer alone, with the sources that its numbers point at."""
    marked = {int(number) for number in re.findall(r"\[(\d+)\]", section.text)}
    sources = tuple(one for one in focus.answer.citations if one.n in marked or not marked)
    kept: dict[str, object] = {"query": query, "sections": (section,), "text": write_text((section,))}
    kept["citations"] = sources
    if headline:
        kept |= {"kind": "answer", "headline": headline}
    return focus.answer.model_copy(update=kept | {"points": (), "spectrum": ()})
