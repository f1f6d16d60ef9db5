"""Sentences about models in words: the one that is judged, and the first of the reply, which says who is right."""

from collections import Counter
from collections.abc import Sequence

from bot.records.bank import Bank
from bot.records.base import Slug, Stance, Verdict
from bot.records.models import ClauseName
from bot.records.questions import CLAUSES, Predicate, StatementQuestion
from bot.replies.clauses import CLAUSE_PHRASES, PARTLY, find_cap
from bot.replies.countries import THE
from bot.replies.grounds import OPEN_KINDS, Ground, Truth
from bot.replies.license_groups import find_group
from bot.replies.naming import shorten_name
from bot.replies.openness import find_most_open
from bot.replies.verdicts import find_others
from bot.replies.wording import LEVEL_WORDS, join_words

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
    "made-by": ("is made by {value}", "is not made by {value}"),
    "more-open-than": ("is more open than {value}", "is not more open than {value}"),
}
"""Each predicate said of a subject, and denied; those on clauses of licences stand in `clauses`."""

_PLURALS = {
    "is": "are", "has": "have", "carries": "carry", "comes": "come", "does": "do", "lets": "let", "needs": "need",
}  # fmt: skip
_OPENINGS: dict[Stance, dict[Verdict, str]] = {
    "asks": {"right": "Yes", "wrong": "No"},
    "asserts": {"right": "Right", "wrong": "Not so"},
    "denies": {"right": "Not so", "wrong": "You are right"},
}
_EITHER: dict[Verdict, str] = {"partly-right": "In part", "unproven": "Not known", "contested": "Disputed"}
_SCOPES = {"only": "Only ", "all": "All of "}


def write_statement(question: StatementQuestion) -> str:
    """The sentence that is judged, in its positive form: 'Gemma 4 is open source.'"""
    subject = f"{_SCOPES.get(question.scope or '', '')}{question.names}"
    return f"{subject} {_say(question, 'yes', plural=question.scope == 'all' or _is_plural(question))}."


def name_clause(question: StatementQuestion) -> ClauseName | None:
    """The clause of a licence that a sentence is about, if any."""
    return next((name for name in CLAUSES.get(question.predicate, ()) if name == question.value), None)


def write_headline(
    bank: Bank, question: StatementQuestion, verdict: Verdict, grounds: Sequence[Ground], *, restated: bool = False
) -> str:
    """The first sentence of a reply: verdict, or yes or no, then the fact as it stands; where the reading is unsure
    (`restated`) the plain fact, which is right whatever was said."""
    opening = _OPENINGS[question.stance].get(verdict) or _EITHER[verdict]
    others = find_others(bank, question) if question.scope == "only" and verdict == "wrong" else ()
    if others:
        names = list_names(bank, others)
        return f"{opening}: the same holds for {len(others)} more on record, {names} among them."
    if verdict in {"right", "wrong"}:
        fact = f"{_say_fact(question, verdict, grounds)}{_say_conditions(bank, question, verdict, grounds)}."
        return f"{fact[0].upper()}{fact[1:]}" if restated else f"{opening}: {fact}"
    truths = Counter(ground.truth for ground in grounds)
    if len(truths) > 1:
        return f"{opening}: {_tell_apart(question, truths)}."
    return f"{opening}: {_say_between(bank, question, verdict)}."


def list_names(bank: Bank, models: Sequence[Slug], shown: int = 4) -> str:
    """The first names, and how many more there are."""
    names = [shorten_name(bank.model[model].name) for model in models]
    more = len(names) - shown
    return join_words(names) if more <= 0 else f"{', '.join(names[:shown])} and {more} more"


def _is_plural(question: StatementQuestion) -> bool:
    return " and " in question.names


def _say(question: StatementQuestion, truth: Truth, *, plural: bool) -> str:
    """The predicate, or its denial, with the verb in the number of its subject."""
    positive, negative = _find_phrases(question)
    phrase = (positive if truth == "yes" else negative).format(value=_say_value(question))
    if question.predicate == "commercial-use":
        phrase += _say_for_whom(question)
    if not plural:
        return phrase
    verb, _, rest = phrase.partition(" ")
    return f"{_PLURALS.get(verb, verb)} {rest}".replace(" its ", " their ")


