"""Which candidates a labelled line accepts: what a fair reader would have answered."""

from collections.abc import Callable, Iterable, Sequence

from bot.desks.candidates import Candidate
from bot.desks.carrying import PARTS_OF_PREDICATES, PREDICATES_OF_PARTS
from bot.records.bank import Bank
from bot.records.lines import BOT, PARTY, SILENCE, STATEMENT, UNKNOWN, LabelledLine, Part
from bot.records.questions import CLAUSES, Predicate

_LONGER_BY = 1.5
"""How much longer than the shortest right reply another one may be."""

_DESKS_OF_TOPICS = {
    "fact": frozenset({"passages", "documents"}),
    "define": frozenset({"terms", "licenses"}),
    "model": frozenset({"models"}),
    "compare": frozenset({"comparisons"}),
    "table": frozenset({"tables", "lists"}),
    "list": frozenset({"lists"}),
    PARTY: frozenset({"people"}),
}

_JUDGED_PARTS: dict[str, Predicate] = {"license": "commercial-use", **PREDICATES_OF_PARTS}
"""What a verdict says of the part of a model that a line asks for; of the licence, whether it may be used to earn."""


def accept(bank: Bank, line: LabelledLine, candidates: Iterable[Candidate]) -> list[bool]:
    """For each candidate, whether it is a right reading of the line."""
    test = _choose_test(bank, line)
    found = list(candidates)
    right = _prefer_verdicts(found, [test(candidate) for candidate in found])
    if line.topic.startswith(STATEMENT):
        right = _keep_closest(found, right, resolve_subjects(bank, line.subjects))
    if line.must:
        right = _keep_short(found, right)
    if not any(right) and line.topic.startswith(STATEMENT) and line.stance == "asks":
        part = PARTS_OF_PREDICATES.get(line.topic.partition("/")[2], "-")
        return [one.desk == "models" and one.key.endswith(f"/{part}") for one in found]
    return right


def _prefer_verdicts(candidates: Sequence[Candidate], right: Sequence[bool]) -> list[bool]:
    """Of a card on several families and the verdict on the one of them that a line names the verdict, where both are
    proposed: whoever asks for Qwen wants no sentence on DeepSeek."""
    wide = [one for one, fits in zip(candidates, right, strict=True) if fits and one.clues.beside and one.matter]
    sides = {(one.matter, one.stance) for one in wide}
    closer = [one.desk == "statements" and (one.matter, one.stance) in sides for one in candidates]
    if not any(closer):
        return list(right)
    return [near or (fits and not one.clues.beside) for one, fits, near in zip(candidates, right, closer, strict=True)]


def _keep_closest(candidates: Sequence[Candidate], right: Sequence[bool], models: set[str]) -> list[bool]:
    """Of sentences the ones on just the models of a line, as nearly as they are proposed: 'Yi-Lightning isn't open,
    unlike Yi' is said of one of the two."""
    apart = [len(models ^ set(one.about)) for one in candidates]
    sentences = [one.desk == "statements" and fits for one, fits in zip(candidates, right, strict=True)]
    least = min((far for far, fits in zip(apart, sentences, strict=True) if fits), default=0)
    return [
        fits and (not is_sentence or far == least)
        for far, fits, is_sentence in zip(apart, right, sentences, strict=True)
    ]


def _keep_short(candidates: Sequence[Candidate], right: Sequence[bool]) -> list[bool]:
    """Of replies that hold what is asked the short ones: who asks for a cell wants no table."""
    lengths = [
        len(one.compose(1.0, "standard").text) if fits else 0 for one, fits in zip(candidates, right, strict=True)
    ]
    longest = _LONGER_BY * min(filter(None, lengths), default=0)
    return [0 < length <= longest for length in lengths]


def _choose_test(bank: Bank, line: LabelledLine) -> Callable[[Candidate], bool]:
    group, _, rest = line.topic.partition("/")
    if line.topic in bank.claim:
        accepted = {line.topic, *line.also}
        return lambda one: one.desk == "claims" and one.key in accepted and one.stance == line.stance
    if group == STATEMENT:
        models = resolve_subjects(bank, line.subjects)
        return lambda one: _is_statement(bank, line, models, one)
    if group == SILENCE:
        return lambda one: one.desk == "silence"
    if group == BOT:
        return lambda one: one.desk == "itself" and one.key == rest
    if line.value == UNKNOWN:
        return lambda one: one.desk == "models" and one.key.startswith("unknown/")
    desks = _DESKS_OF_TOPICS.get(line.topic, frozenset())
    return lambda one: (
        (one.desk in desks and line.answer in {None, one.key} and _meets(line, one))
        or _rests_on_note(bank, line, one)
        or _sets_terms_apart(line, one)
        or _judges_part(line, one)
    )


