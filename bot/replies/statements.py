"""Replies to sentences about models: the verdict first, the reason from the record, what is right in it, the strip."""

from collections.abc import Sequence

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Verdict
from bot.records.language import Depth
from bot.records.models import ModelRecord
from bot.records.questions import StatementQuestion
from bot.replies.claims import choose_kind
from bot.replies.draft import Draft
from bot.replies.grounds import OPEN_KINDS, Ground, Truth, say_state
from bot.replies.naming import shorten_name
from bot.replies.openness import find_most_open
from bot.replies.sentences import list_names, write_headline, write_statement
from bot.replies.spectrum import build_rows, mark_strip
from bot.replies.verdicts import PARTS_ASKED, VERDICTS, judge_statement
from bot.replies.wording import first_sentence

_WORDS: dict[Truth, str] = {
    "yes": "Yes",
    "partly": "In part",
    "no": "No",
    "unknown": "Not known",
    "disputed": "Disputed",
}
_OSAID = "open-source-ai-osaid"
"""The definition that 'open source' is judged by."""

_LICENSES_SHOWN = 2
_NAMES_SHOWN = 8
_NAMES_IN_BRIEF = 2
_ROWS_SHOWN = {"short": 1, "standard": 3, "deep": 8}


def compose_statement(
    bank: Bank, query: str, question: StatementQuestion, confidence: float, depth: Depth, *, restated: bool = False
) -> Answer:
    """Judge a sentence about models and say why, whose side that is, and what is right in it; without whose side it is
    where that is unsure (`restated`)."""
    verdict, grounds = judge_statement(bank, question)
    draft = Draft(bank, query)
    headline = write_headline(bank, question, verdict, grounds, restated=restated)
    for text in _write_opening(draft, bank, question, headline, grounds, brief=depth == "short"):
        draft.add_section("", text)
    concession = _concede(draft, bank, question, verdict, grounds)
    draft.add_section("Fair point" if choose_kind(verdict, question.stance) == "rebuttal" else "The limit", concession)
    rows = build_rows(bank, [ground.model for ground in grounds], limit=_ROWS_SHOWN[depth])
    if question.predicate == "more-open-than":
        rows = build_rows(bank, [find_most_open(bank, side) for side in question.sides])
    draft.show_spectrum(rows)
    strips = (mark_strip(draft, bank, row, named=len(question.subjects) > 1) for row in rows)
    draft.add_section("", "\n".join(strips))
    return draft.close(
        choose_kind(verdict, question.stance),
        headline,
        confidence,
        statement=write_statement(question),
        stance=question.stance,
        verdict=verdict,
        models=question.subjects,
        concession=concession or None,
    )


def _cite_yardstick(draft: Draft, bank: Bank, question: StatementQuestion, headline: str) -> str:
    """The headline with the definition that it judges by, where it names that."""
    if question.predicate != "open-source" or "OSI" not in headline:
        return headline
    yardstick = bank.definition[_OSAID]
    return draft.mark(headline, yardstick.cites[:1], yardstick.as_of)


def _write_opening(
    draft: Draft, bank: Bank, question: StatementQuestion, headline: str, grounds: tuple[Ground, ...], *, brief: bool
) -> list[str]:
    """The headline with the reason behind it, or several reasons below it. A reason that only says the headline once
    more is left out, and the headline stands on its sources."""
    told = _leave_out_said(bank, question, grounds)
    if not told[0].reason:
        return [draft.add_point(headline, told[0].cites, told[0].as_of)]
    decided = _cite_yardstick(draft, bank, question, headline)
    reasons = _write_reasons(draft, bank, told, brief=brief)
    return [f"{decided} {reasons[0]}"] if len(reasons) == 1 else [decided, "\n".join(f"- {one}" for one in reasons)]