def _say_value(question: StatementQuestion) -> str | None:
    """What the predicate says beside itself: a group of licences by its phrase."""
    group = find_group(question.value) if question.predicate == "license" and question.value else None
    return group.phrase if group else question.value


def _find_phrases(question: StatementQuestion) -> tuple[str, str]:
    name = name_clause(question)
    return CLAUSE_PHRASES[name] if name else _PHRASES[question.predicate]


def _say_for_whom(question: StatementQuestion) -> str:
    """Where a commercial use is said to be allowed, and whether to everybody."""
    place = f" in {THE.get(question.value, question.value)}" if question.value else ""
    return f"{place} by everybody" if question.scope == "everyone" else place


def _say_fact(question: StatementQuestion, verdict: Verdict, grounds: Sequence[Ground]) -> str:
    """What is so, or is not; where models differ, how far."""
    is_mixed = len({ground.truth for ground in grounds}) > 1
    if question.scope == "all" and is_mixed:
        return f"not all of {question.names} {_say(question, 'yes', plural=True)}"
    doubt = ", as far as is known" if is_mixed else ""
    truth: Truth = "yes" if verdict == "right" else "no"
    return f"{question.names} {_say(question, truth, plural=_is_plural(question))}{doubt}"


def _say_conditions(bank: Bank, question: StatementQuestion, verdict: Verdict, grounds: Sequence[Ground]) -> str:
    """That a yes to commercial use has conditions, where every licence sets some."""
    kinds = {bank.license[bank.model[ground.model].license.id].kind for ground in grounds}
    bound = question.predicate == "commercial-use" and verdict == "right" and not kinds & OPEN_KINDS
    return ", under conditions" if bound else ""


def _say_between(bank: Bank, question: StatementQuestion, verdict: Verdict) -> str:
    """What is neither a yes nor a no, of models that stand alike."""
    plain = question.model_copy(update={"scope": None})
    told = f"{question.names} {_say(plain, 'yes', plural=_is_plural(question))}"
    words: dict[Verdict, str] = {
        "unproven": f"I have nothing on whether {told}",
        "contested": f"informed people disagree whether {told}",
    }
    return words.get(verdict) or _say_partly(bank, question, told)


def _say_partly(bank: Bank, question: StatementQuestion, told: str) -> str:
    """What holds in part, with how far it does."""
    clause = name_clause(question)
    if clause:
        return f"{told}, {PARTLY[clause]}"
    if question.predicate == "more-open-than":
        best = [find_most_open(bank, side) for side in question.sides]
        named = [f"{shorten_name(bank.model[one].name)} ({LEVEL_WORDS[bank.placement[one].level]})" for one in best]
        return f"it depends on the model; the most open of each side are {join_words(named)}"
    if question.predicate == "license" and not find_group(question.value or ""):
        return f"{told}, in a modified form"
    if question.predicate == "fully-open":
        return told.replace("fully open", "close to fully open")
    capped = question.predicate == "commercial-use" and any(find_cap(bank, model) for model in question.subjects)
    if question.scope == "everyone" or capped:
        return f"{told}, but not by everybody on the same terms"
    return f"{told} only in part"


def _tell_apart(question: StatementQuestion, truths: Counter[Truth]) -> str:
    """Of models that differ: for how many the sentence holds, said to whoever asserts, denies or asks it."""
    names, share = question.names, _say_share(question, truths)
    if question.stance == "asks":
        return f"it depends on which model of {names} you mean; {share}"
    if question.stance == "asserts":
        if truths["yes"]:
            return f"that is true of {truths['yes']} of {truths.total()} models of {names}, not of all"
        return f"that is wholly true of no model of {names}; {share}"
    if truths["no"]:
        return f"you are right about {truths['no']} of {truths.total()} models of {names}, but {share}"
    return f"your doubt fits some models of {names}, but {share}"


def _say_share(question: StatementQuestion, truths: Counter[Truth]) -> str:
    """'6 of 7 are open source', or how far short of that it falls where it wholly holds for none."""
    truth: Truth = next(one for one in ("yes", "partly", "disputed") if truths[one])
    count = f"{truths[truth]} of {truths.total()}"
    if truth == "disputed":
        return f"of {count} it is disputed"
    told = f"{count} {_say(question, 'yes', plural=truths[truth] > 1)}"
    clause = name_clause(question)
    partly = f"{told}, {PARTLY[clause]}" if clause else f"{told} in part"
    return told if truth == "yes" else partly