def _rests_on_note(bank: Bank, line: LabelledLine, candidate: Candidate) -> bool:
    """Whether a line that a document answers is answered by a passage that rests on that document alone."""
    document, is_note, _number = (line.answer or "").partition("#")
    if not is_note or candidate.desk != "passages":
        return False
    return {cite.source for cite in bank.passage[candidate.key].cites} == {document}


def _judges_part(line: LabelledLine, candidate: Candidate) -> bool:
    """Whether a question for a part of a model is answered by the verdict on whether that part is out."""
    predicate = _JUDGED_PARTS.get(line.value or "") if line.topic == "model" else None
    same = candidate.topic == f"{STATEMENT}/{predicate}" and candidate.stance == "asks"
    return candidate.desk == "statements" and same and candidate.about == line.subjects


def tell_same(candidate: Candidate, other: Candidate) -> bool:
    """Whether two readings tell the same part of the same model, as its card has it or as a verdict."""
    part = _name_part(candidate)
    return part is not None and part == _name_part(other) and candidate.about[:1] == other.about[:1]


def _name_part(candidate: Candidate) -> str | None:
    if candidate.desk == "statements":
        return PARTS_OF_PREDICATES.get(candidate.topic.partition("/")[2]) if candidate.stance == "asks" else None
    return candidate.key.rpartition("/")[2] or None if candidate.desk == "models" else None


def _sets_terms_apart(line: LabelledLine, candidate: Candidate) -> bool:
    """Whether a line about a term is answered by that term set beside the other one that the line names."""
    if line.topic != "define" or candidate.desk != "comparisons" or candidate.topic != "define":
        return False
    return line.answer is None or line.answer in candidate.key.split("+")


def as_lines(part: Part) -> tuple[LabelledLine, ...]:
    """The lines that a part of a message stands for: its claim, its statement on models, or both readings of it; none
    for a question without a label. What is said and is neither is beside the cards: nothing is to be said to it."""
    topics = [part.claim, f"{STATEMENT}/{part.predicate}" if part.predicate else None]
    if not any(topics):
        is_said = part.stance in {"asserts", "denies"}
        return (LabelledLine(text=part.text, topic=f"{SILENCE}/near"),) if is_said else ()
    return tuple(
        LabelledLine(text=part.text, topic=topic, stance=part.stance, subjects=part.subjects)
        for topic in topics
        if topic and part.stance
    )


def _meets(line: LabelledLine, candidate: Candidate) -> bool:
    """Whether what the candidate would answer holds what a right reply holds, or is about its models."""
    if line.must:
        text = candidate.compose(1.0, "standard").text.casefold()
        return all(any(option.casefold() in text for option in group) for group in line.must)
    if not line.subjects:
        return True
    if line.topic == "list":
        return set(line.subjects) <= set(candidate.compose(1.0, "standard").models)
    if line.topic == "compare":
        return len(set(candidate.about) & set(line.subjects)) > 1
    return candidate.about[:1] == line.subjects[:1] and candidate.key.endswith(f"/{line.value or ''}")


def _is_statement(bank: Bank, line: LabelledLine, models: set[str], candidate: Candidate) -> bool:
    """The same predicate, stance and models, and the same clause of a licence; a card on just these families, no
    more, says the same."""
    if candidate.stance != line.stance:
        return False
    if candidate.desk == "statements":
        same = candidate.topic == line.topic and _is_of_clause(line, candidate)
        return same and (not models or bool(models & set(candidate.about)))
    if candidate.desk != "claims" or line.topic not in {f"{STATEMENT}/open-source", f"{STATEMENT}/fully-open"}:
        return False
    families = set(bank.claim[candidate.key].families)
    named = {bank.model[model].family for model in models}
    return named == families and candidate.key.endswith(("open-source", "fully-open"))


def _is_of_clause(line: LabelledLine, candidate: Candidate) -> bool:
    """Whether a sentence is on the clause that the line is about, where its predicate is said of clauses."""
    predicate, value, _subjects = candidate.key.split("/", 2)
    return value == line.value or predicate not in CLAUSES


def resolve_subjects(bank: Bank, subjects: Iterable[str]) -> set[str]:
    """The ids of models that ids of models, ids of families or names of makers stand for."""
    models: set[str] = set()
    for subject in subjects:
        if subject in bank.model:
            models.add(subject)
        elif subject in bank.family:
            models |= set(bank.family[subject].members)
        models |= {model.id for model in bank.models if subject in {model.family, model.developer}}
    return models
