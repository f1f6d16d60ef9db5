"""Replies to sentences about models: the verdict first, the reason from the record, what is right in it, the strip."""

from collections.abc import Sequence

from bot.records.answers import Answer
from bot.records.bank import Bank
from bot.records.base import Stance, Verdict
from bot.records.language import Depth
from bot.records.questions import Predicate, StatementQuestion
from bot.replies.claims import choose_kind
from bot.replies.draft import Draft
from bot.replies.spectrum import build_rows, write_strip
from bot.replies.verdicts import Ground, find_others, judge_statement
from bot.replies.wording import join_words

_PHRASES: dict[Predicate, tuple[str, str]] = {
    "open-source": ("is open source", "is not open source by OSI's definition"),
    "fully-open": ("is fully open", "is not fully open"),
    "open-weights": ("has open weights", "has no open weights"),
    "closed": ("is closed", "is not closed"),
    "license": ("is under {value}", "is not under {value}"),
    "osi-approved": ("carries a licence that OSI approves", "carries no licence that OSI approves"),
    "commercial-use": ("may be used commercially", "may not be used commercially"),
    "license-restricts": ("has a licence that restricts use", "has no licence that restricts use"),
    "data-released": ("has public training data", "has no public training data"),
    "code-released": ("has public training code", "has no public training code"),
    "checkpoints-released": ("has public checkpoints from training", "has no public checkpoints from training"),
    "paper-released": ("has a public technical paper", "has no public technical paper"),
    "reproducible": ("can be trained again from what is public", "cannot be trained again from what is public"),
    "made-in": ("comes from {value}", "does not come from {value}"),
    "more-open-than": ("is more open than {value}", "is not more open than {value}"),
}
"""Each predicate said of a subject, and denied."""

_PLURALS = {"is": "are", "has": "have", "carries": "carry", "comes": "come", "does": "do"}
_OPENINGS: dict[Stance, dict[Verdict, str]] = {
    "asks": {"right": "Yes", "wrong": "No"},
    "asserts": {"right": "Right", "wrong": "Not so"},
    "denies": {"right": "Not so", "wrong": "You are right"},
}
_EITHER: dict[Verdict, str] = {"partly-right": "In part", "unproven": "Not known", "contested": "Disputed"}
_NAMES_SHOWN = 4
_LICENSES_SHOWN = 2
_OPEN_KINDS = frozenset({"permissive", "copyleft"})
_ROWS_SHOWN = {"short": 1, "standard": 3, "deep": 8}


def write_statement(question: StatementQuestion) -> str:
    """The sentence that is judged, in its positive form: 'Gemma 4 is open source.'"""
    phrase = _PHRASES[question.predicate][0].format(value=question.value)
    only = "only " if question.scope == "only" else ""
    everything = "all of " if question.scope == "all" else ""
    return f"{only}{everything}{question.names} {_agree(phrase, question)}.".replace("only ", "Only ", bool(only))


def compose_statement(bank: Bank, query: str, question: StatementQuestion, confidence: float, depth: Depth) -> Answer:
    """Judge a sentence about models and say why, whose side that is, and what is right in it."""
    verdict, grounds = judge_statement(bank, question)
    draft = Draft(bank, query)
    headline = _write_headline(bank, question, verdict, grounds)
    reasons = _write_reasons(draft, bank, grounds)
    draft.add_section("", f"{headline} {reasons[0]}" if len(reasons) == 1 else headline)
    if len(reasons) > 1:
        draft.add_section("", "\n".join(f"- {reason}" for reason in reasons))
    concession = _concede(draft, bank, question, verdict, grounds)
    draft.add_section("Fair point" if choose_kind(verdict, question.stance) == "rebuttal" else "The limit", concession)
    rows = build_rows(bank, [ground.model for ground in grounds], limit=_ROWS_SHOWN[depth])
    if question.predicate == "more-open-than":
        rows = build_rows(bank, question.subjects)
    draft.show_spectrum(rows)
    draft.add_section("", "\n".join(write_strip(row, named=len(rows) > 1) for row in rows))
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


def _agree(phrase: str, question: StatementQuestion) -> str:
    """The verb of a phrase in the number of its subject."""
    verb, _, rest = phrase.partition(" ")
    plural = " and " in question.names or question.scope in {"all", "both"}
    return f"{_PLURALS.get(verb, verb)} {rest}" if plural else phrase