def _leave_out_said(bank: Bank, question: StatementQuestion, grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """The grounds of a sentence about a part of one model, without the sentence that says it once more."""
    if len(grounds) != 1 or question.predicate not in PARTS_ASKED:
        return grounds
    (ground,) = grounds
    name = PARTS_ASKED[question.predicate]
    said = say_state(name, bank.model[ground.model].components[name])
    return (ground._replace(reason=ground.reason.removeprefix(said).strip()),)


def _write_reasons(draft: Draft, bank: Bank, grounds: Sequence[Ground], *, brief: bool) -> list[str]:
    """One reason where all models stand alike, else one line a truth with the models that it holds for."""
    groups: dict[Truth, list[Ground]] = {}
    for ground in grounds:
        groups.setdefault(ground.truth, []).append(ground)
    if len(groups) == 1:
        ground = grounds[0]
        about = f"{shorten_name(bank.model[ground.model].name)}, for one: " if len(grounds) > 1 else ""
        return [draft.add_point(f"{about}{ground.reason}", ground.cites, ground.as_of)]
    return [_write_group(draft, bank, truth, held, brief=brief) for truth, held in groups.items()]


def _write_group(draft: Draft, bank: Bank, truth: Truth, held: Sequence[Ground], *, brief: bool) -> str:
    """The models of one truth, and the reason, said to be that of the first where the others have their own."""
    names = list_names(bank, [ground.model for ground in held], _NAMES_IN_BRIEF if brief else _NAMES_SHOWN)
    reasons = [first_sentence(ground.reason) if brief else ground.reason for ground in held]
    of_one = "" if len(set(reasons)) == 1 else "Of the first: "
    return draft.add_point(f"{_WORDS[truth]}: {names}. {of_one}{reasons[0]}", held[0].cites[:1], held[0].as_of)


def _concede(draft: Draft, bank: Bank, question: StatementQuestion, verdict: Verdict, grounds: Sequence[Ground]) -> str:
    """What is right in a false sentence, or the limit of a true one, from the other cells of the record."""
    decided = [ground for ground in grounds if VERDICTS[ground.truth] == verdict]
    if verdict not in {"right", "wrong"} or not decided or question.predicate == "more-open-than":
        return ""
    model = bank.model[decided[0].model]
    open_kind = bank.license[model.license.id].kind in OPEN_KINDS
    if question.predicate in {"open-source", "fully-open"} and verdict == "wrong":
        return _say_free_weights(draft, bank, [ground.model for ground in decided])
    if question.predicate == "open-weights" and verdict == "right" and not open_kind:
        return _say_first_term(draft, bank, model)
    if question.predicate in {"license", "osi-approved"} and verdict == "right" and open_kind:
        return _limit_license(draft, bank, decided[0])
    if question.predicate == "closed" and verdict == "wrong" and bank.placement[model.id].tier != "fully-open":
        part = model.components["training_data"]
        text = "The making of it is not open: training code and data are not both public."
        return draft.mark(text, part.cites[:1], part.as_of)
    return ""


def _say_first_term(draft: Draft, bank: Bank, model: ModelRecord) -> str:
    """The licence with the first of its conditions, on the word of whoever read it."""
    record = bank.license[model.license.id]
    text = f"The licence is {record.name}: {'; '.join(record.restrictions[:1]) or 'terms of its own'}."
    return draft.mark(text, record.cites[:1], record.as_of)


def _say_free_weights(draft: Draft, bank: Bank, models: Sequence[str]) -> str:
    """Under which licences the weights can be taken, by generation where these differ."""
    groups: dict[str, list[str]] = {}
    for model in models:
        terms = bank.model[model].license.id
        if bank.model[model].components["weights"].value == "yes" and bank.license[terms].kind != "unknown":
            groups.setdefault(terms, []).append(model)
    if not groups:
        return ""
    parts = []
    for terms, held in list(groups.items())[:_LICENSES_SHOWN]:
        carried = bank.model[held[0]].license
        name = f"{list_names(bank, held, _NAMES_IN_BRIEF)} under " if len(groups) > 1 else "under "
        parts.append(draft.mark(f"{name}{bank.license[terms].name}", carried.cites[:1], carried.as_of))
    every = len(groups) == 1 and bank.license[next(iter(groups))].kind in OPEN_KINDS
    may = ", so you may use, change and sell them" if every else ""
    return f"The weights are free to take{':' if len(groups) > 1 else ''} {'; '.join(parts)}{may}."


def _limit_license(draft: Draft, bank: Bank, ground: Ground) -> str:
    """A licence settles what may be done with what was released, not what was released."""
    part = bank.model[ground.model].components["training_data"]
    if part.value == "yes":
        return ""
    state = {"partial": "public only in part", "no": "not public", "unknown": "not known to be public"}[part.value]
    return draft.mark(f"It covers what was released: the training data is {state}.", part.cites[:1], part.as_of)