def _write_headline(bank: Bank, question: StatementQuestion, verdict: Verdict, grounds: Sequence[Ground]) -> str:
    """Verdict or yes or no, then the fact as it stands."""
    opening = _OPENINGS[question.stance].get(verdict) or _EITHER[verdict]
    positive, negative = (phrase.format(value=question.value) for phrase in _PHRASES[question.predicate])
    if question.scope == "only" and verdict == "wrong":
        others = find_others(bank, question)
        if others:
            names = _list_names(bank, others)
            return f"{opening}: the same holds for {len(others)} more in the bank, {names} among them."
    if verdict in {"right", "wrong"}:
        fact = positive if verdict == "right" else negative
        return f"{opening}: {question.names} {_agree(fact, question)}."
    if len(grounds) > 1:
        return f"{opening}: it differs within {question.names}."
    word = {"unproven": "the bank does not know whether", "contested": "informed people disagree whether"}.get(verdict)
    tail = f"{question.names} {_agree(positive, question)}"
    return f"{opening}: {word} {tail}." if word else f"{opening}: {tail}, but not wholly."


def _write_reasons(draft: Draft, bank: Bank, grounds: Sequence[Ground]) -> list[str]:
    """One reason where all models stand alike, else one line a truth with the models that it holds for."""
    groups: dict[str, list[Ground]] = {}
    for ground in grounds:
        groups.setdefault(ground.truth, []).append(ground)
    if len(groups) == 1:
        ground = grounds[0]
        about = f"{bank.model[ground.model].name}, for one: " if len(grounds) > 1 else ""
        return [draft.add_point(f"{about}{ground.reason}", ground.cites[:1], ground.as_of)]
    words = {"yes": "Yes", "no": "No", "partly": "In part", "unknown": "Not known", "disputed": "Disputed"}
    return [
        draft.add_point(
            f"{words[truth]}: {_list_names(bank, [ground.model for ground in held])}. {held[0].reason}",
            held[0].cites[:1],
            held[0].as_of,
        )
        for truth, held in groups.items()
    ][:3]


def _list_names(bank: Bank, models: Sequence[str]) -> str:
    names = [bank.model[model].name for model in models]
    more = len(names) - _NAMES_SHOWN
    return join_words(names) if more <= 0 else f"{', '.join(names[:_NAMES_SHOWN])} and {more} more"


def _concede(draft: Draft, bank: Bank, question: StatementQuestion, verdict: Verdict, grounds: Sequence[Ground]) -> str:
    """What is right in a false sentence, or the limit of a true one, from the other cells of the record."""
    if len({ground.truth for ground in grounds}) != 1 or question.predicate == "more-open-than":
        return ""
    model = bank.model[grounds[0].model]
    open_kind = bank.license[model.license.id].kind in _OPEN_KINDS
    if question.predicate in {"open-source", "fully-open"} and verdict == "wrong":
        return _say_free_weights(draft, bank, [ground.model for ground in grounds])
    if question.predicate in {"open-weights", "commercial-use"} and verdict == "right" and not open_kind:
        record = bank.license[model.license.id]
        text = f"The licence is {record.name}: {'; '.join(record.restrictions[:1]) or 'terms of its own'}."
        return draft.mark(text, model.license.cites[:1], model.license.as_of)
    if question.predicate in {"license", "osi-approved"} and verdict == "right" and open_kind:
        return _limit_license(draft, bank, grounds[0])
    if question.predicate == "closed" and verdict == "wrong" and bank.placement[model.id].tier != "fully-open":
        part = model.components["training_data"]
        text = "The making of it is not open: training code and data are not both public."
        return draft.mark(text, part.cites[:1], part.as_of)
    return ""


def _say_free_weights(draft: Draft, bank: Bank, models: Sequence[str]) -> str:
    """Under which licences the weights can be taken, by generation where these differ."""
    groups: dict[str, list[str]] = {}
    for model in models:
        if bank.model[model].components["weights"].value == "yes":
            groups.setdefault(bank.model[model].license.id, []).append(model)
    if not groups:
        return ""
    parts = []
    for terms, held in list(groups.items())[:_LICENSES_SHOWN]:
        carried = bank.model[held[0]].license
        name = f"{_list_names(bank, held)} under " if len(groups) > 1 else "under "
        parts.append(draft.mark(f"{name}{bank.license[terms].name}", carried.cites[:1], carried.as_of))
    every = len(groups) == 1 and bank.license[next(iter(groups))].kind in _OPEN_KINDS
    may = ", so you may use, change and sell them" if every else ""
    return f"The weights are free to take {'; '.join(parts)}{may}."


def _limit_license(draft: Draft, bank: Bank, ground: Ground) -> str:
    """A licence settles what may be done with what was released, not what was released."""
    part = bank.model[ground.model].components["training_data"]
    if part.value == "yes":
        return ""
    state = {"partial": "public only in part", "no": "not public", "unknown": "not known to be public"}[part.value]
    return draft.mark(f"It covers what was released: the training data is {state}.", part.cites[:1], part.as_of)
